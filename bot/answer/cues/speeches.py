"""The words of one speaker in an article, told from one paragraph to the next. Pure.

A paragraph says who speaks, and those after it go on with "he said", with a quotation mark, or with somebody else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answer.cues.people import is_of_a_body, is_title, people
from bot.answer.cues.speakers import Role, role_of
from bot.answer.cues.speech import SAYS, SPEAKS, attributed_to, last_name, spoken_for
from index.blocks import blocks, speaker_of
from index.search.terms import FUNCTION_WORDS, terms
from index.search.windows import Window, block_before, windows_of_block
from index.types import StoredArticle

_TITLES = {
    "governor": "gov", "senator": "sen", "doctor": "dr", "congressman": "rep", "congresswoman": "rep", "representative": "rep", "general": "gen",
    "lieutenant": "lt", "professor": "prof", "pope": "pope", "president": "president", "mayor": "mayor", "chief": "chief", "coach": "coach", "sheriff": "sheriff",
    "judge": "judge", "king": "king", "queen": "queen", "prince": "prince", "princess": "princess", "chancellor": "chancellor", "minister": "minister",
    "secretary": "secretary", "justice": "justice", "captain": "capt",
}  # fmt: skip
"""Titles, and what stands for them before a name."""
_QUOTATION = re.compile(r"“[^”]{0,3000}”?|\"[^\"]{0,3000}\"?")
_TOLD = re.compile(r"[“\"][^“”\"]{12,}")
_OPENS = re.compile(r"[“\"‘]")
_PRONOUN_SPEAKS = re.compile(
    rf"\b(?:he|she|they|it)\s+(?:\w+\s+){{0,2}}?{SAYS}\b|“”,?\s+\w+\s+(?:he|she|they)\b", re.IGNORECASE
)
_WRITING_SPEAKS = re.compile(
    r"\b(?:message|statement|letter|tweet|post|note|caption|text|release|email|e-mail|video|thread|memo|speech|remarks)s?\s+(?:\w+\s+){0,2}?"
    r"(?:reads?|said|says|continued|added|concluded)\b",
    re.IGNORECASE,
)
_BODY_SPEAKS = re.compile(
    r"\bthe (?:company|firm|agency|university|college|school|club|team|union|group|department|ministry|party|network|platform|regulator|organi[sz]ation|"
    rf"airline|automaker|carmaker|retailer|chain|bank|court|committee|charity|broadcaster|publisher|studio|league)\s+(?:\w+ly\s+|also\s+)?{SAYS}\b",
    re.IGNORECASE,
)
"""A body that speaks is "the company" from then on."""
_NAMED_SPEAKS = re.compile(
    rf"\b(?!(?:He|She|It|They|In|On|And|But)\s)[A-Z][\w’'-]{{1,30}}\s{{1,5}}(?:\w+ly\s+)?{SAYS}\b|“”,?\s+(?:said|says|wrote|added|according to)\s+(?!he\b|she\b|they\b|it\b)"
)
_LONGEST_HEADING = 10
_ANNOUNCES = re.compile(
    r"(?::|\b(?:(?:weigh(?:ed|s)|chim(?:ed|es)) in|(?:fired|shot|hit) back|spoke out)\.|\b(?:saying|writing|tweeting|adding|wrote|tweeted|posted|reads?|said))[:,]?\s*$"
)


@dataclass(frozen=True, slots=True)
class Speech:
    """A window of a speaker's words. ``sure`` is 1 where it names the speaker, less where it goes on from what does."""

    window: Window
    sure: float
    announcement: Window | None = None
    """The end of the paragraph before, where that introduces a quotation."""
    is_turn: bool = False
    """The page itself names the speaker before it, as in an interview."""

    @property
    def is_direct(self) -> bool:
        """Something of it stands in quotation marks."""
        return is_quoted(self.window.text)

    @property
    def only_announces(self) -> bool:
        """It introduces a quotation that it does not hold."""
        return not self.is_direct and _ANNOUNCES.search(self.window.text) is not None

    @property
    def told(self) -> str:
        """The words with what introduces them, or with what was asked in an interview."""
        before = self.announcement.text if self.announcement else self.window.context
        return f"{before}\n{self.window.text}" if before else self.window.text


def gives_words(text: str) -> bool:
    """Somebody says something in it, in words of their own or as they are retold."""
    return SPEAKS.search(_QUOTATION.sub("“”", text)) is not None


def is_quoted(text: str) -> bool:
    """Something of it stands in quotation marks, a word or two aside."""
    return _TOLD.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Speaker:
    """A speaker as an article calls them: by their names, by their role, or, of a body, by whoever speaks for it."""

    names: tuple[str, ...]
    role: Role | None = None
    role_words: tuple[str, ...] = ()
    is_body: bool = False
    other_words: frozenset[str] = frozenset()
    """Of a body's name, what stands before its last word: of "the bridge fund", the bridge."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that names the speaker."""
        return (*self.names, *self.role_words)


