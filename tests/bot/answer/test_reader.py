"""The extractive reader and what it marks, with a reranker that counts shared words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.answer.answerer import Answerer, Threshold
from bot.answer.marks import candidate_phrases, telling_words
from bot.answer.query import Query
from bot.answer.reader import ReaderSettings, read, windows_of
from index.search.searcher import Ranked, Results
from index.types import Article, Filters, Label, Passage, Published, Span, StoredArticle


class SharedWords:
    """A reranker for tests: the share of the text's words that the question holds."""

    fingerprint = "shared-words"

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        asked = set(question.lower().split())
        shares = [len(asked & set(text.lower().split())) / (len(text.split()) + 1) for text in texts]
        return np.array(shares, dtype=np.float32)


def ranked(key: str, text: str, score: float = 0.0) -> Ranked:
    article = Article(
        key=key,
        text=text,
        spans=(Span(0, len(text), Label.BODY),),
        published=Published(datetime(2022, 1, 3, tzinfo=UTC), "day", "field"),
    )
    return Ranked(
        Passage(key, article.id, 0, len(text), text), StoredArticle(article.id, 1, article), score, score, score
    )


FERRY = "Rain fell. The ferry sank off Korling on Monday. Nobody knows why."
HARBOUR = "The harbour master closed the port after the ferry sank. Ships wait."


def test_quotes_come_from_different_articles_best_first() -> None:
    quotes = read("ferry sank", [ranked("a", FERRY), ranked("b", HARBOUR), ranked("a", FERRY)], SharedWords(), 3)
    assert [quote.text for quote in quotes] == [
        "The ferry sank off Korling on Monday.",
        "The harbour master closed the port after the ferry sank.",
    ]


def test_what_a_passage_repeats_costs_its_sentences_nothing() -> None:
    behind = replace(ranked("a", FERRY, 1.0), score=-20.0)
    quotes = read("ferry sank", [ranked("b", HARBOUR), behind], SharedWords(), 1)
    assert [quote.text for quote in quotes] == ["The ferry sank off Korling on Monday."]


@given(st.lists(st.text(min_size=1, max_size=900), min_size=1, max_size=5), st.integers(1, 4))
def test_quotes_are_verbatim_and_within_the_word_budget(texts: list[str], limit: int) -> None:
    settings = ReaderSettings(words=40, first_words=20)
    items = [ranked(str(n), text) for n, text in enumerate(texts)]
    quotes = read("ferry sank", items, SharedWords(), limit, settings)
    assert len(quotes) <= limit
    assert len({quote.article.id for quote in quotes}) == len(quotes)
    assert all(quote.text and quote.text in quote.article.article.text for quote in quotes)
    assert sum(quote.words for quote in quotes) <= settings.words


def test_what_stands_in_two_passages_is_read_once() -> None:
    class Watched(SharedWords):
        def __init__(self) -> None:
            self.read: list[list[str]] = []

        def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
            self.read.append(list(texts))
            return super().score(question, texts)

    whole = ranked("a", FERRY)
    middle = FERRY.index("The ferry")
    end = FERRY.index(" Nobody")
    first = replace(whole, passage=replace(whole.passage, id="1", end=end, embedded=FERRY[:end]))
    second = replace(whole, passage=replace(whole.passage, id="2", start=middle, embedded=FERRY[middle:]))
    watched = Watched()
    quotes = read("ferry sank", [first, second], watched, 3)
    assert [quote.text for quote in quotes] == ["The ferry sank off Korling on Monday."]
    assert all(len(texts) == len(set(texts)) for texts in watched.read)
    assert sum(text == quotes[0].text for texts in watched.read for text in texts) == 1


def test_windows_are_one_to_three_sentences() -> None:
    item = ranked("a", "One is here. Two is here. Three is here. Four is here.")
    texts = [window.text for window in windows_of(item, 3, 50)]
    assert "One is here." in texts
    assert "Two is here. Three is here. Four is here." in texts
    assert len(texts) == 4 + 3 + 2


def test_the_question_s_own_words_cannot_be_its_answer() -> None:
    quote = "The call was requested by Russian officials, a senior aide said."
    phrases = [quote[a:b] for a, b in candidate_phrases("Who requested the calls?", quote)]
    assert phrases == ["Russian officials", "senior aide"]


@given(st.text(max_size=60), st.text(max_size=300))
def test_marks_lie_within_the_quote(question: str, quote: str) -> None:
    for start, end in telling_words(question, quote, SharedWords()):
        assert 0 <= start < end <= len(quote)


class OnePassage:
    """A searcher over given passages; ``live`` is what the catalogue has when the quotes are verified."""

    def __init__(self, items: list[Ranked], live: list[Ranked] | None = None) -> None:
        self._items = items
        self._live = {item.article.id: item.article for item in (items if live is None else live)}

    def search(self, question: str, filters: Filters | None = None) -> Results:
        return Results(tuple(self._items))

    def live_articles(self, ids: Sequence[str]) -> dict[str, StoredArticle]:
        return {key: self._live[key] for key in ids if key in self._live}

    def hosts(self, articles: Sequence[Article]) -> dict[str, str]:
        return {}


def answerer(searcher: OnePassage, logit: float) -> Answerer:
    return Answerer(searcher, SharedWords(), Threshold(logit=logit))


def test_an_answer_carries_numbered_evidence_and_its_date() -> None:
    answer = answerer(OnePassage([ranked("a", FERRY), ranked("b", HARBOUR)]), 0.05).ask(Query(" ferry\n sank "))
    assert answer.verdict == "answered"
    assert answer.question == "ferry sank"
    assert [item.number for item in answer.evidence] == [1, 2]
    assert answer.as_of is not None
    assert answer.as_of.isoformat() == "2022-01-03"
    for item in answer.evidence:
        assert item.article.text[item.start : item.end] == item.quote


def test_below_the_threshold_nothing_is_shown() -> None:
    answer = answerer(OnePassage([ranked("a", FERRY)]), 5.0).ask(Query("ferry sank"))
    assert (answer.verdict, answer.evidence, answer.as_of) == ("not_found", (), None)


def test_an_empty_store_answers_not_found() -> None:
    assert answerer(OnePassage([]), 0.1).ask(Query("ferry sank")).verdict == "not_found"


def test_a_quote_whose_article_changed_or_went_meanwhile_is_dropped() -> None:
    changed = ranked("a", FERRY.replace("sank", "swam"))
    assert answerer(OnePassage([ranked("a", FERRY)], [changed]), 0.1).ask(Query("ferry sank")).verdict == "not_found"
    assert answerer(OnePassage([ranked("a", FERRY)], []), 0.1).ask(Query("ferry sank")).verdict == "not_found"


def test_neither_the_question_itself_nor_questions_alone_are_quoted() -> None:
    text = (
        "Which retailer is cutting its prices this week? A. Marsh. B. Holt. Who knows? Marsh cut its prices on Friday."
    )
    asked = "Which retailer is cutting prices this week?"
    shown = [window.text for window in windows_of(ranked("a", text), 2, 50, asked)]
    assert not any("Which retailer" in window for window in shown)
    assert "Who knows?" not in shown
    assert "Who knows? Marsh cut its prices on Friday." in shown
    assert any(
        "Which retailer" in window.text for window in windows_of(ranked("a", text), 2, 50, "Who sank the ferry?")
    )
