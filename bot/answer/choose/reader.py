"""Reading without a language model: the windows that answer, chosen by the cross-encoder."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answer.cues.doers import DoerAsked, doer_asked
from bot.answer.cues.other_counts import counts_part
from bot.answer.cues.owners import owned_asked
from bot.answer.cues.page_questions import answer_below
from bot.answer.cues.possibility import is_turned_down
from bot.answer.cues.subjects import Asked, deed_asked, names_asked
from bot.answer.cues.synonyms import in_words_of, tells_of
from index.search.answer_types import AnswerType, expected, given
from index.search.measures import measure_asked
from index.search.searcher import Ranked
from index.search.terms import terms
from index.search.windows import MOST_WORDS, Window, block_before
from index.sentences import sentences
from index.types import Reranker, StoredArticle

_ECHO, _SAME = 0.6, 0.7
_AS_GOOD = 0.2
"""Points of score within which two quotes are as good: the logits of one text differ by as much between processors."""
_NEARLY = 2.0
"""The same for one that names what is measured beside one that does not."""
_CIRCUMSTANCES = frozenset({AnswerType.TIME, AnswerType.PLACE})
_REWORDED = 8
"""Quotes that are read again in their own words, where none answers."""
_WORD = re.compile(r"\w+")
_OPENING = 400
"""Characters in which an article says what it is about."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """Bounds on what is read and shown."""

    words: int = 150
    """Words of all quotes together."""
    first_words: int = 80
    """Words of the first quote; the others share what it leaves."""
    fused_weight: float = 0.3
    """The weight of its passage's fused rank beside a window's logit."""
    freshness_weight: float = 0.8
    """The cost of each doubling of an article's age, in logits."""
    length_weight: float = 0.015
    """The cost of each word, in logits: a longer window has more to match by chance. It was chosen, with the freshness, on 242 quiz
    questions of 2022 (first right 128 -> 137) and 66 questions of fact as people type them (36 -> 39); of 53 others: 32 both ways."""
    expected_bonus: float = 1.5
    """Logits for each type of answer that the question expects and the window gives."""
    hopeless: float = 8.0
    """A passage that is this much less relevant than the best one is not read."""
    anothers_penalty: float = 3.0
    """Logits by which what somebody else did falls behind."""
    doer_bonus: float = 1.0
    """Logits, beside those for the deed, for a sentence that names who did it; as many against one that tells who left, asked who followed."""
    unnamed_penalty: float = 3.0
    """Logits by which a sentence falls behind that tells of the deed, and of "a man" who did it."""
    deed_bonus: float = 0.7
    """Logits for a sentence that tells, in whatever words, of the deed of which the doer, the time or the place is asked."""
    turned_down_penalty: float = 1.5
    """Logits by which an offer that was turned down falls behind the bargain that was struck."""
    part_penalty: float = 2.5
    """Logits by which the count of one night falls behind the count of all."""
    teaser_penalty: float = 2.0
    """Logits by which an article is preferred to a teaser, which only announces one."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A window that may be shown. ``logit`` is the cross-encoder's, in context; ``score`` is what it is ranked by."""

    article: StoredArticle
    start: int
    end: int
    logit: float
    score: float
    also_in: tuple[str, ...] = ()
    """Other outlets that carry the same words."""

    @property
    def text(self) -> str:
        """As it stands in the article."""
        return self.article.article.text[self.start : self.end]

    @property
    def window(self) -> Window:
        """The window that it is."""
        return Window(self.article, self.start, self.end)

    @property
    def read_out(self) -> str:
        """With what the page says over it: an entry's time, the names of a row's columns."""
        return self.window.read_out

    @property
    def over(self) -> str:
        """What a reader sees over it: the headline, and the paragraph before."""
        return f"{self.article.article.headline} {block_before(self.article, self.start)}"

    @property
    def opening(self) -> str:
        """The text in which its article says what it is about."""
        return self.article.article.text[:_OPENING]

    @property
    def place(self) -> tuple[str, int, int]:
        """The same for quotes of the same words of an article."""
        return self.window.place

    @property
    def words(self) -> int:
        """The number of its words."""
        return len(self.text.split())


