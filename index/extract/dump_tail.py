"""What follows a story on its page: biographies, notices of the publisher, readers' comments, and whatever else is none of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.extract.dump_header import Header
from index.extract.dump_roles import ASIDE, Role
from index.extract.furniture import is_end, is_sentence, points
from index.extract.furniture_table import plain, table
from index.extract.line_scorer import SURE
from index.extract.line_stems import stems, stems_of

_BIO = re.compile(
    r"(?:is|was) (?:an?|[Tt]he|one of)\b[^.]{0,90}\b(?:reporter|correspondent|editor|journalist|columnist|producer|writer|fellow|author|contributor|critic|photographer)\b"
    r"|(?:covers|writes|reports|has (?:covered|written|reported|worked)|joined|is based|has been (?!(?:in|to) [A-Z]))\b"
)
_INTRODUCED = re.compile(
    r"(?:, [^,]{2,60},)? (?:is|was|has|covers|writes|reports|joined|lives|works|teaches|(?:can|may) be (?:reached|contacted|emailed)) "
)
_SAID = re.compile(r"\b(?:said|says|told|sagte|dijo|added)\b")
_QUOTED = re.compile(r"[\"“”«»„]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ABOUT = re.compile(r"About (?:the )?[A-Z]")
_FIRM = re.compile(r"\b(?:Inc|Ltd|Corp|Co|S\.A|N\.V)\.$")
_A_HEADING = 60
_SHARED = 0.1
"""Share of a paragraph's words that belong to the story, too, where it is a part of that."""
_SHARED_NOTICE = 0.35
_STORY_LINES = 60
_PARTED = 4
"""Lines of furniture between the story and what is none of it."""
_COMMENTS_AFTER = 2
"""Paragraphs of a story before which "Comments" is a button."""
_COUNTED = 2
"""Paragraphs of the story below the number of its comments, where that is a button."""
_NEAR = 4
"""Lines below the header in which its author may be introduced."""
_SURE_BELOW = 4
_SIGNATURE = re.compile(r"[—–]\s?[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{0,20}){0,2}")
"""The name of whoever wrote a letter to the readers, below it."""
_POSTSCRIPT = re.compile(r"P\.?\s?(?:P\.?\s?)?S[.:]")
_DASHES = ("—", "–")
_SAYS = re.compile(
    r"(?!(?:the|an?|he|she|they|it|we|and|but|as|who|what|so)\b)\S{1,30}(?: \S{1,20}){0,3} (?:says|wrote|writes)\s?:"
    r"|\S{1,30}(?: \S{1,20}){0,3}(?: on)? .{4,30} at \d{1,2}:\d\d(?:\s?[ap]\.?m\.?)? (?:says|said|wrote)\s?:",
    re.IGNORECASE,
)
"""The line over a reader's comment: "Ada says:", "Ada on May 24, 2019 at 9:00 am said:"."""
_NOTICE = 3
"""Points from which the last paragraph is a notice; one less does below furniture."""


def label_tail(said: Sequence[str], found: list[Role], header: Header, likely: Sequence[float]) -> int:
    """Label what a page tells of its authors, and everything from the readers' comments on; the number of their first line is given back."""
    _biographies(said, found, header)
    end = _comments(said, found, header, likely)
    _notices(said, found, header.outlet)
    return end


def _notices(said: Sequence[str], found: list[Role], outlet: str) -> None:
    """The last paragraphs, where they speak of the page, its maker and its readers, or of who had the story told."""
    own = (f"{outlet} ", f"The {outlet} ") if outlet else ()
    story = [at for at, role in enumerate(found) if role is Role.STORY]
    while len(story) > _COMMENTS_AFTER:
        at = story[-1]
        told = stems_of(said[one] for one in story[:-1][-_STORY_LINES:])
        above = said[at - 1]
        introduces = (
            len(above) <= _A_HEADING and _ABOUT.match(above) and (not is_sentence(above) or _FIRM.search(above))
        )
        is_own = found[at - 1] in ASIDE and said[at].startswith(own) and not _SAID.search(said[at])
        if not introduces and not is_own and not _is_notice(said[at], told, is_below=found[at - 1] in ASIDE):
            return
        if introduces:
            found[at - 1] = Role.FURNITURE
        found[story.pop()] = Role.FURNITURE


def _is_notice(line: str, told: frozenset[str], *, is_below: bool) -> bool:
    if _SAID.search(line) or _QUOTED.search(line):
        return False
    own = stems(line)
    if len(own & told) > _SHARED_NOTICE * len(own):
        return False
    words = table().tail
    found = points(line) + sum(words.get(word, 0) for word in set(_WORD.findall(plain(line))))
    return found >= _NOTICE - is_below


