"""The heading over a page's article that a reader sees: not the site's name, the path to the page or another story's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from index.unicode import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|\w+")
_BESIDE = frozenset(("nav", "aside", "footer", "dialog"))
_NO_HEADING = re.compile(
    r"breadcrumb|logo(?![a-z])|brand|site-?(?:title|name)|masthead|newsletter|modal|popup|consent", re.IGNORECASE
)
_WHOLE = frozenset(("body", "main", "article"))
"""Elements whose names tell the topics of the story too ("category-newsletter")."""
_NEAR = 3
"""Elements around a heading whose names tell what it is."""
_KICKER = re.compile(
    r"(?<![a-z])(?:kicker|overline|over-?(?:title|head)|dachzeile|top-?line|eyebrow|roof-?(?:line)?|pre-?(?:title|head|headline)|super-?(?:title|head)|"
    r"spitzmarke|antetitulo|occhiello|sub-?(?:title|head)(?!line)|sur-?ti(?:tle|tre)|catchline|topic|label|rubri[ck]|flag|badge|visually-?hidden|sr-?only|screen-?reader|invisible)",
    re.IGNORECASE,
)
_SET_SO = re.compile(r"headline|tit(?:le|el|ulo|re)(?![a-z])", re.IGNORECASE)
_UNSEEN = frozenset(("style", "script", "svg", "template", "noscript", "rt", "rp"))
_BLOCKS = frozenset(("div", "p", "h2", "small"))
_LEAST = 0.3
_LEAST_ELSEWHERE = 0.5
_FEWEST = 3
_LONGEST = 400
_PROSE = 120


def heading(tree: HtmlElement, titles: Sequence[str], names: frozenset[str]) -> str:
    """The heading over the article.

    It is the first-rank heading most like the page's titles, or the only one that is set as an article's; where such headings
    are only the site's name or the end of a path, another element that is named a headline and is like the titles; else the only
    first-rank heading, whatever the titles say.

    Args:
        tree: the page.
        titles: what its data says of its headline.
        names: what the site goes by, squeezed.
    """
    about = [words for title in titles if (words := _bag(title))]
    found = [(node, text) for node in tree.iter("h1") if (text := _seen(node)) and _may_be(node, text, names)]
    if best := _likest(found, about, _LEAST):
        return best
    own = list(dict.fromkeys(text for node, text in found if len(_bag(text)) >= _FEWEST and _is_set_so(node)))
    if len(own) == 1:
        return own[0]
    others = [
        (node, text)
        for node in tree.iter("h2", "h1", "span", "div")
        if (node.tag == "h2" or _SET_SO.search(_marks(node)))
        and len(node) <= 4
        and (text := _seen(node))
        and len(text) < _LONGEST
        and _may_be(node, text, names)
        and not _parts_text(node)
    ]
    alone = found[0][1] if len(found) == 1 and len(_bag(found[0][1])) >= _FEWEST else ""
    return _likest(others, about, _LEAST_ELSEWHERE) or alone


def _likest(found: Sequence[tuple[HtmlElement, str]], about: Sequence[frozenset[str]], least: float) -> str:
    """The heading that is most like a title; of several that are one, the one with the most words: a short one is the site's own."""
    best, most = "", (least, 0)
    for _, text in found:
        own = _bag(text)
        like = max((2 * len(own & title) / (len(own) + len(title)) for title in about), default=0.0)
        if like > least and (like, len(own)) > most:
            best, most = text, (like, len(own))
    return best


def _bag(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _may_be(node: HtmlElement, text: str, names: frozenset[str]) -> bool:
    key = squeezed(text)
    if key in names or key.removeprefix("the") in names:
        return False
    if "alternative" in node.get("itemprop", ""):
        return False
    around = [node, *node.iterancestors()]
    return not any(element.tag in _BESIDE for element in around) and not any(
        element.tag not in _WHOLE and _NO_HEADING.search(_marks(element)) for element in around[: _NEAR + 1]
    )


def _parts_text(node: HtmlElement) -> bool:
    """True for a heading between the paragraphs of a text."""
    before = next(node.itersiblings("p", preceding=True), None)
    return before is not None and len(before.text_content()) > _PROSE


def _marks(node: HtmlElement) -> str:
    return f"{node.get('class', '')} {node.get('id', '')}"[:_LONGEST]


def _is_set_so(node: HtmlElement) -> bool:
    if "headline" in node.get("itemprop", "") or _SET_SO.search(_marks(node)):
        return True
    return any(element.tag in ("article", "main") for element in node.iterancestors())


def _seen(node: HtmlElement) -> str:
    """The visible text of a heading, without the kicker within it."""
    while len(node) == 1 and not (node.text or "").strip() and not (node[0].tail or "").strip():
        node = node[0]
    pieces = list(_pieces(node))
    sizes = [len(squeezed(text)) for _, text in pieces]
    before, whole = 0, sum(sizes)
    for at, (element, _) in enumerate(pieces[:-1]):
        before += sizes[at]
        is_end = not sizes[at] or (at == 0 and element is not None and element.tag in _BLOCKS)
        if is_end and 0 < before < whole - before:
            pieces = pieces[at + 1 :]
            break
    words = [text for element, text in pieces if element is None or not _KICKER.search(_marks(element))]
    if "".join(words).endswith(":"):
        words = []  # what goes on in a part that is only named like a kicker
    return " ".join((" ".join(words) or " ".join(text for _, text in pieces)).split()).lstrip(":|–—- ")


def _pieces(node: HtmlElement) -> Iterator[tuple[HtmlElement | None, str]]:
    """The words of an element, piece by piece: those of each element in it that stands apart, and those between."""
    words = node.text or ""
    for child in node:
        if child.tag == "br":
            words += " "
        elif child.tag not in _UNSEEN:
            inner = _inner(child)
            if child.tag in _BLOCKS or (child.tag == "span" and len(inner) > 1):  # and not a first letter, set large
                if words.strip():
                    yield None, words.strip()
                words = ""
                if inner.strip():
                    yield child, inner.strip()
            else:
                words += inner
        words += child.tail or ""
    if words.strip():
        yield None, words.strip()


def _inner(node: HtmlElement) -> str:
    """The words of an element as they are seen."""
    parts = [node.text or ""]
    for child in node:
        if child.tag not in _UNSEEN:
            inner = _inner(child)
            parts.append(f" {inner} " if child.tag in _BLOCKS or child.tag == "br" else inner)
        parts.append(child.tail or "")
    return "".join(parts)
