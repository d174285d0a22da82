"""QAMR (Michael et al., 2018), development and test part: what people asked of the words of a sentence, with the words that answer.

https://github.com/uwnlp/qamr, MIT; sentences of Wikipedia and Wikinews, CC BY-SA.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bench.tuning.groups import Group, Span, date_lead
from bench.tuning.lines import lines
from bench.tuning.pool import Pool
from bench.tuning.swaps import NAME, NameSwapper
from bench.tuning.text import terms, without
from bot.evaluate.matching import contains

_PARTS = ("dev", "test")
_MOST_APART = 14
"""Tokens between the first word of an answer and its last."""
_SWAPPED = 0.75
_WRITTEN = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”", "--": "–"}


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: str
    paragraph: str
    text: str
    tokens: list[Span]


def qamr_groups(folder: Path, random: Random) -> Iterator[Group]:
    """Groups of the sentence asked of, others of its document and others near the question; and with another name, which none answers."""
    keys, sentences = _read_sentences(folder)
    places = {key: place for place, key in enumerate(keys)}
    pool = Pool([sentence.text for sentence in sentences])
    documents: defaultdict[str, list[int]] = defaultdict(list)
    for place, sentence in enumerate(sentences):
        documents[sentence.document].append(place)
    rows = [(places[key], question, span) for key, question, span in _read_questions(folder, places, sentences)]
    swapper = NameSwapper(name.group() for _, question, _ in rows for name in NAME.finditer(question))
    for place, question, span in rows:
        group = _group(place, question, span, sentences, documents, pool, random)
        yield replace(group, question=question.lower() if random.random() < 0.5 else question)
        if random.random() < _SWAPPED and (other := swapper.swapped(question, group.texts[0], random)):
            asked = other.lower() if random.random() < 0.5 else other
            yield Group(asked, group.texts[:3], 0, "qamr-swap", group.topic)


def _read_sentences(folder: Path) -> tuple[list[str], list[_Sentence]]:
    """The sentences in the order of their documents, whose keys end with the numbers of paragraph and sentence."""
    given = lines(folder / "data/wiki-sentences.tsv")
    rows = [(key.split(":"), tokens) for key, tokens in (line.split("\t") for line in given)]
    rows.sort(key=lambda row: (row[0][2], *map(int, row[0][3:])))
    found = [_Sentence(key[2], ":".join(key[2:4]), *written(tokens.split(" "))) for key, tokens in rows]
    return [":".join(key) for key, _ in rows], found


def _read_questions(
    folder: Path, places: dict[str, int], sentences: list[_Sentence]
) -> Iterator[tuple[str, str, Span]]:
    """The questions whose answer two others found too, as they are typed, each wording once a sentence."""
    seen = set()
    for line in (line for part in _PARTS for line in lines(folder / f"data/filtered/{part}.tsv")):
        key, _, _, _, _, asked, *answers = line.split("\t")
        told, *checked = ({int(at) for at in answer.split(":")[-1].split() if at.isdigit()} for answer in answers)
        once = (key, terms(asked))
        if not told or once in seen or len(once[1]) < 2 or not all(told & found for found in checked):
            continue
        seen.add(once)
        first, last = min(told), max(told)
        if last - first <= _MOST_APART:
            tokens = sentences[places[key]].tokens
            yield key, asked.strip().rstrip("?").strip(), (tokens[first][0], tokens[last][1])


def _group(
    place: int,
    question: str,
    span: Span,
    sentences: list[_Sentence],
    documents: dict[str, list[int]],
    pool: Pool,
    random: Random,
) -> Group:
    sentence = sentences[place]
    answer, own = sentence.text[slice(*span)], documents[sentence.document]

    def is_wrong(found: int) -> bool:
        return found != place and not contains(sentences[found].text, [answer])

    beside = sorted(filter(is_wrong, own), key=lambda found: pool.shared(question, found), reverse=True)
    far = pool.find(question, 3, lambda found: sentences[found].document != sentence.document and is_wrong(found))
    wrong = random.sample(both := [*beside[:2], *far], min(3, len(both)))
    texts = [sentence.text, *([without(sentence.text, *span)] if random.random() < 0.4 else [])]
    before = [found for found in (place - 1,) if found in own and sentences[found].paragraph == sentence.paragraph]
    if before and random.random() < 0.3 and is_wrong(before[0]):
        texts = [f"{sentences[before[0]].text} {text}" for text in texts]
        shift = len(sentences[before[0]].text) + 1
        span = (span[0] + shift, span[1] + shift)
    group = Group(question, (*texts, *(sentences[found].text for found in wrong)), 1, "qamr", sentence.document, span)
    headline = " ".join(sentences[own[0]].text.split()[: random.randint(6, 12)])
    is_lead = own[0] != place and not contains(headline, [answer]) and random.random() < 0.7
    return group.led(date_lead(headline, random)) if is_lead else group


def written(tokens: list[str]) -> tuple[str, list[Span]]:
    """The tokens of a sentence as they are written, and where each of them stands."""
    text = ""
    spans: list[Span] = []
    for token in (_WRITTEN.get(token, token) for token in tokens):
        is_joined = (
            not text or text[-1] in "([“$£€#" or token in ",.;:!?%)]”" or token.startswith("'") or token == "n't"
        )
        text += "" if is_joined else " "
        spans.append((len(text), len(text) + len(token)))
        text += token
    return text, spans
