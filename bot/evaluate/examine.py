"""Asks one question the way a person would, and notes everything that measures need."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.answer.answers import Asks, Evidence, turn_of
from bot.answer.choose.deciding import Threshold
from bot.answer.query import Query, Turn
from bot.answer.understand.followup import standalone
from bot.evaluate.citations import observed_claims
from bot.evaluate.evaluated_corpus import ArticleNames
from bot.evaluate.matching import contains, holds
from bot.evaluate.nuggets import nuggets_told
from bot.evaluate.question_result import (
    ANSWERED,
    FULL,
    Hit,
    ObservedAnswer,
    ObservedPassage,
    ObservedQuote,
    QuestionResult,
)
from bot.evaluate.questions import Question
from bot.evaluate.remember import ABLATIONS, OneEmbedding, OneQuestion, OneScoring, Watched, ablation
from index.search.searcher import Ranked, Searcher, SearchSettings
from index.store import Store
from index.types import Article, Embedder, Filters, Reranker, StoredArticle

_SEEN = 5


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """A way of reading. ``make`` puts it, as a person meets it, on top of a searcher.

    ``unbounded`` is the same with a threshold below everything, so that the quotes of a silent answer, and with them other
    thresholds, can be judged too. A language model has neither: its replies are taken as they are.
    """

    name: str
    make: Callable[[Searcher, Reranker], Asks]
    threshold: Threshold | None = None
    unbounded: Callable[[Searcher, Reranker], Asks] | None = None

    @property
    def by_model(self) -> bool:
        """A language model reads."""
        return self.threshold is None


@dataclass(frozen=True, slots=True)
class Extent:
    """The examinations beside the answer: each half of the search by itself; the question with its answer left out."""

    ablations: bool = False
    left_out: bool = False


class Examiner:
    """Asks questions of a store. Blocking; safe to use from several threads."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        reranker: Reranker,
        reader: AnswerReader,
        search: SearchSettings,
        extent: Extent,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._reranker = reranker
        self._reader = reader
        self._search = search
        self._extent = extent
        self._names = ArticleNames(store.catalogue)

    def examine(self, question: Question) -> QuestionResult:
        """Ask ``question``: alone, and as far as the extent goes by each half of the search and without its answer."""
        stores = OneQuestion.of(self._store)
        embedder, reranker = OneEmbedding(self._embedder), OneScoring(self._reranker)
        relevant = self._relevant(question)
        watched = Watched(stores, embedder, reranker, self._search)
        history = self._history(question)
        reply, understood = self._ask(question, relevant, watched, reranker, history)
        searched, found = watched.searched_for(understood, _asked(question))
        rows = {FULL: found.passages}
        if self._extent.ablations:
            for name in ABLATIONS:
                other = Searcher(stores, embedder, reranker, ablation(name, self._search))
                rows[name] = other.search(searched, _asked(question)).passages
        without = None
        if self._extent.left_out and question.answerable:
            rest = stores.without(
                lambda stored: (
                    stored.id in relevant
                    or holds(stored.article.text, question.answers)
                    or (bool(question.nuggets) and all(nuggets_told(question, [stored.article.text])))
                )
            )
            searcher = Watched(rest, embedder, reranker, self._search)
            without, _ = self._ask(question, relevant, searcher, reranker, history)
        first = self._store.catalogue.articles(relevant[:1]).values()
        return QuestionResult(
            id=question.id,
            understood=understood,
            reply=reply,
            without=without,
            rows={name: tuple(_hit(item, question) for item in items) for name, items in rows.items()},
            relevant_passages=self._relevant_passages(question, relevant, rows),
            relevant_articles=relevant,
            passages=tuple(_seen(item, question) for item in found.passages[:_SEEN]),
            outlet=next((stored.article.outlet for stored in first), ""),
            day=next((_day(stored.article) for stored in first), ""),
        )

    def _relevant(self, question: Question) -> tuple[str, ...]:
        """The named articles. Of a file that holds several, those with the answer in them, if any has."""
        found: dict[str, None] = {}
        for name in question.articles:
            ids = self._names.articles([name])
            if len(ids) > 1:
                stored = self._store.catalogue.articles(ids)
                holding = [key for key in ids if key in stored and holds(stored[key].article.text, question.answers)]
                ids = tuple(holding) or ids
            found |= dict.fromkeys(ids)
        return tuple(found)

    def _relevant_passages(
        self, question: Question, relevant: Sequence[str], rows: dict[str, tuple[Ranked, ...]]
    ) -> tuple[str, ...]:
        """The pool of judged passages that hold an answer, as in TREC's pooling (Spärck Jones and van Rijsbergen, 1975)."""
        pool = {item.passage.id: item.text for items in rows.values() for item in items}
        pool |= {passage.id: passage.quotable for passage in self._store.catalogue.passages_of(relevant)}
        return tuple(sorted(key for key, text in pool.items() if holds(text, question.answers)))

    def _history(self, question: Question) -> list[Turn]:
        """The conversation so far; earlier questions of which the answer is not given are asked for real."""
        history: list[Turn] = []
        for asked, told in zip_longest(question.earlier, question.told, fillvalue=""):
            if told:
                history.append(Turn(asked, standalone(asked, history), told))
                continue
            reranker = OneScoring(self._reranker)
            searcher = Watched(self._store, self._embedder, reranker, self._search)
            answer = self._reader.make(searcher, reranker).ask(Query(asked, _asked(question), history=tuple(history)))
            history.append(turn_of(asked, answer))
        return history

    def _ask(
        self, question: Question, relevant: Sequence[str], searcher: Watched, reranker: Reranker, history: list[Turn]
    ) -> tuple[ObservedAnswer, str]:
        query = Query(question.text, _asked(question), history=tuple(history))
        started = time.perf_counter()
        answer = self._reader.make(searcher, reranker).ask(query)
        seconds = time.perf_counter() - started
        shown = answer.evidence if answer.verdict in ANSWERED else ()
        unbounded = self._reader.unbounded
        every = unbounded(searcher, reranker).ask(query).evidence if unbounded else shown
        places = {_place(item) for item in shown}
        evidence = (*shown, *(item for item in every if _place(item) not in places))
        stored = self._store.catalogue.articles([item.article_id for item in evidence])
        calls = answer.trace.calls if answer.trace else ()
        reply = ObservedAnswer(
            cited=tuple(
                _cited(item, number < len(shown), question, relevant, stored) for number, item in enumerate(evidence)
            ),
            confidence=answer.confidence,
            seconds=seconds,
            stages=dict(answer.seconds),
            text=" ".join(claim.text for claim in answer.claims),
            verdict=answer.verdict,
            intent=answer.intent.value,
            claims=observed_claims(answer),
            calls=len(calls),
            tokens=sum(call.tokens_in + call.tokens_out for call in calls),
        )
        return reply, answer.question