Fit = Callable[[Window], float]
"""Logits for how well a window fits what is wanted, beside what the cross-encoder says."""


def no_preference(window: Window) -> float:
    """Any window will do."""
    return 0.0


def read(
    question: str,
    ranked: Sequence[Ranked],
    settings: ReaderSettings | None = None,
    fit: Fit = no_preference,
) -> list[Quote]:
    """The windows that answer best, best first.

    The search read them under headline and date, without which "he" and "Thursday" mean nothing. To read them alone as well does
    harm: of 44 questions of fact the logit in context puts the right window first for 28, the mean of both for 25.
    """
    chosen = settings or ReaderSettings()
    best = max((item.relevance for item in ranked), default=0.0)
    types = expected(question)
    texts = [read_one.window.text for item in ranked for read_one in item.windows]
    names = names_asked(question, texts)
    deed, owned = deed_asked(question, names), owned_asked(question, names)
    doer = doer_asked(question)
    quotes: list[Quote] = []
    for item in ranked:
        if item.relevance < best - chosen.hopeless:
            continue
        for window, logit in _readings(question, item):
            if asks_only(question, window.text):
                continue
            words = len(window.text.split())
            if words < 2 and window.text.isalpha():  # the name of a page's section, a lone word of a list
                continue
            penalty = chosen.teaser_penalty if window.article.article.kind == "teaser" else 0.0
            if (deed and deed.is_anothers(window.text)) or (owned and owned.is_anothers(window.text)):
                penalty += chosen.anothers_penalty
            bonus = chosen.expected_bonus * given(question, window.text, types) / max(1, len(types))
            if doer and doer.named_in(window.text):
                bonus += chosen.doer_bonus + chosen.deed_bonus
            elif doer and doer.unnamed_in(window.text):
                penalty += chosen.unnamed_penalty
            elif _tells_of_deed(doer, deed if types & _CIRCUMSTANCES else None, window.read_out):
                bonus += chosen.deed_bonus
            elif doer and doer.tells_of_leaving(window.text):
                penalty += chosen.doer_bonus
            if is_turned_down(question, window.text):
                penalty += chosen.turned_down_penalty
            if counts_part(question, window.text):
                penalty += chosen.part_penalty
            penalty += chosen.freshness_weight * item.age + chosen.length_weight * min(words, MOST_WORDS)
            score = logit + bonus + chosen.fused_weight * item.fused - penalty + fit(window)
            quotes.append(Quote(window.article, window.start, window.end, logit, score))
    return _naming_first(question, _surer_first(sorted(quotes, key=lambda quote: -quote.score)))


def _surer_first(quotes: list[Quote]) -> list[Quote]:
    """``quotes``, of the first two, where they are as good, the one before that the cross-encoder is surer of."""
    if len(quotes) < 2:
        return quotes
    first, second, *others = quotes
    if second.logit <= first.logit or second.score < first.score - _AS_GOOD:
        return quotes
    return [replace(second, score=first.score), first, *others]


def _naming_first(question: str, quotes: list[Quote]) -> list[Quote]:
    """``quotes``; where the first gives an amount and names nothing of what is measured, one of its article that does both, and is nearly as
    good, goes before it: what "the premium plan costs" may be another's.
    """
    measure = measure_asked(question)
    if measure is None or not quotes:
        return quotes
    wanted, asked, first = terms(measure.left_out_of(question)), terms(question), quotes[0]
    if not wanted or wanted & terms(first.read_out):
        return quotes
    naming = [
        quote
        for quote in quotes
        if quote.article.id == first.article.id
        and quote.score >= first.score - _NEARLY
        and wanted & terms(quote.read_out)
        and measure.given_in(quote.read_out, question.casefold())
    ]
    if not naming:
        return quotes
    best = max(naming, key=lambda quote: len(asked & terms(quote.read_out)))
    return [replace(best, score=first.score), *(quote for quote in quotes if quote is not best)]


