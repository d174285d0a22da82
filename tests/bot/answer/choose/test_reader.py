"""Reading windows, choosing among them, and answers in quotes, with a reranker that counts shared words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.answer.answerer import Answerer
from bot.answer.answers import Answer
from bot.answer.choose.deciding import Threshold
from bot.answer.choose.reader import Quote, ReaderSettings, asks_only, is_echo, read, select
from bot.answer.query import Query
from index.search.searcher import Ranked, ReadWindow
from index.search.windows import Window, windows_of
from index.types import Article, Label, Reranker, Span, StoredArticle
from tests.support.search import StubSearch, article


class SharedWords(Reranker):
    """A reranker for tests: the share of the text's words that the question holds, on the scale of logits."""

    fingerprint = "shared-words"

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        asked = set(question.lower().split())
        shares = [10 * len(asked & set(text.lower().split())) / (len(text.split()) + 1) for text in texts]
        return np.array(shares, dtype=np.float32)


FERRY = article("a", "Rain fell.\n\nThe ferry sank off Korling on Monday.\n\nNobody knows why.")
HARBOUR = article("b", "The harbour master closed the port after the ferry sank.\n\nShips wait.")
QUOTES = [
    "The ferry sank off Korling on Monday.",
    "The harbour master closed the port after the ferry sank.",
]


def found(*items: Ranked, reranker: SharedWords | None = None) -> Sequence[Ranked]:
    return StubSearch(items, reranker=reranker or SharedWords()).search("ferry sank").passages


def texts(quotes: Sequence[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def test_the_windows_that_answer_come_first() -> None:
    assert texts(read("ferry sank", found(FERRY, HARBOUR)))[:2] == QUOTES


def test_what_a_passage_repeats_costs_its_windows_nothing() -> None:
    behind = replace(FERRY, relevance=10.0, score=-20.0)
    assert texts(read("ferry sank", found(HARBOUR, behind)))[0] == QUOTES[0]


def test_a_hopeless_passage_is_not_read() -> None:
    far = replace(HARBOUR, relevance=FERRY.relevance - 20)
    assert {quote.article.id for quote in read("ferry sank", found(FERRY, far))} == {FERRY.article.id}


def test_an_article_is_preferred_to_a_teaser_and_fresh_to_stale() -> None:
    teaser = replace(FERRY, article=replace(FERRY.article, article=replace(FERRY.article.article, kind="teaser")))
    plain = read("ferry sank", found(FERRY))[0]
    assert read("ferry sank", found(teaser))[0].score == plain.score - ReaderSettings().teaser_penalty
    stale = replace(FERRY, age=2.0)
    assert read("ferry sank", found(stale))[0].score < plain.score


def test_what_is_asked_for_counts() -> None:
    told = article("c", "It sank on 3 March 2022.\n\nIt sank in a storm, they say.")
    assert texts(read("When did it sink?", found(told)))[0] == "It sank on 3 March 2022."


def test_the_count_of_one_night_comes_after_that_of_all() -> None:
    night, whole = (
        "How many bikes they stole: on one night 26 bikes.",
        "They stole 470 bikes, of as many as there were.",
    )
    told = article("c", f"{night}\n\n{whole}")
    assert texts(read("how many bikes they stole in one night", found(told)))[0] == night
    assert texts(read("how many bikes they stole", found(told)))[0] == whole


def test_a_preference_counts_for_every_window() -> None:
    chosen = read("ferry sank", found(FERRY), fit=lambda window: 9.0 * window.text.startswith("Nobody"))
    assert texts(chosen)[0] == "Nobody knows why."


@pytest.mark.parametrize(
    "text",
    ["Which retailer is cutting its prices this week? A. Marsh. B. Holt.", "Who knows?", "“Who knows?” “Why not?”"],
)
def test_neither_the_question_itself_nor_questions_alone_are_quoted(text: str) -> None:
    assert asks_only("Which retailer is cutting prices this week?", text)
    assert texts(read("Which retailer is cutting prices this week?", found(article("q", text)))) == []


def test_a_question_with_its_answer_may_be_quoted() -> None:
    assert not asks_only("Which retailer cuts prices?", "Who knows? Marsh cut its prices on Friday.")
    assert not asks_only("Who sank the ferry?", "Which retailer is cutting its prices this week? A. Marsh. B. Holt.")
    assert not is_echo("", "Anything.")


def quote(key: str, text: str, score: float) -> Quote:
    made = article(key, text).article
    return Quote(made, 0, len(text), score, score)


def test_at_most_two_quotes_of_an_article() -> None:
    body = "The ferry sank.\n\nDivers found a bell.\n\nA gull landed nearby."
    made = article("a", body)
    quotes = [
        Quote(made.article, window.start, window.end, 9.0 - n, 9.0 - n)
        for n, window in enumerate(windows_of(made.article, made.passage))
    ]
    assert len(select(quotes, 3, ReaderSettings())) == 2
    assert len(select(quotes, 3, ReaderSettings(), per_article=3)) == 3


def test_what_repeats_a_better_quote_is_left_out() -> None:
    quotes = [
        quote("a", "The ferry sank off Korling on Monday.", 3.0),
        quote("b", "The ferry sank off Korling on Monday!", 2.0),
        quote("c", "Divers found its bell.", 1.0),
    ]
    assert [item.article.article.headline for item in select(quotes, 3, ReaderSettings())] == ["About a", "About c"]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.text("xyz \n.", min_size=1, max_size=200), st.floats(-9, 9)), max_size=8
    ),
    st.integers(1, 4),
)
def test_what_is_selected_is_verbatim_and_within_the_limits(items: list[tuple[str, str, float]], limit: int) -> None:
    settings = ReaderSettings(words=40, first_words=20)
    quotes = [quote(*item) for item in items]
    chosen = select(quotes, limit, settings)
    assert len(chosen) <= limit
    assert all(item in quotes for item in chosen)
    assert [item.score for item in chosen] == sorted((item.score for item in chosen), reverse=True)
    assert max(Counter(item.article.id for item in chosen).values(), default=0) <= 2
    assert sum(item.words for item in chosen) <= settings.words


