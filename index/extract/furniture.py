"""The surroundings of the news on a page: banners, buttons, sign-up lines, notices: told by their wording and by what lines look like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from index.extract.furniture_table import holds_part, plain, table
from index.extract.pointers import points_elsewhere

_NEVER_LONGER = 700
"""A paragraph longer than this is not thrown away for what it starts with."""
_REMEMBERED = 1024
"""Lines whose verdict is kept: every line of a page is looked at several times, and pages have fewer lines."""

_A_LABEL = 24
_A_LINE = 160
_A_NOTE = 320
_SENTENCE_END = re.compile(r"[.!?…。！？]\s?[\"”“’‘'»«)\]」』）]*$")
_SAID = re.compile(r"\b(?:said|says|told|added|announced|according to|reported|declined|confirmed|denied)\b")
_WORD = re.compile(r"[\w-]+")
_SAYING = frozenset("said says told added announced reported declined confirmed denied".split())
_SPACED = {at: " " for at in range(128) if not (chr(at).isalnum() or chr(at) in "_-")}
_FOLLOW = re.compile(
    r"\W{0,3}(?:follow|contact|reach|find|email|e-mail|connect|tweet)\b[^\n]{0,160}(?:\S@\S|@\w|\bon (?:twitter|x|facebook|instagram|tiktok)\b)",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"(?:\bbe (?:reached|contacted)|\b(?:reach|contact|email|send) (?:him|her|them|us))\b[^\n@]{0,80}\S@|^\S{1,64}@\S{1,64}$",
    re.IGNORECASE,
)
"""How to reach who wrote a story."""
_NO_COMMENTS = re.compile(
    r"\bwe(?:'re|'ve)?(?: are| have)?(?: temporarily)? (?:paus|suspend|disabl|clos|turn|remov)\w* (?:\w{1,20} ){0,3}comment"
)
_COPYRIGHT = re.compile(r"©\s?(?:copyright\s)?#")
_CHANNEL = re.compile(
    r"(?:join|follow|subscribe to|get)\b[^.!?]{0,60}\b(?:whatsapp|telegram|viber|discord|instagram|youtube)(?:\s(?:channel|group|community|page))?\b",
    re.IGNORECASE,
)
_MENU = re.compile(r"\s{1,3}[|•·>›»/]\s{1,3}")
_MENU_WORDS = 2
_STOP = re.compile(r"[.!?][\"”’')]{0,3}\s{1,3}(?=[^\Wa-z_]|[\"“‘(])")
_LETTER = re.compile(r"[^\W_]|#")
_UNFINISHED = ("this is a breaking", "this is a developing", "this breaking news", "this story is developing")
_A_BUTTON = 30
_BEFORE_BUTTON = re.compile(r"[.!?…][\"”’')]{0,2}\s{1,3}(?=[^\s.!?…]{1,12}\s[^.!?…]{1,20}$)")
"""Buttons of a single word may as well be the story's: "as he told U.S. News"."""
_OPENS_TAB = ("opens new tab", "opens in a new tab", "opens in new tab", "opens in new window", "opens in a new window")
"""What a link is followed by in the words that are read out to the blind: within a story, too."""
_A_LINK = 90
_ADDRESS = re.compile(r"https?://|www\.|\S@\S|(?<!\S)@\w")
_FEW_WORDS = 8
_DOUBTED = 4
"""Points from which a line is doubted; one less does where its words are few."""

_PROMOTIONS = (
    # "Get market news worthy of your time with Axios Markets. Subscribe for free", glued to what stands before and after,
    # perhaps cut off in the middle.
    re.compile(
        r"(?<![^\s.!?…”\"])(?:Get|Stay|Keep|Start|Catch|Make|Want|Read|Follow|Join|Enjoy|Be|Never|Don[’']t)\b[^.!?\n]{5,200}[.!?…]\s{0,20}"
        r"(?:Subscribe|Sign up|Register)\b(?:(?: now| today| here)?(?: for f(?:r(?:e(?:e)?)?)?)?)(?:\.|!)?"
    ),
    re.compile(
        r"(?<![^\s.!?…”\"])(?:Subscribe|Sign up|Register)\b[^.!?\n]{0,80}?\b(?:for free|newsletters?|to your inbox|here)\b(?:\.|!)?"
    ),
)