def reworded(question: str, quotes: Sequence[Quote], reranker: Reranker) -> list[Quote]:
    """``quotes``, the best of them read again as answers to the question in their own words, where these mean the same: the
    cross-encoder is unsure of "purchased" as an answer to "who bought it".
    """
    asked: dict[str, list[Quote]] = {}
    for quote in quotes[:_REWORDED]:
        own = in_words_of(f"{quote.article.article.headline}\n{quote.read_out}", question)
        if own != question:
            asked.setdefault(own, []).append(quote)
    surer: dict[tuple[str, int, int], float] = {}
    for own, same in asked.items():
        for quote, logit in zip(same, logits_in_context(own, [one.window for one in same], reranker), strict=True):
            surer[quote.place] = max(0.0, logit - quote.logit)
    found = [
        replace(quote, logit=quote.logit + more, score=quote.score + more)
        for quote in quotes
        for more in (surer.get(quote.place, 0.0),)
    ]
    return sorted(found, key=lambda quote: -quote.score)


def _readings(question: str, item: Ranked) -> list[tuple[Window, float]]:
    """The windows of a passage that were read, with their logits; what stands below the same question on the page is its answer, as far
    as that question is the same."""
    found = {one.window.place: (one.window, one.logit) for one in item.windows}
    for one in item.windows:
        if below := answer_below(question, one.window):
            _, known = found.get(below.place, (below, one.logit))
            found[below.place] = (below, max(known, one.logit))
    return list(found.values())


def _tells_of_deed(doer: DoerAsked | None, deed: Asked | None, text: str) -> bool:
    if doer is not None:
        return doer.is_telling and doer.told_in(text)
    return deed is not None and bool(deed.doing) and tells_of(text, deed.doing)


def logits_in_context(question: str, windows: Sequence[Window], reranker: Reranker) -> list[float]:
    """The score of each window as an answer, as ``read`` judges."""
    return [float(logit) for logit in reranker.score(question, [window.in_context for window in windows])]


def asks_only(question: str, text: str) -> bool:
    """``text`` asks, as a headline or a quiz does, or repeats the question, and so cannot answer it."""
    found = [text[start:end].rstrip(" \"'”’)") for start, end in sentences(text)]
    return all(one.endswith("?") for one in found) or any(one.endswith("?") and is_echo(question, one) for one in found)


def is_echo(question: str, sentence: str) -> bool:
    """The sentence has most of its words in common with the question (Jaccard index)."""
    asked, said = (set(_WORD.findall(text.casefold())) for text in (question, sentence))
    return bool(asked) and len(asked & said) >= _ECHO * len(asked | said)


def select(quotes: Sequence[Quote], limit: int, settings: ReaderSettings, per_article: int = 2) -> list[Quote]:
    """The best windows, at most ``per_article`` of each article, as far as the words go; what repeats a better one is left out."""
    left = settings.words
    kept: list[Quote] = []
    taken: Counter[str] = Counter()
    said: list[frozenset[str]] = []
    for quote in sorted(quotes, key=lambda item: -item.score):
        own = terms(quote.text)
        if (same := next((place for place, other in enumerate(said) if _repeats(own, other)), None)) is not None:
            kept[same] = _carried(kept[same], quote)
            continue
        if len(kept) >= limit:
            continue
        share = settings.first_words if not kept else left // (limit - len(kept))
        if taken[quote.article.id] >= per_article or quote.words > share:
            continue
        kept.append(quote)
        taken[quote.article.id] += 1
        said.append(own)
        left -= quote.words
    return kept


def _repeats(own: frozenset[str], other: frozenset[str]) -> bool:
    return len(own & other) > _SAME * len(own)


def _carried(quote: Quote, copy: Quote) -> Quote:
    """``quote``, with the outlet that carries its words as well."""
    outlet = copy.article.article.outlet
    known = {name.casefold() for name in (quote.article.article.outlet, *quote.also_in)}
    return replace(quote, also_in=(*quote.also_in, outlet)) if outlet and outlet.casefold() not in known else quote
