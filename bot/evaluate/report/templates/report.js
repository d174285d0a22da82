"use strict";
(() => {
  const cases = [...document.querySelectorAll(".case")];
  const [search, outcome, tag] = ["search", "outcome", "tag"].map((id) => document.getElementById(id));
  const counter = document.getElementById("count");
  const plain = (text) => text.toLocaleLowerCase().replace(/\s+/g, " ");
  const texts = new Map(cases.map((item) => [item, plain(item.textContent)]));

  function filter() {
    const words = plain(search.value).split(" ").filter(Boolean);
    let shown = 0;
    for (const item of cases) {
      const fits = (!outcome.value || item.dataset.outcome === outcome.value)
        && (!tag.value || JSON.parse(item.dataset.tags).includes(tag.value))
        && words.every((word) => texts.get(item).includes(word));
      item.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    counter.textContent = `${shown} of ${cases.length} questions`;
  }

  for (const control of [search, outcome, tag]) control.addEventListener("input", filter);
  filter();

  const slices = document.getElementById("slice");
  function slice() {
    for (const chart of document.querySelectorAll("[data-measure]")) chart.hidden = chart.dataset.measure !== slices.value;
  }
  if (slices) {
    slices.addEventListener("input", slice);
    slice();
  }
})();