def _asked(question: Question) -> Filters:
    """The question's day as the present: the latest news of then is found, however old the question has become."""
    return Filters(asked_on=question.asked_on)


def _place(item: Evidence) -> tuple[str, int, int]:
    return item.article_id, item.start, item.end


def _cited(
    item: Evidence, shown: bool, question: Question, relevant: Sequence[str], stored: dict[str, StoredArticle]
) -> ObservedQuote:
    now = stored.get(item.article_id)
    return ObservedQuote(
        quote=item.quote,
        article=item.article_id,
        headline=item.article.headline,
        outlet=item.article.outlet,
        day=_day(item.article),
        url=item.article.url or item.article.key,
        score=item.score,
        mark=" ".join(item.quote[start:end] for start, end in item.marks),
        shown=shown,
        verbatim=now is not None and now.article.text[item.start : item.end] == item.quote,
        holds=holds(item.quote, question.answers),
        contains=contains(item.quote, question.answers),
        from_holding=item.article_id in relevant or holds(item.article.text, question.answers),
    )


def _hit(item: Ranked, question: Question) -> Hit:
    return Hit(item.passage.id, item.article.id, holds(item.text, question.answers))


def _seen(item: Ranked, question: Question) -> ObservedPassage:
    article = item.article.article
    text = item.text
    return ObservedPassage(
        article.headline, article.outlet, _day(article), text, holds(text, question.answers), item.logit
    )


def _day(article: Article) -> str:
    return article.day.isoformat() if article.day else ""
