"""A page's headline: what a reader sees, or what most of its data agrees on, without the site's name."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Sequence

from index.extract.outlets import clean_headline
from index.unicode import squeezed

_SEPARATED = re.compile(
    r"\s{1,9}[|–—•*·:»-]\s{1,9}|\s{0,9}[|ㅣ]\s{0,9}|\s?--\s?|(?<=[^\x00-\u02ff])[-_](?=[^\x00-\u02ff])"
)
_TAGGED = re.compile(r"\s{0,3}[|ㅣ•*·–—-]{1,2}")
_KICKER = re.compile(r"[^:]{2,80}\s:\s{1,3}(?=\S)")
"""A kicker, set apart from the headline by a mark that only those hear to whom the page is read."""
_LONGEST, _LONGEST_TAIL = 1000, 60
_SHARED, _OWN, _COPY = 1.3, 1.2, 0.4
_PAPER = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]{1,8}(?:网|網|报|報|新聞|ニュース)")
"""A site of news by its name, in scripts that set no words apart."""
_DAY_ABOVE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}\s{1,3}[|–—-]\s{1,3}(?=\S)")
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d{2}-\d{2}")


def headline(seen: str, shared: str, own: str, others: Sequence[str], names: frozenset[str], domain: str) -> str:
    """The headline over the article as a reader sees it; where none is seen, what most of the page's data tells.

    Args:
        seen: the heading on the page, or empty.
        shared: what is told to those who share the page (``og:title``).
        own: what the article is called in the page's data (JSON-LD).
        others: what other places tell, which are copies mostly.
        names: what the site goes by, squeezed.
        domain: its registered domain.
    """
    shared, own, *rest = (without_site(text, names, domain) for text in (shared, own, *others))
    if seen := without_site(seen, names, domain):
        return _of_one_mind(seen, shared, own, rest)
    told = [(shared, _SHARED), (own, _OWN), *((text, _COPY) for text in rest)]
    keys = {squeezed(text) for text, _ in told}
    weights: defaultdict[str, float] = defaultdict(float)
    written: dict[str, tuple[float, str]] = {}
    for text, weight in told:
        text = _shortened(text, keys)
        if key := squeezed(text):
            weights[key] += weight
            if weight > written.get(key, (0.0, ""))[0]:
                written[key] = weight, text
    best = max(weights, key=lambda key: weights[key], default="")
    return written[best][1] if best else ""


def _of_one_mind(seen: str, shared: str, own: str, rest: Sequence[str]) -> str:
    """The heading that is seen; but with the kicker that all of the data has, and without the kicker that none of it has and what only the page sets beside it."""
    key = squeezed(seen)
    told = [text for text in (shared, own, *rest) if text]
    if key in map(squeezed, told):
        marked = (text for text in told if ":" in text and squeezed(text) == key)
        return next(marked, seen) if ":" not in seen else seen
    if ":" in shared and squeezed(own).startswith(squeezed(shared)) and squeezed(shared).endswith(key):
        return shared
    if (kicker := _KICKER.match(seen)) and squeezed(seen[kicker.end() :]) in map(squeezed, told):
        return seen[kicker.end() :]
    return next((text for text in told if 3 * len(text) >= len(seen) and _is_glued(seen, text)), seen)


def _is_glued(whole: str, part: str) -> bool:
    """True if a text begins or ends with another, with no mark between that and the rest, and does not go on in a small letter."""
    if whole.startswith(part):
        rest = whole[len(part) :].lstrip()[:1]
        return rest.isalnum() and not rest.islower()
    return whole.endswith(part) and whole[: -len(part)].rstrip()[-1:].isalnum()


def site_names(outlets: Sequence[str], domain: str) -> frozenset[str]:
    """The names that a site goes by, squeezed."""
    return frozenset(key for name in (*outlets, domain, domain.split(".")[0]) if (key := squeezed(name)))


def _plain(text: str) -> str:
    return " ".join(html.unescape(html.unescape(text)).replace("\xad", "").replace("\u2060", "").split())


def without_site(text: str, names: frozenset[str], domain: str) -> str:
    """The headline without the site's name, its section and its day at the end, and its day at the beginning."""
    text, _ = clean_headline(_plain(text), domain)
    if day := _DAY_ABOVE.match(text):
        text = text[day.end() :]
    for _ in range(3):
        matches = list(_SEPARATED.finditer(text))
        if not matches or not matches[-1].start():
            break
        tail = text[matches[-1].end() :]
        is_beside = _is_site(squeezed(tail), names) or _DAY.fullmatch(tail.strip()) or _PAPER.fullmatch(tail.strip())
        if len(tail) > _LONGEST_TAIL or not is_beside:
            break
        text = text[: matches[-1].start()].strip()
    return text


def _is_site(tail: str, names: frozenset[str]) -> bool:
    return (
        any(tail == name or (len(name) > 3 and (tail.startswith(name) or tail.endswith(name))) for name in names)
        or tail == ""
    )


def _shortened(text: str, others: set[str]) -> str:
    """The part before or after a separator, where another place tells just that: the rest is a section, a tag or a kicker."""
    for match in _TAGGED.finditer(text) if len(text) <= _LONGEST else ():
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        if squeezed(before) in others and squeezed(after):
            return before
        if squeezed(after) in others and squeezed(before) and "|" in match[0]:
            return after
    return text
