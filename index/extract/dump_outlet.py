"""Whose a page is, by the signs of a text dump: its name over the story, in its notices, in its address, and where it speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from index.extract.bylines import read_byline
from index.extract.dump_header import Header
from index.extract.emphasis import without_marks
from index.extract.feed_lines import feed_of
from index.extract.line_scorer import read_weights
from index.extract.menu_words import has_menu_word
from index.extract.outlet_features import features
from index.extract.outlet_names import key
from index.extract.outlet_sayings import APPEARED, PRINTED, UNEDITED
from index.extract.outlet_signs import AGAIN, ARTICLE, Candidate, candidates, initials, titled
from index.extract.outlets import is_agency, is_paper, known_name, outlet_of, told_name
from index.extract.releases import issuer
from index.extract.sign_offs import signing_site
from index.unicode import unaccented

_LINK_NUMBER = re.compile(r"#?\[\d{1,3}\]")
"""The number that text browsers give a link, and the mark before those of a page's head."""
_A_NOTICE = 280
_APPEARING = ("ublished", "ppeared", "not been edited")
"""Of which a line has one that says where a story appeared."""
_MOST = 150
"""Lines of a page's beginning, and of its end, that are looked at."""
WEIGHTS = Path(__file__).with_name("outlet_weights.toml")
NOTHING = "nothing"
"""The name of the weight of there being no name that is the page's."""
_WHOLE = 1.5
"""Weight from which a longer name is taken that holds the best."""
_AN_ARTICLE = 3
"""Letters of an article before a name."""


def told_outlet(text: str, lines: Sequence[tuple[int, int]], header: Header) -> str:
    """The outlet's name, where the page tells it by enough; else that of an agency which a header line holds, or empty."""
    said = said_beside(text, lines)
    for line in said:
        if name := feed_of(line) or _appeared(line):
            return name
    found = candidates(said, header)
    weights = weigh(found, said, header)
    best = _best(found, weights)
    if not (best and told_name(found[best].forms[0])) and (site := next(filter(None, map(signing_site, said)), "")):
        return site
    is_told = best and weights[best] >= read_weights(WEIGHTS)[NOTHING] and not _is_byline(found[best].forms[0])
    if not (is_told and (found[best].signs or not _is_firms(found[best].forms[0]))) and (
        institution := issuer(said, max(header.headline_line, header.last))
    ):
        return institution
    if not is_told:
        return header.named_outlet if is_agency(header.named_outlet) else ""
    whole = [
        name
        for name, one in found.items()
        if name == best
        or (weights[name] >= _WHOLE and initials(one.forms[0]) == best)
        or (one.rank >= 0 and _behind_article(one.forms[0]) == best)
        or (one.rank >= 0 > found[best].rank and weights[name] >= _WHOLE and _is_part(found[best], one))
    ]
    return _written(found[max(whole, key=len)], text)


def _best(found: Mapping[str, Candidate], weights: Mapping[str, float]) -> str:
    """The name that most speaks for; an agency's that is the story's only where none is enough, and a firm's where it owns no paper that is."""
    enough = [name for name in weights if weights[name] >= read_weights(WEIGHTS)[NOTHING]]
    own = [name for name in enough if not _is_of_story(found[name])]
    best = max(own or weights, key=weights.__getitem__, default="")
    if best and {"owner", "firm's"} <= found[best].signs and _is_firms(found[best].forms[0]):
        best = max((name for name in enough if _is_firms_paper(found[name])), key=weights.__getitem__, default=best)
    return best


def _appeared(line: str) -> str:
    """The outlet of which a line says that the story appeared there, or was left there as an agency had sent it; else empty."""
    if len(line) >= _A_NOTICE or not any(mark in line for mark in _APPEARING):
        return ""
    if (match := PRINTED.match(line) or UNEDITED.search(line)) and told_name(match["name"]):
        return match["name"].removeprefix("the ")
    match = match or APPEARED.search(line)
    return match["name"].removeprefix("the ") if match and is_paper(match["name"]) else ""


def _is_of_story(one: Candidate) -> bool:
    """True for an agency that is named by no more than the story's byline and a notice below it."""
    return one.rank < 0 and one.signs <= {"header", *AGAIN} and is_agency(known_name(one.forms[0]))


def _is_firms(name: str) -> bool:
    """True for the name of nothing that is known to be an outlet, nor looks like one's: it may be that of the firm which owns the page's."""
    return not (told_name(name) or is_paper(name))


def _is_firms_paper(one: Candidate) -> bool:
    """True for a known outlet, named over the headline by nothing that is a word of a menu, too."""
    name = one.forms[0]
    known = known_name(name) or (told_name(name) if name.startswith("The ") else "")
    return one.rank >= 0 and bool(known) and not is_agency(known)


def _behind_article(name: str) -> str:
    """The letters of a name behind the article that it begins with, in whatever language."""
    article, _, rest = name.partition(" ")
    return unaccented(rest) if len(article) <= _AN_ARTICLE else ""


def _is_part(short: Candidate, one: Candidate) -> bool:
    """True if a name that a page says is the first or the last words of the one over its headline, and the others name no section of it."""
    part, whole = (ARTICLE.sub("", name.forms[0]).casefold() for name in (short, one))
    before, found, after = f" {whole} ".partition(f" {part} ")
    others = f"{before} {after}".strip()
    is_end = bool(found and others) and not (before and after)
    return is_end and others.replace(" ", "").isalpha() and not has_menu_word(others)


def said_beside(text: str, lines: Sequence[tuple[int, int]]) -> list[str]:
    """The lines of a page's beginning and of its end, without the numbers of links and the marks of a chat."""
    near = lines if len(lines) <= 2 * _MOST else [*lines[:_MOST], *lines[-_MOST:]]
    said = (without_marks(text[slice(*line)]) for line in near)
    return [_LINK_NUMBER.sub("", line) if "[" in line else line for line in said]


def weigh(found: Mapping[str, Candidate], said: Sequence[str], header: Header) -> dict[str, float]:
    """How much speaks for each name to be the outlet's."""
    weights = read_weights(WEIGHTS)
    return {
        name: sum(weights[sign] * value for sign, value in look.items() if value)
        for name, look in features(found, said, header).items()
    }


def _is_byline(name: str) -> bool:
    byline = read_byline(name)
    return bool(byline and byline.is_marked)


def _written(one: Candidate, text: str) -> str:
    """A name as the page writes it, in the usual case where it does so anywhere, and with its article where that belongs to it."""
    forms = one.forms
    mixed = [form for form in forms if not form.isupper()] or [
        titled(forms[0]) if forms[0].startswith("THE ") else forms[0]
    ]
    name = max(mixed, key=mixed.count).removeprefix("the ")
    bare = name.removeprefix("The ")
    if known := known_name(name):
        return known
    if "." in name and (known := outlet_of(name.casefold())) != name.casefold():
        return known
    if (known := told_name(name)) and key(known) != key(name):
        return known
    if bare.isupper():
        return name
    if one.rank >= 0 and not forms[0].isupper():
        return forms[0].removeprefix("the ")  # as it stands over the headline
    said = [text[max(0, at - 4) : at] for form in {bare, bare.upper()} for at in _places(text, form)]
    return f"The {bare}" if 2 * sum(before in ("The ", "THE ") for before in said) >= max(1, len(said)) else bare


def _places(text: str, name: str) -> Iterator[int]:
    """Where a text has a name as words of its own."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at
        at = text.find(name, end)
