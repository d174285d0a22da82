"""A page's headline: what most of the places agree on that tell it, without the site's name."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Sequence

from index.extract.outlets import clean_headline
from index.unicode import squeezed

_SEPARATED = re.compile(r"\s{1,9}[|–—•*·:»-]\s{1,9}|\s{0,9}[|ㅣ]\s{0,9}|\s?--\s?")
_TAGGED = re.compile(r"\s{0,3}[|ㅣ•*·–—-]{1,2}")
_LONGEST_TAIL = 60
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}")


def headline(told: Sequence[tuple[str, float]], outlets: Sequence[str], domain: str) -> str:
    """The headline that the places tell which together weigh most, written as the weightiest of them has it.

    Args:
        told: what each place says, with its weight.
        outlets: names that the site goes by.
        domain: its registered domain.
    """
    names = {squeezed(name) for name in (*outlets, domain, domain.split(".")[0]) if squeezed(name)}
    cleaned = [(text, weight) for given, weight in told if (text := _without_site(_plain(given), names, domain))]
    keys = {squeezed(text) for text, _ in cleaned}
    weights: defaultdict[str, float] = defaultdict(float)
    written: dict[str, tuple[float, str]] = {}
    for text, weight in cleaned:
        text = _shortened(text, keys)
        key = squeezed(text)
        weights[key] += weight
        if weight > written.get(key, (0.0, ""))[0]:
            written[key] = weight, text
    best = max(weights, key=lambda key: weights[key], default="")
    return written[best][1] if best else ""


def _plain(text: str) -> str:
    return " ".join(html.unescape(html.unescape(text)).replace("\xad", "").replace("\u2060", "").split())


def _without_site(text: str, names: set[str], domain: str) -> str:
    """The headline without the site's name, its section and its day at the end."""
    text, _ = clean_headline(text, domain)
    for _ in range(3):
        matches = list(_SEPARATED.finditer(text))
        if not matches or not matches[-1].start():
            break
        tail = text[matches[-1].end() :]
        if len(tail) > _LONGEST_TAIL or not (_is_site(squeezed(tail), names) or _DAY.fullmatch(tail.strip())):
            break
        text = text[: matches[-1].start()].strip()
    return text


def _is_site(tail: str, names: set[str]) -> bool:
    return (
        any(tail == name or (len(name) > 3 and (tail.startswith(name) or tail.endswith(name))) for name in names)
        or tail == ""
    )


def _shortened(text: str, others: set[str]) -> str:
    """The part before or after a separator, where another place tells just that: the rest is a section, a tag or a kicker."""
    for match in _TAGGED.finditer(text):
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        if squeezed(before) in others and squeezed(after):
            return before
        if squeezed(after) in others and squeezed(before) and "|" in match[0]:
            return after
    return text
