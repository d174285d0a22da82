"""The support that quotes give a claim, decided by its words alone.

Strict on purpose: a model that follows an instruction hidden in an article, or makes something up, betrays itself by words
that its quotes do not hold. A claim that is refused though it is right costs a nicer sentence, since the quotes themselves
are shown instead; one that is let through though it is wrong costs the person's trust.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.answer.date_mentions import DateMention, mentions, periods, resolve
from bot.answer.proof.stated_numbers import NUMBER_WORDS, numbers
from index.sentences import sentences
from index.stemming import stem

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'][^\W\d_]+)?")
_UNITS = ((re.compile(r"\$"), " dollars "), (re.compile("£"), " pounds "), (re.compile("€"), " euros "))
_PERCENT = re.compile(r"%|\bper cent\b", re.IGNORECASE)

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot deny denied denies denying refuse refused refuses refusing "
    "reject rejected rejects rejecting fail failed fails failing unlikely dismissed dismiss false hardly barely".split()
)
_BARE_NEGATIONS = frozenset("not no never nor neither without cannot".split())
"""Those that stand for each other; the rest say more than that something is not so."""
ATTRIBUTIONS = frozenset(
    "according said say says saying told tell tells telling report reports reported reportedly reporting claim claims claimed "
    "allege alleged allegedly alleges accuse accused accuses estimate estimated estimates announced announce announces "
    "confirmed confirms indicated indicates statement stated states wrote writes believe believes believed suggested suggests warned warns "
    "denied denies deny insisted insists account accounts added called calls argued argues quoted citing cited".split()
)
_GLUE = frozenset(
    "a an the and or but so yet as at by for from in into of off on onto to toward towards under over up upon out with within "
    "about against among around between during through throughout via per that this these those there here it its itself he "
    "him his himself she her hers herself they them their theirs themselves we us our you your i me my who whom whose which "
    "what when where why how is are was were be been being am has have had having do does did done doing will would can could "
    "may might shall should must also too then than if while because since although though whether both each either such "
    "very just still now et al".split()
)
_REPORTING = frozenset(
    "according said say says saying told tell tells report reports reported reporting account accounts differ differs "
    "stated states wrote writes added".split()
)
_DEMONYMS = frozenset({"n", "s", "ns", "an", "ans", "ian", "ians", "ish", "ese", "i", "is"})
_CLAUSE = 2
"""Content words after a negation that it may govern."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote, with what is known of its article."""

    text: str
    published: date | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of the check of a claim's words."""

    refused: str = ""
    """Why the claim is wrong or says more than its quotes, in words for a person."""
    doubts: tuple[str, ...] = ()
    """What words cannot settle."""


def check(claim: str, proofs: Sequence[Proof]) -> Finding:
    """What the words of ``claim`` tell of it, beside those of ``proofs``."""
    return Finding(unproven(claim, proofs))


def unproven(claim: str, proofs: Sequence[Proof]) -> str:
    """Why ``proofs`` do not prove ``claim``, in words for a person; empty where they do.

    Every date must be said by a quote or follow from its article's day; every number must be stated with the same value;
    every name and every other word that carries meaning must stand in a quote, in any inflection; a negation needs one in a
    quote, what a quote negates stays negated, and what it attributes stays attributed.
    """
    quoted = " \n ".join(proof.text for proof in proofs)
    undated = claim
    for mention in reversed(list(mentions(claim))):
        if not _dated(claim, mention, proofs):
            return f"the date {claim[mention.start : mention.end]!r} is not in its quotes"
        undated = undated[: mention.start] + " , " + undated[mention.end :]
    for value in sorted(numbers(undated) - numbers(quoted)):
        return f"the number {value:f} is not in its quotes"
    outlets = " ".join(proof.outlet for proof in proofs)
    known = _stems(quoted) | _stems(outlets)
    written = frozenset(_bare(match.group()) for match in _WORD.finditer(f"{quoted} {outlets}"))
    for word in _content(undated):
        # "us" is no proof of the US; other words may have their capitals from where they stand.
        as_written = word.casefold() in _GLUE and _always_named(word)
        if word not in written if as_written else not _known(word, known):
            return f"the word {word!r} is not in its quotes"
    said = set(_plain_words(claim))
    if said & NEGATIONS and not set(_plain_words(quoted)) & NEGATIONS:
        return "it negates what its quotes do not"
    if turned := _turned(claim, quoted):
        return f"its quotes negate {turned!r}"
    if not said & ATTRIBUTIONS and _all_attributed(claim, proofs):
        return "it leaves out to whom its quotes attribute this"
    return ""