def speeches(article: StoredArticle, speaker: str) -> list[Speech]:
    """The windows of ``article`` that give words of ``speaker``, in order."""
    who = _speaker(article, speaker)
    if not who.words:
        return []
    found = _turns(article, who.words)
    before: Speech | None = None
    speaking = False
    in_turns = {speech.window.place for speech in found}
    for window in _around(article, who.words):
        if window.place in in_turns or _is_heading(window.text):
            continue
        sure = _sure(window, who, before, speaking)
        speech = None
        if sure:
            announcement = (
                before.window if before and before.only_announces and window.start > before.window.end else None
            )
            speech = Speech(window, sure, announcement if _OPENS.match(window.text) else None)
            found.append(speech)
        speaking = bool(sure) or (speaking and _stays_with(window.text, who.words))
        before = speech
    return found


def _speaker(article: StoredArticle, speaker: str) -> _Speaker:
    text, headline = article.article.text, article.article.headline
    role = role_of(speaker)
    if role is None:
        names = names_of(speaker, text) if _is_about(article, speaker) else ()
        is_body = bool(names) and _is_body(speaker, names[0], text)
        return _Speaker(names, is_body=is_body, other_words=terms(speaker) - terms(last_name(speaker)))
    if not (role.is_class or role.is_of(f"{headline} {text}")):
        return _Speaker(())
    named = role.names_in(text)
    if not role.owner and not role.is_class:  # "the mayor": whom the article most often calls so
        return _Speaker(tuple(dict.fromkeys((*names_of(speaker, text), *(named if len(named) == 1 else ())))))
    return _Speaker(named, role, (role.word,))


def _is_body(speaker: str, name: str, text: str) -> bool:
    """``speaker`` is no person: its words say so, or ``text`` never calls it by its last word alone, or nobody by that."""
    words = re.findall(r"[\w’'-]+", speaker)
    if is_of_a_body(words):
        return True
    called = [found for found in _name_pattern((name,)).finditer(text) if found[0][:1].isupper()]
    if len(words) > 1:
        first = re.escape(words[-2])
        return bool(called) and all(
            re.search(rf"\b{first}\s{{1,3}}\Z", text[max(0, found.start() - 40) : found.start()], re.IGNORECASE)
            for found in called
        )
    around = "\n".join(text[max(0, found.start() - 40) : found.end() + 40] for found in called)
    return bool(called) and not any(
        " " in person.name and last_name(person.name).casefold() == name.casefold() for person in people(around)
    )


def _turns(article: StoredArticle, names: Sequence[str]) -> list[Speech]:
    """What the speaker says in an interview or a transcript; "A" is whom its introduction names."""
    text, name = article.article.text, _name_pattern(tuple(names))
    turns = [(block, who) for block in blocks(article.article) if (who := speaker_of(article.article, block))]
    if not turns:
        return []
    introduced = name.search(f"{article.article.headline} {text[: turns[0][0].span.start]}") is not None
    own = (block.span for block, who in turns if name.search(who) or (who == "A" and introduced))
    return [
        Speech(window, 1.0, is_turn=True) for span in own for window in windows_of_block(article, span.start, span.end)
    ]


def names_of(speaker: str, text: str) -> tuple[str, ...]:
    """The words that ``text`` calls ``speaker`` by: the last name, and that of "Elon" or of "the governor" where the text tells it."""
    speaker = re.sub(r"^(?:the|an?) ", "", speaker, flags=re.IGNORECASE)
    last = _as_written(last_name(speaker), text)
    plain = [word for word in re.findall(r"[\w’'-]+", speaker) if word[:1].isalpha()]
    is_name = len(plain) > 1 and re.search(
        rf"\b{re.escape(plain[-2])}\s{{1,3}}{re.escape(last)}\b", text, re.IGNORECASE
    )
    title = "" if is_name else _TITLES.get(last.casefold(), "")
    if not title and len(plain) > 1:
        return (f"{plain[-2]} {last}" if _is_anothers(plain[-2], last, text) else last,)
    called = [title.capitalize()] if title else []
    called.append(last[:1].upper() + last[1:])
    counts: Counter[str] = Counter()
    for word in dict.fromkeys(called):
        for match in re.finditer(
            rf"(?<![\w’'-])(?P<one>[A-Z][\w’'-]{{1,30}} )?{re.escape(word)}\.?(?P<rest>(?: (?:[A-Z]\.|[A-Z][\w’'-]{{1,30}})){{1,3}})",
            text,
        ):
            if title or not match["one"]:
                counts[re.sub(r"[’']s$", "", match["rest"].split()[-1].rstrip("."))] += 1
    found, times = counts.most_common(1)[0] if counts else ("", 0)
    alias = [found] if times > (0 if title else 1) else []
    return tuple(dict.fromkeys([last, *([title] if title else []), *alias]))