_LIST_HEADING = re.compile(
    r"(?:\#+\s*)?\W{0,3}(?:recommended(?:\ (?:stories|for\ you|reading|articles|videos))?|(?:related|more|other|top|popular|latest|trending|further)\ (?:stories|articles|news|reading|content|coverage|headlines)"
    r"|related(?:\ articles?|\ story)?|more\ from\ .{2,40}|more\ on\ this(?:\ story)?|more\ like\ this|read\ (?:more|next|also|on)|(?:read|see|watch)\ more\ (?:from|on|about)\ .{2,40}|see\ also|also\ (?:read|on\ .{2,30})|up\ next|what\ to\ read\ next|editors?[’']?s?[’']?\ picks?"
    r"|(?:people|others)\ are\ (?:also\ )?reading|trending(?:\ now)?|most\ (?:read|popular|viewed|shared|commented)|you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in|have\ missed)|don[’']t\ miss|from\ around\ the\ web)"
    r"\s*[:.…]?\W{0,3}".replace("\\ ", " "),
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """True if a whole line or paragraph is page furniture by its wording, wherever it stands."""
    line = line.strip()
    return len(line) <= _NEVER_LONGER and _is_furniture(line)


@lru_cache(maxsize=_REMEMBERED)
def _is_furniture(line: str) -> bool:
    known, said = table(), plain(line)
    if said in known.whole or (len(line) <= 40 and not _LETTER.search(said)):
        return True
    if known.opening.begin(said) and not (line[:1] in '"“„«' and _SAID.search(said)):  # somebody says it
        return True
    if points_elsewhere(line, said) or (len(line) <= _A_LINK and said.endswith(_OPENS_TAB)):
        return True
    if len(line) <= _A_NOTE and known.start.begin(said) and (_is_label(line) or points(line) >= _DOUBTED):
        return True
    if " comment" in said and _NO_COMMENTS.search(said):
        return True
    if _tells_how_to_reach(line) or _is_legal(line, said):
        return True
    return holds_part(said) and 2 * sum(end - start for start, end in _held(line)) >= len(line)


def points(line: str) -> int:
    """How much a line of unknown wording looks like furniture: it speaks of the page and to its reader, and nobody says it."""
    return _points(line) if len(line) <= _NEVER_LONGER else _points.__wrapped__(line)


@lru_cache(maxsize=_REMEMBERED)
def _points(line: str) -> int:
    said = plain(line)
    known = table()
    words = said.translate(_SPACED).split() if said.isascii() else _WORD.findall(said)
    found = sum(known.words[word] for word in known.words.keys() & words)
    found += 3 * _has_address(line) + 2 * bool(known.start.begin(said))
    found -= (
        3 * (not _SAYING.isdisjoint(words) or "according to" in said)
        + 2 * any(mark in line for mark in '"“”«»')
        + len(line) // 150
    )
    return found


def _has_address(line: str) -> bool:
    return ("@" in line or "://" in line or "www." in line) and _ADDRESS.search(line) is not None


def is_doubted(line: str) -> bool:
    """True if a line looks more like furniture than like news."""
    if is_furniture(line) or is_menu(line) or (len(line) <= _A_LINE and _CHANNEL.match(line)):
        return True
    return points(line) >= (_DOUBTED if len(line.split()) > _FEW_WORDS else _DOUBTED - 1)


def is_unfinished(line: str) -> bool:
    """True for the notice that a story is still to be written ("This is a breaking news story. Check back for updates.")."""
    return len(line) <= _A_LINE and plain(line).startswith(_UNFINISHED)


def is_menu(line: str) -> bool:
    """True for the names of a page's sections in a row ("Home | World | Culture")."""
    parts = _MENU.split(line) if len(line) <= _A_LINE else []
    return len(parts) > 2 and all(part[:1].isalpha() and len(part.split()) <= _MENU_WORDS for part in parts)


def is_sentence(line: str) -> bool:
    """True if a line ends as a sentence does."""
    return _SENTENCE_END.search(line[-8:]) is not None


def is_end(line: str) -> bool:
    """True for the heading of the readers' comments: nothing after it is the story's."""
    return len(line) <= 60 and plain(line).replace("(", "") in table().end


def opens_box(line: str) -> bool:
    """True for the heading of a box whose next paragraph is the box's, not the story's."""
    return len(line) <= 80 and bool(table().box.begin(plain(line)))


def fence(line: str) -> str:
    """The beginning of the line that ends the box which this one opens ("skip past newsletter promotion"); else empty."""
    said = plain(line) if len(line) <= 80 else ""
    return next((last for first, last in table().fences if said.startswith(first)), "")


def ends_fence(line: str, last: str) -> bool:
    """True if a line ends the box that is open."""
    return len(line) <= 80 and plain(line).startswith(last)


def _is_label(line: str) -> bool:
    """True if a line is short and no sentence."""
    return len(line) <= _A_LABEL or (len(line) <= _A_LINE and not is_sentence(line))


def _held(line: str) -> list[tuple[int, int]]:
    """The sentences of a line that hold wordings of furniture."""
    ends = [match.end() for match in _STOP.finditer(line)]
    bounds = [0, *ends] if ends[-1:] == [len(line)] else [0, *ends, len(line)]
    return [(first, last) for first, last in pairwise(bounds) if holds_part(plain(line[first:last]))]


def _is_legal(line: str, said: str) -> bool:
    """True for a notice of copyright; a longer line may be a caption with one."""
    if len(line) > _A_NOTE:
        return False
    return "all rights reserved" in said or (
        "©" in said and len(line) <= _A_LINE and _COPYRIGHT.search(said) is not None
    )


def _tells_how_to_reach(line: str) -> bool:
    """True if a line says where somebody is to be followed or written to."""
    if len(line) > _A_NOTE:
        return False
    return _FOLLOW.match(line) is not None or ("@" in line and _REACHED.search(line) is not None)


def button(line: str) -> int:
    """Where a button that is glued behind a line's last sentence begins ("... by noon. read more"); its length if there is none."""
    if is_sentence(line):
        return len(line)
    match = _BEFORE_BUTTON.search(line, max(0, len(line) - _A_BUTTON - 6))
    return match.end() if match and plain(line[match.end() :]) in table().whole else len(line)


def is_list_heading(line: str) -> bool:
    """True if a line is the heading of a list of other stories ("Recommended Stories", "More from Axios")."""
    line = line.strip()
    return len(line) <= 60 and _LIST_HEADING.fullmatch(line) is not None


def promotions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sign-up sentences within ``[start, end)``, in order, without overlap."""
    line = text[start:end]
    found = [(start + first, start + last) for first, last in _held(line)] if holds_part(plain(line)) else []
    if (glued := button(line)) < len(line):
        found.append((start + glued, end))
    if any(word in line for word in ("ubscribe", "ign up", "egister")):
        found += [match.span() for pattern in _PROMOTIONS for match in pattern.finditer(text, start, end)]
    last = start
    for first, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if first >= last:
            yield first, stop
            last = stop