def _biographies(said: Sequence[str], found: list[Role], header: Header) -> None:
    """Paragraphs on who wrote the story, by their names, below it."""
    names = {name for person in header.byline for name in (person.casefold(), person.split()[0].casefold())}
    begun = 0
    for at, line in enumerate(said):
        begun += found[at] is Role.STORY
        if found[at] is not Role.STORY:
            continue
        if begun < _COMMENTS_AFTER and not (at < header.last + _NEAR and line.startswith(header.byline)):
            continue
        above, low = plain(said[at - 1]), line.casefold()
        owners = (n for n in {*names, above, above.split(" ")[0]} if len(n) > 2 and low.startswith(n + " "))
        owner = max(owners, key=len, default="")
        is_named = len(above) > 4 and above in (person.casefold() for person in header.byline)
        if not (owner or is_named) or _SAID.search(line):
            continue
        if is_named and begun >= _COMMENTS_AFTER:
            found[at] = found[at - 1] = Role.FURNITURE
        elif begun >= _COMMENTS_AFTER and header.byline and introduces(line, header.byline[0]):
            found[at] = Role.FURNITURE
        elif owner and _BIO.match(line[len(owner) :].lstrip()):
            found[at] = Role.FURNITURE
            if above.startswith(owner):
                found[at - 1] = Role.FURNITURE


def label_signatures(said: Sequence[str], found: list[Role]) -> None:
    """The name below a letter to the readers, or below what somebody says, alone behind a dash; and the postscript to such a letter."""
    for at in range(1, len(said)):
        beside = (said[at - 1], *said[at + 1 : at + 2])
        is_name = found[at] is Role.ITEM and _SIGNATURE.fullmatch(said[at]) and not any(map(_is_dashed, beside))
        is_below = found[at - 1] is Role.FURNITURE and _SIGNATURE.fullmatch(said[at - 1])
        if is_name or (is_below and _POSTSCRIPT.match(said[at])):
            found[at] = Role.FURNITURE


def _is_dashed(line: str) -> bool:
    return line.startswith(_DASHES)


def introduces(line: str, person: str) -> bool:
    """True if a line tells who a person is, by their name: the note on who wrote a story."""
    return line.startswith(person) and not _SAID.search(line) and _INTRODUCED.match(line, len(person)) is not None


def label_strays(said: Sequence[str], found: list[Role], likely: Sequence[float]) -> None:
    """The last paragraphs, where much furniture parts them from the story and they share next to no word with that."""
    story = [at for at, role in enumerate(found) if role is Role.STORY]
    while len(story) > _COMMENTS_AFTER and story[-1] - story[-2] > _PARTED:
        own = stems(said[story[-1]])
        told = stems_of(said[at] for at in story[:-1][-_STORY_LINES:])
        is_parted = all(found[at] in (*ASIDE, Role.SHORT) for at in range(story[-2] + 1, story[-1]))
        if not is_parted or len(told & own) > _SHARED * len(own) or likely[story[-1]] >= SURE:
            return
        found[story.pop()] = Role.FURNITURE


def _comments(said: Sequence[str], found: list[Role], header: Header, likely: Sequence[float]) -> int:
    """Everything below the heading of the readers' comments."""
    story = 0
    spoken = [at for at, line in enumerate(said) if line.endswith(":") and _SAYS.fullmatch(line)]
    for at, line in enumerate(said):
        if at in spoken and story >= _COMMENTS_AFTER and (found[at - 1] in ASIDE or spoken[-1] > at):
            found[at:] = [Role.FURNITURE] * (len(said) - at)
            return at
        story += found[at] is Role.STORY and at > header.last
        if (
            story >= _COMMENTS_AFTER
            and is_end(line)
            and not _is_button(line, found[at + 1 : at + 3], likely[at + 1 :])
            and not _is_over_story(found, likely, at)
        ):
            found[at:] = [Role.FURNITURE] * (len(said) - at)
            return at
    return len(said)


def _is_over_story(found: Sequence[Role], likely: Sequence[float], at: int) -> bool:
    """True where hardly anything above a line is surely the story's, and nearly all right below it."""
    sure = [role is Role.STORY and value >= SURE for role, value in zip(found, likely, strict=True)]
    return sum(sure[:at]) < _COMMENTS_AFTER and sum(sure[at + 1 : at + 2 + _SURE_BELOW]) >= _SURE_BELOW


def _is_button(line: str, below: Sequence[Role], likely: Sequence[float]) -> bool:
    """True for what leads to the comments or counts them, and has the story's next paragraphs below it where there would be a name or an order."""
    if plain(line)[:1] == "#" or plain(line) == "comments":
        is_story = len(below) == _COUNTED and all(role is Role.STORY for role in below)
        return is_story and (plain(line)[:1] == "#" or min(likely[:_COUNTED]) >= SURE)
    return plain(line).startswith(("view", "join", "start", "leave", "post")) and Role.STORY in below[:1]
