"""The corpus's own spelling of words that it does not hold: what people mistype is nearly always a name in the news.

The full-text index knows every word of the corpus as a stem. A word whose stem it lacks is compared with all that begin alike, and
what a passage writes for the nearest stem is suggested.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from string import ascii_lowercase

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from index.name_joints import article_parted, is_pair, joined_as, number_parted
from index.stemming import stem
from index.store.sounding import sound_of
from index.unicode import UNMARKED, plain

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS, _TWO_EDITS_FROM, _TWO_EDITS = 5, 7, 2
_SHORT, _ATTESTED = 4, 5
"""Letters of a short word, of which only two exchanged letters or a left out one are forgiven, and the passages that the word must stand in."""
_CANDIDATES = 8
_SOUNDED = 3
"""The most edits between a word and one that sounds like it."""
_SOUNDS_ALIKE, _EXCHANGED = 1.0, 0.5
"""Edits for which a word makes up that sounds as it is typed, and one that has the same letters."""
_LEAST_PART, _LONGEST_RUN = 3, 30
"""Letters of a word that is typed without the blank before or after it, and the most letters of such words."""
LAST_LETTER = "\U0010ffff"
"""Comes after every other, so that words with a beginning are those from it up to it with this added."""
TOGETHER = 3
"""Texts that show how two words stand side by side."""
_RARE, _MUCH_MORE = 2, 30
"""A word of so few passages is a misprint where one at a distance of one edit stands in so many times as many."""
_FEW, _SEVERAL = 3, 12
"""Passages that show that a word is used, and how its forms are spelled."""


def suggestions(
    words: Sequence[str],
    holding: Callable[[str, int], list[str] | None],
    beginning: Callable[[str, int], list[str]],
    known: Callable[[str], Sequence[tuple[str, int]]],
    together: Callable[[str, str], list[str]],
) -> dict[str, str]:
    """The corpus's own spelling of those ``words`` that it does not hold and that something in it resembles, and of two in one that it
    joins otherwise.

    ``holding`` gives as many texts at most with a word, None where it is no word; ``beginning`` such with a stem, then with words
    that begin with it; ``known`` all stems with a beginning, with the passages that hold each: to count those of all takes a third of a second
    for 60,000 passages; ``together`` a few texts that have two words one after the other.
    """
    found = {pair: name for pair in words if is_pair(pair) and (name := joined_as(pair, together))}
    held = {word: those for word in words if not is_pair(word) and (those := holding(word, _FEW)) is not None}
    found |= {word: written for word, those in held.items() if (written := as_marked(word, those))}
    unsure = [word for word, those in held.items() if is_unsure(len(those)) and word not in found]
    for word in unsure:
        if not held[word] and (parted := parted_as(word, together)):
            found[word] = parted
            continue
        root = stem(word)
        terms = [item for start in beginnings(root) for item in known(start)]
        counts = {term: count for term, count in terms if term != root and plain(term) == root and not held[word]}
        counts = counts or near(root, terms) | near(word.casefold(), terms)
        if not held[word]:
            counts |= one_slip(word, terms) | sounding_alike(root, terms)
            counts = counts or near_short(word, root, terms)
        texts = {term: beginning(term, _SEVERAL) for term in counts}
        meant = best_spelling(word, texts, counts)
        if meant and not (meant.islower() and is_name(word, held[word])):
            found[word] = meant
    return found


def as_marked(typed: str, texts: Iterable[str]) -> str:
    """``typed`` with the marks that ``texts``, which the index finds for it, write its letters with: "Dálaigh" for "dalaigh"; empty where
    they have it as it is typed.
    """
    own = plain(typed)
    written = {word for text in texts for word in _WORD.findall(text) if plain(word) == own}
    return "" if not written or typed.casefold() in map(str.casefold, written) else min(written)


def parted_as(typed: str, together: Callable[[str, str], list[str]]) -> str:
    """The two words of the corpus that ``typed`` is without the blank between them; empty where it has no such words side by side."""
    if len(typed) > _LONGEST_RUN:
        return ""
    if name := article_parted(typed, together) or number_parted(typed, together):
        return name
    for place in range(_LEAST_PART, len(typed) - _LEAST_PART + 1):
        first, second = typed[:place], typed[place:]
        both = re.compile(rf"\b{re.escape(first)}(?:[’']s)?[\s-]{re.escape(second)}\b", re.IGNORECASE)
        written = next((match for text in together(first, second) if (match := both.search(text))), None)
        if written:
            return written[0]
    return ""


def near_short(typed: str, root: str, known: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The stems of ``known`` that a short word may have been meant for: of two exchanged letters or a left out one, often used.

    A short name with its capital is meant as it is typed.
    """
    if len(root) != _SHORT or (typed[:1].isupper() and not typed.isupper()):
        return {}
    exchanged = {root[:place] + root[place + 1] + root[place] + root[place + 2 :] for place in range(len(root) - 1)}

    def misses_one(term: str) -> bool:
        return any(term[:place] + term[place + 1 :] == root for place in range(1, len(term)))

    return {
        term: count
        for term, count in known
        if count >= _ATTESTED
        and term != root
        and (term in exchanged or (len(term) == len(root) + 1 and misses_one(term)))
    }


