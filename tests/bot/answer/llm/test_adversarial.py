"""Three hundred quotes altered to say something else and three hundred altered only in type, through the whole chain.

The reranker finds everything convincing here, so that finding the quote in the stored text is all that stands between.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answer.chain import ClaimAnswerer
from bot.answer.query import Query
from index.extract import extract_file
from index.passages import split
from index.search.searcher import Ranked
from index.sentences import sentences
from index.types import Article, Passage, StoredArticle
from tests.bot.answer.llm.scripted import Says, Server, passages_of, scripted
from tests.bot.answer.llm.world import claims_from, open_model
from tests.support.search import StubSearch

SAMPLES = Path(__file__).parents[4] / "index/samples"
COUNT = 300
A_REPLY = 6
"""Altered quotes in one reply of the model."""
pytestmark = pytest.mark.timeout(1200)  # half a minute on quiet cores, many times that on busy ones
QUESTION = "What happened?"


def passages() -> list[Ranked]:
    """Every passage of the samples' articles, as the index cuts them."""
    found: list[Ranked] = []
    for path in sorted(SAMPLES.iterdir()):
        for item in extract_file(path, now=datetime(2024, 1, 1, tzinfo=UTC)):
            if isinstance(item, Article) and item.kind == "article":
                stored = StoredArticle(item.id, 1, item)
                cut: list[Passage] = split(item, lambda texts: [len(text) // 4 for text in texts], 512)
                found += [Ranked(passage, stored, 9.0, 9.0, 9.0) for passage in cut]
    return found


PASSAGES = passages()
SENTENCES = [
    (item, item.article.article.text[start:end])
    for item in PASSAGES
    for start, end in sentences(item.article.article.text, item.passage.start, item.passage.end)
    if 8 <= len(item.article.article.text[start:end].split()) <= 60
]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


Mutate = Callable[[random.Random, str, Ranked], str | None]


def swapped(rng: random.Random, quote: str, _: Ranked) -> str:
    words = quote.split()
    one, two = rng.sample(range(len(words)), 2)
    words[one], words[two] = words[two], words[one]
    return " ".join(words)


def inserted(rng: random.Random, quote: str, _: Ranked) -> str:
    words = quote.split()
    words.insert(
        rng.randrange(1, len(words)), rng.choice("secretly reportedly allegedly almost twice former only all".split())
    )
    return " ".join(words)


def left_out(rng: random.Random, quote: str, _: Ranked) -> str:
    words = quote.split()
    del words[rng.randrange(1, len(words) - 1)]
    return " ".join(words)


def spliced(rng: random.Random, quote: str, passage: Ranked) -> str | None:
    others = [text for item, text in SENTENCES if item is passage and text != quote]
    if not others:
        return None
    other = rng.choice(others).split()
    words = quote.split()
    joint = rng.choice([" ", " … ", " ... ", " [...] "])
    return " ".join(words[: len(words) // 2]) + joint + " ".join(other[len(other) // 2 :])


def negated(rng: random.Random, quote: str, _: Ranked) -> str | None:
    found = list(re.finditer(r"\b(?:was|is|were|are|had|has|have|will|would|could|did)\b", quote))
    if not found:
        return None
    at = rng.choice(found).end()
    return f"{quote[:at]} not{quote[at:]}" if not quote[at:].startswith(" not") else quote[:at] + quote[at + 4 :]


def renumbered(rng: random.Random, quote: str, _: Ranked) -> str | None:
    digits = [place for place, character in enumerate(quote) if character.isdigit()]
    if not digits:
        return None
    place = rng.choice(digits)
    other = rng.choice([digit for digit in "0123456789" if digit != quote[place]])
    return quote[:place] + other + quote[place + 1 :]


def from_elsewhere(rng: random.Random, _: str, passage: Ranked) -> str:
    return rng.choice([text for item, text in SENTENCES if item.article.id != passage.article.id])


def renamed(rng: random.Random, quote: str, _: Ranked) -> str | None:
    names = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", quote))
    if not names:
        return None
    name = rng.choice(names)
    other = rng.choice(["Macron", "Zelenskyy", "Undset-Rao", "Korling", "Boric"])
    return quote[: name.start()] + other + quote[name.end() :]


MUTATIONS: list[Mutate] = [swapped, inserted, left_out, spliced, negated, renumbered, from_elsewhere, renamed]


def adversarial() -> Iterator[tuple[Ranked, list[str]]]:
    """A passage, and some of its sentences made to say what the passage does not, letter for letter."""
    rng = random.Random(20211230)
    made = 0
    while made < COUNT:
        passage, _ = rng.choice(SENTENCES)
        altered: list[str] = []
        for quote in [text for item, text in SENTENCES if item is passage][:A_REPLY]:
            mutated = MUTATIONS[made % len(MUTATIONS)](rng, quote, passage)
            if mutated and letters(mutated) not in letters(passage.text):
                made += 1
                altered.append(mutated)
        if altered:
            yield passage, altered


def faithful() -> Iterator[tuple[Ranked, str, str]]:
    """A passage, one of its sentences, and that sentence in other type."""
    rng = random.Random(20220101)
    changes: list[Callable[[str], str]] = [
        lambda text: text.translate(str.maketrans("“”‘’", "\"\"''")),
        lambda text: text.translate(str.maketrans({'"': "“", "'": "’"})),
        lambda text: re.sub(r"\s*—\s*", " - ", text),
        lambda text: re.sub(r"\s*[—–]\s*", "--", text),
        lambda text: text.replace("-", "\u2011"),
        lambda text: text.replace(" ", "\u00a0", 2),
        lambda text: text.replace(" ", "\n", 1),
        lambda text: re.sub(" ", "  ", text, count=3),
        lambda text: f"“{text}”",
        lambda text: text.rstrip('.”"'),
        lambda text: text.replace("...", "…"),
        lambda text: text.replace("&", "&amp;"),
        lambda text: text[: len(text) // 2] + "\u200b" + text[len(text) // 2 :],
        lambda text: text + ".",
    ]
    for _ in range(COUNT):
        passage, quote = rng.choice(SENTENCES)
        given = quote
        for change in rng.sample(changes, 3):
            given = change(given)
        yield passage, quote, given


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with scripted() as running:
        yield running


@pytest.fixture(scope="module")
def searcher() -> StubSearch:
    return StubSearch(PASSAGES[:1])


@pytest.fixture(scope="module")
def chain(server: Server, searcher: StubSearch, tmp_path_factory: pytest.TempPathFactory) -> ClaimAnswerer:
    return claims_from(open_model(server.url, tmp_path_factory.mktemp("llm")), searcher)


def replies(*quoted: tuple[str, str]) -> Says:
    """A claim and its quote for each."""
    claims = [{"text": claim, "quotes": [{"passage": 1, "text": quote}]} for claim, quote in quoted]
    return Says(json.dumps({"claims": claims}))


def put(searcher: StubSearch, passage: Ranked) -> None:
    searcher.passages = (passage,)
    searcher.live = {item.article.id: item.article for item in PASSAGES}


def test_no_altered_quote_is_ever_a_citation(server: Server, searcher: StubSearch, chain: ClaimAnswerer) -> None:
    for passage, altered in adversarial():
        put(searcher, passage)
        server.script = [replies(*zip(altered, altered, strict=True))]
        answer = chain.ask(Query(QUESTION))
        assert answer.claims == (), altered
        assert answer.trace is not None
        assert [item.outcome for item in answer.trace.quotes] == ["dropped"] * len(altered), altered
        for item in answer.evidence:
            assert item.article.text[item.start : item.end] == item.quote
            assert not any(letters(mutated) in letters(item.quote) for mutated in altered)


def test_quotes_that_differ_in_type_alone_are_kept(server: Server, searcher: StubSearch, chain: ClaimAnswerer) -> None:
    kept = 0
    for passage, quote, given in faithful():
        put(searcher, passage)
        server.script = [replies((quote, given))]
        answer = chain.ask(Query(QUESTION))
        if answer.claims:
            (item,) = answer.evidence
            assert item.article.text[item.start : item.end] == item.quote
            assert quote in item.quote
            kept += 1
    assert kept / COUNT >= 0.99


def test_the_passages_come_from_the_samples_and_are_shown_as_they_are(
    server: Server, searcher: StubSearch, chain: ClaimAnswerer
) -> None:
    assert len(PASSAGES) > 50
    put(searcher, PASSAGES[0])
    server.script = [Says('{"claims": []}')]
    server.asked.clear()
    chain.ask(Query(QUESTION))
    assert passages_of(server.asked[0]) == [PASSAGES[0].text]