def _dated(claim: str, mention: DateMention, proofs: Sequence[Proof]) -> bool:
    """True if a quote names the date of ``mention``, or one that follows from its article's day."""
    for proof in proofs:
        for start, end in sentences(proof.text):
            sentence = proof.text[start:end]
            if any(_same_date(mention, other, sentence, proof.published) for other in mentions(sentence)):
                return True
        if mention.day is None and (mention.year, mention.month) in periods(proof.text, proof.published):
            return True
    only_year = mention.year and not mention.month
    return bool(only_year) and any(mention.year in numbers(proof.text) for proof in proofs)


def _same_date(claimed: DateMention, quoted: DateMention, sentence: str, published: date | None) -> bool:
    day = resolve(quoted, sentence, published)
    year = quoted.year or (day.year if day else None)
    month = quoted.month or (day.month if day else None)
    number = quoted.day or (day.day if day else None)
    weekday = quoted.weekday if day is None else day.weekday()
    if claimed.shift is not None:
        return claimed.shift == quoted.shift
    pairs = ((claimed.year, year), (claimed.month, month), (claimed.day, number), (claimed.weekday, weekday))
    return all(ours is None or ours == theirs for ours, theirs in pairs)


def _content(text: str) -> list[str]:
    """Words that carry meaning, as written; of those that often carry none, the ones that are names here."""
    found: list[str] = []
    text = _with_units(text)
    for start, end in sentences(text):
        opening = True
        for match in _WORD.finditer(text, start, end):
            word = _bare(match.group())
            plain = word.casefold()
            named = _always_named(word) or (word[:1].isupper() and not opening)
            opening = False
            if not plain or plain in _BARE_NEGATIONS or plain.endswith(("n't", "n’t")):
                continue
            if not named and (plain in _GLUE or plain in _REPORTING or plain in NUMBER_WORDS or len(plain) < 2):
                continue
            found.append(word)
    return found


def _always_named(word: str) -> bool:
    """True if ``word`` is a name even where it opens a statement, as "US" or "May": only a question opens with the verb."""
    return (len(word) > 1 and word.isupper()) or word in ("Will", "May")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem for match in _WORD.finditer(_with_units(text)) for stem in _forms(_bare(match.group())))


def _known(word: str, known: frozenset[str]) -> bool:
    """True if ``word`` is among ``known`` in any inflection, or as the people of a place ("Russia", "Russian")."""
    if any(form in known for form in _forms(word)):
        return True
    if not word[:1].isupper():
        return False
    stem = _fold(word)
    return any(
        (stem.startswith(other) and stem[len(other) :] in _DEMONYMS)
        or (other.startswith(stem) and other[len(stem) :] in _DEMONYMS)
        for other in known
        if min(len(stem), len(other)) >= 4
    )


def _turned(claim: str, quoted: str) -> str:
    """A word that ``quoted`` only has negated and ``claim`` says without any negation; empty where there is none."""
    if set(_plain_words(claim)) & NEGATIONS or re.search(r"n[’']t\b", claim):
        return ""
    said = _stems(" ".join(_content(claim)))
    negated: set[str] = set()
    affirmed: set[str] = set()
    for start, end in sentences(quoted):
        left = 0
        for match in _WORD.finditer(quoted, start, end):
            word = _bare(match.group())
            if word.casefold() in NEGATIONS or re.search(r"n[’']t$", match.group()):
                left = _CLAUSE
            elif word.casefold() not in _GLUE:
                (negated if left > 0 else affirmed).update(_forms(word))
                left -= 1
    return next(iter(sorted(said & (negated - affirmed))), "")


def _all_attributed(claim: str, proofs: Sequence[Proof]) -> bool:
    """True if every quoted sentence that shares the most words with ``claim`` names who says so."""
    said = _stems(" ".join(_content(claim)))
    shared: list[tuple[int, bool]] = []
    for proof in proofs:
        for start, end in sentences(proof.text):
            sentence = proof.text[start:end]
            common = len(said & _stems(sentence))
            shared.append((common, bool(set(_plain_words(sentence)) & ATTRIBUTIONS)))
    best = max((common for common, _ in shared), default=0)
    return best > 0 and all(attributed for common, attributed in shared if common == best)


def _plain_words(text: str) -> list[str]:
    found: list[str] = []
    for match in _WORD.finditer(text):
        plain = match.group().casefold()
        found.append("not" if plain.endswith(("n't", "n’t")) else _bare(plain))
    return found


def _bare(word: str) -> str:
    """Without a possessive, and "U.S." as "US"."""
    return re.sub(r"[’']s?$", "", word).replace(".", "")


@cache
def _forms(word: str) -> tuple[str, str]:
    plain = _fold(word)
    return plain, stem(plain)


def _fold(word: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _with_units(text: str) -> str:
    for symbol, name in _UNITS:
        text = symbol.sub(name, text)
    return _PERCENT.sub(" percent ", text)