def sounding_alike(root: str, known: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The stems of ``known`` that sound as ``root`` does, though more letters differ than a slip of the fingers explains."""
    if len(root) < _LEAST_LETTERS:
        return {}
    counts = dict(known)
    found = process.extract(
        root, list(counts), scorer=DamerauLevenshtein.distance, score_cutoff=_SOUNDED, limit=None, processor=None
    )
    sound = sound_of(root)
    alike = [str(term) for term, distance, _ in found if distance and sound_of(str(term)) == sound]
    return {term: counts[term] for term in alike[:_CANDIDATES]}


def near(root: str, known: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The stems of ``known`` (with the passages that hold each) that the stem ``root`` may have been meant for, with their passages.

    One edit is forgiven (a letter more, less, other, or two exchanged: Damerau, 1964), two in longer words that begin alike.
    """
    if len(root) < _LEAST_LETTERS:
        return {}
    most = _TWO_EDITS if len(root) >= _TWO_EDITS_FROM else 1
    counts = {
        term: count for term, count in known if abs(len(term) - len(root)) <= most and len(term) >= _LEAST_LETTERS - 1
    }
    found = process.extract(
        root, list(counts), scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=_CANDIDATES, processor=None
    )
    own = counts.get(root, 0)
    return {
        str(term): counts[term]
        for term, distance, _ in found
        if distance
        and _begins_alike(root, term, distance)
        and (not own or (distance < _TWO_EDITS and counts[term] >= _MUCH_MORE * own))
    }


def one_slip(typed: str, known: Sequence[tuple[str, int]]) -> dict[str, int]:
    """The stems of ``known`` of words at one slip from ``typed``: "writnig" has another stem than "writing" by more than that slip."""
    word, counts = typed.casefold(), dict(known)
    if len(word) < _LEAST_LETTERS or len(word) > _LONGEST_RUN:
        return {}
    cuts = [(word[:place], word[place:]) for place in range(1, len(word) + 1)]
    left_out = (f"{first}{rest[1:]}" for first, rest in cuts if rest)
    exchanged = (f"{first}{rest[1]}{rest[0]}{rest[2:]}" for first, rest in cuts if len(rest) > 1)
    other = (f"{first}{letter}{rest[1:]}" for first, rest in cuts if rest for letter in ascii_lowercase)
    added = (f"{first}{letter}{rest}" for first, rest in cuts for letter in ascii_lowercase)
    found = {stem(meant) for meant in (*left_out, *exchanged, *other, *added)}
    return {term: counts[term] for term in found if term in counts}


def beginnings(root: str) -> Sequence[str]:
    """The beginnings of all stems that may be near ``root``: its first letter, with a mark, too, and its first two exchanged."""
    if len(root) < _SHORT:
        return ()
    exchanged = root[1] + root[0]
    marked = [letter for letter, said in UNMARKED.items() if root.startswith(said)]
    return (root[0], *marked) if exchanged[0] == root[0] else (root[0], exchanged, *marked)


def _begins_alike(root: str, term: str, distance: float) -> bool:
    """People get the beginning of a word right, or exchange its first two letters; "Jack" is not "back"."""
    if distance >= _TWO_EDITS:
        return term[:2] == root[:2]
    return term[:1] == root[:1] or sorted(term[:2]) == sorted(root[:2])


def is_unsure(passages: int) -> bool:
    """A word that stands in so many passages may be a misprint."""
    return passages <= _RARE


def is_name(word: str, texts: Iterable[str]) -> bool:
    """True if ``texts`` have ``word`` and write it with a capital wherever they do: no misprint of a word with a small letter."""
    written = (one for text in texts for one in _WORD.findall(text) if one.casefold() == word.casefold())
    capitals = [one[0].isupper() for one in written]
    return bool(capitals) and all(capitals)


def best_spelling(typed: str, texts: Mapping[str, Iterable[str]], counts: Mapping[str, int]) -> str:
    """The word that ``typed`` was most likely meant for, as the corpus writes it, or with the ending that was typed; empty where none is
    near.

    ``texts`` has, for each stem, texts that hold it; ``counts`` the passages of each.
    """
    best: tuple[bool, float, float, bool, bool, int, str] | None = None
    for term, held in texts.items():
        words = {word.casefold(): word for text in held for word in _WORD.findall(text)}
        alike = [word for word in words if stem(word) == term] or list(words)
        found = process.extractOne(typed.casefold(), alike, scorer=DamerauLevenshtein.distance, processor=None)
        is_same = found and plain(found[0]) == plain(typed)
        is_near = is_same or (
            found and (stem(found[0]) == term or found[1] <= _TWO_EDITS or sound_of(found[0]) == sound_of(typed))
        )
        if found and found[1] and is_near:
            edits = min(float(found[1]), float(DamerauLevenshtein.distance(stem(typed), term)))
            edits -= _SOUNDS_ALIKE * (sound_of(found[0]) == sound_of(typed))
            edits -= _EXCHANGED * (sorted(found[0]) == sorted(typed.casefold()))
            begins, ends = (found[0][place] != typed[place].casefold() for place in (0, -1))
            written = _with_own_ending(typed, term, words[str(found[0])], float(found[1]))
            rank = (not is_same, edits, float(found[1]), begins, ends, -counts[term], written)
            best = rank if best is None else min(best, rank)
    return best[-1] if best else ""


def _with_own_ending(typed: str, term: str, written: str, distance: float) -> str:
    """What was ``typed``, with the stem ``term`` in the place of its own, where nothing that is ``written`` with that stem is near:
    "excecute" is "execute", though the corpus has "executive" alone.
    """
    root = stem(typed)
    ending = typed.casefold().removeprefix(root)
    own = f"{term}{ending}"
    is_kept = (
        root != term == stem(own)
        and root[-1:] == term[-1:]  # "summarise" is no "summarie"
        and len(ending) < len(typed)
        and DamerauLevenshtein.distance(typed.casefold(), own) < distance - 1
    )
    return own if is_kept else written
