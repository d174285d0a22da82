"""Elements of a page that are marked for who wrote its article: by their classes, as links to the author, as names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from index.extract.name_shapes import looks_like_names
from index.extract.page.tree import short_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKED = re.compile(r"(?<![a-z])(?:author|autor|auteur|autore|byline|verfasser|writer|forfatter)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"comment|related|teaser|bio|recommend|more-from|(?<!post-)(?<!entry-)footer|sidebar|(?<!elementor-)widget|popular|latest|newsletter",
    re.IGNORECASE,
)
_BELOW = re.compile(r"comment|related|recommend|more-from|footer|newsletter", re.IGNORECASE)
"""What is not the article's own, though it stands below its headline."""
_BESIDE = frozenset(("aside", "footer", "nav", "form"))
_OWN_FOOTER = re.compile(r"(?:post|entry)-footer")
"""The end of a story, where some pages tell who wrote it."""
_PROFILED = re.compile(
    r"/(?:authors?|autor(?:en|es)?|by|contributors?|staff|journalists?|reporters?|people|profile)/[a-z]", re.IGNORECASE
)
_NAME = re.compile(r"(?<![\w-])(?:fn|name|(?:author|byline)(?:__|-)name)(?![\w-])")
_LONGEST = 80
_NEAR = 4


@lru_cache(maxsize=1024)  # many elements of a page are made alike
def is_named_so(names: str) -> bool:
    return _MARKED.search(names) is not None


def named_within(node: HtmlElement) -> list[str]:
    """The names in a byline that are links to who wrote, or marked as names: what else it says is none."""
    found = [
        text
        for part in node.iter("a", "span")
        if ("author" in (part.get("rel") or "") or part.get("itemprop") == "name" or _NAME.search(part.get("class") or "") or _PROFILED.search(part.get("href") or ""))
        and looks_like_names(text := short_text(part, _LONGEST))
    ]  # fmt: skip
    return list(
        dict.fromkeys(name for name in found if not any(name != other and name.startswith(other) for other in found))
    )


def is_linked(node: HtmlElement) -> bool:
    """True for a link to the author, as the page itself says."""
    return "author" in (node.get("rel") or "").lower().split() and is_marked_for_author(node)


def author_marks(node: HtmlElement) -> str:
    return " ".join(filter(None, map(node.get, ("class", "id", "rel", "itemprop"))))


def is_marked_for_author(node: HtmlElement, *, is_near: bool = False) -> bool:
    """True for an element that is named for who wrote and is no part of something else, as far as its place does not tell that."""
    if not is_named_so(author_marks(node)):
        return False
    around = [node]
    for above in node.iterancestors():
        if above.tag in _BESIDE and not _OWN_FOOTER.search(above.get("class") or ""):
            return False
        if len(around) < _NEAR:
            around.append(above)
    return not any(
        (_BELOW if is_near else _ELSEWHERE).search(f"{one.get('class', '')} {one.get('id', '')}")
        for one in around
        if one.tag != "body"
    )