@given(st.lists(st.text(min_size=1, max_size=300), min_size=1, max_size=5))
def test_what_is_read_is_verbatim(told: list[str]) -> None:
    items = [one_block(str(n), text) for n, text in enumerate(told)]
    quotes = read("ferry sank", found(*items))
    assert all(quote.text and quote.text in quote.article.article.text for quote in quotes)
    assert [quote.score for quote in quotes] == sorted((quote.score for quote in quotes), reverse=True)


def one_block(key: str, text: str) -> Ranked:
    made = Article(key, text, (Span(0, len(text), Label.BODY),))
    passage = replace(FERRY.passage, id=key, article_id=made.id, start=0, end=len(text))
    return replace(FERRY, passage=passage, article=StoredArticle(made.id, 1, made))


def test_an_unread_passage_gives_nothing() -> None:
    assert read("ferry sank", [FERRY]) == []
    window = Window(FERRY.article, 0, 10)
    assert len(read("ferry sank", [replace(FERRY, windows=(ReadWindow(window, 1.0),))])) == 1


def ask(question: str, *items: Ranked, logit: float, live: Sequence[Ranked] | None = None) -> Answer:
    judge = SharedWords()
    return Answerer(StubSearch(items, live, judge), judge, Threshold(logit=logit)).ask(Query(question))


QUESTION = "Which ferry sank?"


def test_an_answer_carries_numbered_evidence_and_its_date() -> None:
    answer = ask(" Which ferry\n sank? ", FERRY, HARBOUR, logit=0.05)
    assert answer.verdict == "answered"
    assert answer.question == QUESTION
    assert [item.number for item in answer.evidence] == list(range(1, len(answer.evidence) + 1))
    assert {item.quote for item in answer.evidence} >= set(QUOTES)
    assert answer.as_of is not None
    assert answer.as_of.isoformat() == "2021-12-30"
    for item in answer.evidence:
        assert item.article.text[item.start : item.end] == item.quote


def test_below_the_threshold_only_what_is_about_it_is_shown_and_not_as_an_answer() -> None:
    close = ask(QUESTION, FERRY, logit=5.0)
    assert (close.verdict, close.evidence[0].quote) == ("related", QUOTES[0])
    nothing = ask("Who won the regatta of Norrvik?", FERRY, logit=5.0)
    assert (nothing.verdict, nothing.evidence, nothing.as_of) == ("not_found", (), None)


def test_an_empty_store_answers_not_found() -> None:
    assert ask(QUESTION, logit=0.1).verdict == "not_found"


def test_a_quote_whose_article_changed_or_went_meanwhile_is_dropped() -> None:
    text = FERRY.article.article.text.replace("sank", "swam")
    changed = replace(FERRY, article=replace(FERRY.article, article=replace(FERRY.article.article, text=text)))
    shown = ask(QUESTION, FERRY, logit=0.05, live=[changed]).evidence
    assert QUOTES[0] not in [item.quote for item in shown]
    assert ask(QUESTION, FERRY, logit=0.05, live=[]).verdict == "not_found"


def test_the_best_quote_decides_the_confidence() -> None:
    threshold = Threshold(logit=0.1)
    answer = Answerer(StubSearch([FERRY]), SharedWords(), threshold).ask(Query(QUESTION))
    assert math.isclose(answer.confidence, threshold.confidence(9.0))


def test_of_two_that_are_as_good_the_surer_comes_first() -> None:
    """Which of the two has the better score may be another on another processor."""
    surer, other = read("ferry sank", found(FERRY, HARBOUR))[:2]
    assert surer.logit > other.logit
    older = (surer.score - other.score) / ReaderSettings().freshness_weight

    def first(age: float) -> str:
        return read("ferry sank", found(replace(FERRY, age=age), HARBOUR))[0].text

    assert [first(older + 0.1), first(older + 1.0)] == QUOTES


def test_of_two_amounts_the_one_of_what_is_named_comes_first_where_it_is_nearly_as_good() -> None:
    others, own = "The premium plan costs 18 crowns a month.", "The cost of the Borea pass is 8 crowns."
    item = article("a", f"{others}\n\n{own}")
    first, second = windows_of(item.article, item.passage)
    for behind, order in ((1.0, [own, others]), (4.0, [others, own])):
        read_so = replace(item, windows=(ReadWindow(first, 7.0), ReadWindow(second, 7.0 - behind)))
        assert [quote.text for quote in read("how much does the borea pass cost", [read_so])] == order