def _is_anothers(first: str, last: str, text: str) -> bool:
    """The last name alone means somebody else in ``text``: who is named in full before and half as often, or twice as often. So it is
    with Sue Bird, where Larry Bird is asked for.
    """
    if first.casefold() in FUNCTION_WORDS:  # "Holt and Aasen"
        return False
    called: Counter[str] = Counter()
    for match in re.finditer(rf"(?<![\w’'-])(?P<first>[A-Z][\w’'-]{{1,30}}) {re.escape(last)}\b", text, re.IGNORECASE):
        word = match["first"]
        if word[0].isupper() and not is_title(word) and word.casefold() not in FUNCTION_WORDS:
            called[word.casefold()] += 1
    own = called[first.casefold()]
    leading = next(iter(called), "")  # Counters keep the order in which words came
    return any(
        2 * times >= own if name == leading else times >= 2 * own
        for name, times in called.items()
        if name != first.casefold() and times
    )


def _as_written(name: str, text: str) -> str:
    """ "ripleys" as "Ripley’s", where the text has that alone: names of houses and shops are typed without their apostrophe."""
    if not name.casefold().endswith("s") or re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
        return name
    owned = re.search(rf"\b{re.escape(name[:-1])}[’']s\b", text, re.IGNORECASE)
    return owned[0] if owned else name


def _is_about(article: StoredArticle, speaker: str) -> bool:
    """The other words of a speaker's name stand in it as well: another King is not Stephen King."""
    others = terms(speaker) - terms(last_name(speaker))
    return not others or bool(others & terms(f"{article.article.headline} {article.article.text}"))


def _around(article: StoredArticle, names: Sequence[str]) -> Iterator[Window]:
    """The windows of the blocks that name the speaker, and of those that follow one and may go on with the words."""
    text, name = article.article.text, _name_pattern(tuple(names))
    left = 0
    for span in article.article.body:
        if name.search(text, span.start, span.end):
            left = 3
        if left:
            yield from windows_of_block(article, span.start, span.end)
            left -= 1


def _sure(window: Window, who: _Speaker, before: Speech | None, speaking: bool) -> float:
    text, names = window.text, who.words
    bare = _QUOTATION.sub("“”", text)
    if who.is_body and who.other_words and _names_another_body(bare, who):
        return 0.0
    if any(attributed_to(bare, name) for name in who.names):
        return 1.0
    if any(attributed_to(bare, word) for word in who.role_words) and _is_of(window, who):
        return 1.0
    if who.is_body and any(spoken_for(bare, name) for name in who.names):
        return 1.0
    others = _NAMED_SPEAKS.search(bare) is not None
    if who.is_body and not others and (body := _BODY_SPEAKS.search(bare)):
        before_it = f"{window.article.article.headline} {bare[: body.start()]}"
        if speaking or _name_pattern(who.names).search(before_it):
            return 0.8
    if others or not _OPENS.search(text):
        return 0.0
    takes_up = _PRONOUN_SPEAKS.search(bare) or _WRITING_SPEAKS.search(bare)
    if takes_up:
        return 0.8 if speaking or _is_named(bare[: takes_up.start()], names) else 0.0
    goes_on = _OPENS.match(text) is not None and before is not None and SPEAKS.search(bare) is None
    return 0.8 if goes_on else 0.0


def _names_another_body(bare: str, who: _Speaker) -> bool:
    """Every body of the same last word that stands in it in full is another: the "World Wildlife Fund" for the cheetah fund."""
    ends = "|".join(map(re.escape, who.names))
    full = [
        terms(match["before"])
        for match in re.finditer(rf"(?P<before>(?:[A-Z][\w’'-]{{0,30}} ){{1,5}})(?i:{ends})\b", bare)
        if terms(match["before"])
    ]
    return bool(full) and not any(words & who.other_words for words in full)


def _is_heading(text: str) -> bool:
    """A line above a section: "The other thing Aasen said of the bridge"."""
    return len(text.split()) <= _LONGEST_HEADING and text[-1].isalnum() and not _OPENS.search(text)


def _is_of(window: Window, who: _Speaker) -> bool:
    """A window that lets "the lawyer" speak is about those whose lawyer is asked for."""
    near = f"{window.article.article.headline} {block_before(window.article, window.start)} {window.text}"
    return who.role is None or who.role.is_class or who.role.is_of(near)


def _is_named(before: str, names: Sequence[str]) -> bool:
    """Words before "he said" name the speaker, and not what is the speaker's: "the governor's office"."""
    return any(
        not before.startswith(("’s", "'s"), found.end()) for found in _name_pattern(tuple(names)).finditer(before)
    )


def _stays_with(text: str, names: Sequence[str]) -> bool:
    """Nobody else speaks in a window that is none of the speaker's words, but speaks of the speaker."""
    bare = _QUOTATION.sub("“”", text)
    of_speaker = _name_pattern(tuple(names)).search(bare) or re.match(r"(?:He|She|They|It|His|Her|Their)\b", bare)
    return bool(of_speaker) and not SPEAKS.search(bare)


@lru_cache(256)
def _name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
