"""The report as people see it: complete, safe, and alive in a browser without a single request."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.evaluate.compare import Side, compare
from bot.evaluate.evaluation_runs import EvaluationRun
from bot.evaluate.question_result import FULL, Hit, ObservedAnswer, ObservedPassage, ObservedQuote, QuestionResult
from bot.evaluate.questions import Question
from bot.evaluate.report.charts import latency_chart
from bot.evaluate.report.markdown_report import render_markdown
from bot.evaluate.report.page import render_page
from bot.evaluate.report.worst import worst_first
from bot.evaluate.scoring import CUTOFFS
from bot.evaluate.summary import summarise

EVIL = '<script>alert(1)</script> & "x" \' <img src=x onerror=alert(1)> @everyone | `a` [b](http://c.example)'
RUN = EvaluationRun(
    id="20240501-120000-abcd",
    started="2024-05-01T12:00:00+00:00",
    questions="questions.jsonl",
    kind="newsdesk",
    asked=40,
    questions_digest="d",
    corpus="stored",
    corpus_hash="c",
    articles=99,
    embedder="e/1",
    reranker="r/1",
    reader="extractive",
    settings={"search": {"reranked": 30}},
    notes=("3 drafts, which no person has looked at",),
)


def cited(holds: bool, shown: bool, number: int) -> ObservedQuote:
    return ObservedQuote(
        f"Quote {number}. {EVIL}", f"a{number}", EVIL, "Wire", "2024-04-30", "https://news.example/a?x=1&y=2", 6.5 - number,
        "Quote", shown, True, holds, holds, holds,
    )  # fmt: skip


def made(number: int, *, worse: bool = False) -> tuple[Question, QuestionResult]:
    """Questions of every outcome, in turn."""
    answerable = number % 4 != 3
    right, silent = number % 4 == 0 and not worse, number % 8 in (1, 7)
    question = Question(
        f"q{number}", f"Who asked number {number}? {EVIL}", ("Quote",) if answerable else (), ("a1",), answerable,
        tags=("even" if number % 2 == 0 else "odd", "all"),
    )  # fmt: skip
    reply = ObservedAnswer(
        (cited(right, not silent, number),), 0.9 if right else 0.3 + number / 100, 0.5 + number / 20, {"read": 0.2}
    )
    hits = tuple(Hit(f"p{n}", f"a{n}", answerable and n >= number % 5) for n in range(12))
    rows = {name: hits if name == FULL else hits[::-1] for name in (FULL, "vectors only", "words only", "fused")}
    without = ObservedAnswer((cited(False, number % 3 == 0, number),), 0.2, 0.4) if answerable else None
    relevant = tuple(hit.passage for hit in hits if hit.holds)
    seen = ObservedPassage(EVIL, "Wire", "2024-04-30", f"Passage with Quote. {EVIL}", answerable, 5.0)
    result = QuestionResult(
        question.id, question.text, reply, without, rows, relevant, ("a1",), (seen,), "Wire", "2024-04-30"
    )
    return question, result


def page(comparing: bool = False) -> tuple[str, str]:
    pairs = [made(number) for number in range(40)]
    questions, results = [q for q, _ in pairs], {q.id: r for q, r in pairs}
    summary = summarise(questions, results)
    comparison = None
    if comparing:
        now = {q.id: r for q, r in (made(number, worse=True) for number in range(40))}
        comparison = compare(
            Side("before", questions, results, {"commit": "a"}), Side("now", questions, now, {"commit": "b"})
        )
        assert comparison.got_worse
    cases = worst_first(questions, results)
    return render_page(RUN, summary, cases, comparison), render_markdown(RUN, summary, cases, comparison)


class Outline(HTMLParser):
    """Notes tags that stay open, and everything that could load something."""

    VOID = ("meta", "link", "input", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "srcset", "data", "poster", "action") or (name == "href" and tag != "a"):
                self.loads.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("comparing", [False, True])
def test_the_page_is_whole_loads_nothing_and_runs_nothing_of_an_article(comparing: bool) -> None:
    html, _ = page(comparing)
    outline = Outline()
    outline.feed(html)
    assert outline.open == []
    assert outline.loads == ["data:,"]
    assert outline.handlers == []
    assert html.count("<script") == 1
    assert "url(" not in html
    assert html.count("<svg") > 8
    assert ("Compared with before" in html) is comparing


def test_markdown_neither_pings_nor_links_nor_breaks_a_table() -> None:
    _, text = page(comparing=True)
    assert "@everyone" not in text
    assert "<script" not in text.replace("\\<script", "")
    assert not re.search(r"(?<!\\)\[b(?<!\\)\]\(", text)
    tables = [block for block in text.split("\n\n") if block.startswith("|")]
    for table in tables:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1
    assert "Compared with before" in text
    assert "3 drafts" in text


def test_worst_come_first() -> None:
    pairs = [made(number) for number in range(8)]
    found = [case.outcome for case in worst_first([q for q, _ in pairs], {q.id: r for q, r in pairs})]
    order = ["false answer", "wrong", "silent", "right", "rightly silent"]
    places = [order.index(outcome) for outcome in found]
    assert [place if place < 3 else 3 for place in places] == sorted(place if place < 3 else 3 for place in places)
    assert set(found) == set(order)


@pytest.mark.parametrize("seconds", [[0.0], [1e-4, 2e-4], [0.5] * 9, [1, 2, 300.0]])
def test_latencies_of_any_size_are_drawn(seconds: list[float]) -> None:
    svg = latency_chart(seconds)
    assert "nan" not in svg
    assert sum(int(n) for n in re.findall(r" s: (\d+)</title>", svg)) == len(seconds)


def test_a_run_of_one_unanswerable_question_is_a_page_too() -> None:
    question, result = made(3)
    result = replace(result, reply=replace(result.reply, cited=()), rows={FULL: ()}, passages=())
    summary = summarise([question], {question.id: result})
    html = render_page(RUN, summary, worst_first([question], {question.id: result}))
    assert "rightly silent" in html
    assert not re.search(r"\bnan\b", re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL), re.IGNORECASE)


CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (on Debian: apt-get install chromium)")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_in_a_browser(browser: Any, tmp_path: Path, width: int, scheme: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(page(comparing=True)[0], encoding="utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True)
    view = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    view.on("request", lambda request: requests.append(request.url))
    view.on("console", lambda message: complaints.append(message.text))
    view.on("pageerror", lambda error: complaints.append(str(error)))
    view.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    view.goto(path.as_uri())

    assert view.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it scrolls sideways"
    drawn = view.locator("figure:visible svg[role=img]")
    assert drawn.count() >= 5
    for number in range(drawn.count()):
        box = drawn.nth(number).bounding_box()
        assert box["width"] > 200
        assert box["height"] > 20
    assert view.locator("figure:visible polyline.series-3").count() >= 3
    assert view.locator("figure:visible circle.series-3").count() >= len(CUTOFFS)
    background = view.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", background)[:3])) < 200) is (scheme == "dark")

    cases = view.locator(".case:visible")
    assert cases.count() == 40
    view.fill("#search", "number 17?")
    assert cases.count() == 1
    assert view.inner_text("#count") == "1 of 40 questions"
    view.fill("#search", "")
    view.select_option("#outcome", "silent")
    assert 0 < cases.count() < 40
    assert {view.locator(".case:visible .badge").nth(n).inner_text() for n in range(cases.count())} == {"silent"}
    view.select_option("#tag", "even")
    assert cases.count() == 0
    view.select_option("#outcome", "")
    assert cases.count() == 20
    cases.first.locator("summary").click()
    assert cases.first.locator("blockquote").first.is_visible()

    by = view.locator("figure[data-measure]:visible")
    first = by.first.inner_text()
    view.select_option("#slice", "rightly_silent")
    assert json.loads(view.evaluate("JSON.stringify([...document.querySelectorAll('figure[data-measure]')].filter(f => !f.hidden).map(f => f.dataset.measure))")) == ["rightly_silent"] * by.count()  # fmt: skip
    assert by.first.inner_text() != first
    context.close()
    assert requests == [path.as_uri()]
    assert complaints == []
