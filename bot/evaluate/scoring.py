"""The worth of a result: one number a measure and question. What does not apply to a question is missing, not 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answer.understand.intents import Intent
from bot.evaluate.citations import citation_values
from bot.evaluate.matching import exact_match, token_f1
from bot.evaluate.nuggets import nugget_values, tells_enough
from bot.evaluate.question_result import FULL, ObservedAnswer, QuestionResult
from bot.evaluate.questions import Question
from bot.extras import require_extra

CUTOFFS = (1, 4, 10, 30)
_TREC = {
    **{f"hit@{k}": f"success_{k}" for k in CUTOFFS},
    "recall@10": "recall_10",
    "mrr": "recip_rank",
    "ndcg@10": "ndcg_cut_10",
    "map": "map",
}
RETRIEVAL = tuple(_TREC)
"""Names of the retrieval measures; those over articles have ``article_`` before them."""


def score(question: Question, result: QuestionResult) -> dict[str, float]:
    """Every per-question value of ``result``. Retrieval of another row than the full one has the row's name before it."""
    values = {"answerable": float(question.answerable)}
    if not question.answerable:
        values["rightly_silent"] = float(not result.reply.shown)
    else:
        values["wrongly_silent"] = float(not result.reply.shown)
        if question.nuggets:
            values |= nugget_values(question, result.reply)
        for row in result.rows if result.reply.intent != Intent.ADDRESS else ():  # a page is looked up, not searched
            values |= {f"{_prefix(row)}{name}": value for name, value in retrieval(question, result, row).items()}
        values |= _answer(question, result)
    values |= {f"seconds_{stage}": seconds for stage, seconds in result.reply.stages.items()}
    values |= {
        "seconds": result.reply.seconds,
        "abstained": float(not result.reply.shown),
        "confidence": result.reply.confidence,
        "right": float(question.answerable and right(question, result.reply)),
    }
    if result.without:
        values |= {
            "without_abstained": float(not result.without.shown),
            "without_confidence": result.without.confidence,
        }
    values |= citation_values(result.reply)
    if cited := result.reply.cited:
        values["verbatim"] = _share(item.verbatim for item in cited)
    if shown := result.reply.shown:
        values["words_shown"] = float(sum(len(item.quote.split()) for item in shown))
    return values


def retrieval(question: Question, result: QuestionResult, row: str) -> dict[str, float]:
    """trec_eval's measures of one row: by passage where there are answer strings, by article where articles are named."""
    hits = result.rows[row]
    values: dict[str, float] = {}
    if question.answers:
        values |= trec([hit.passage for hit in hits], result.relevant_passages)
    if result.relevant_articles:
        articles = list(dict.fromkeys(hit.article for hit in hits))
        by_article = trec(articles, result.relevant_articles)
        values |= {f"article_{name}": value for name, value in by_article.items()}
    return values


def require_evaluation() -> None:
    """Raises MissingExtra where what measures is not installed."""
    require_extra("eval", "pytrec_eval", "scipy", needed_by="An evaluation")


def trec(ranked: Sequence[str], relevant: Iterable[str]) -> dict[str, float]:
    """trec_eval's measures, under our names, of a ranked list without repetitions."""
    require_evaluation()
    import pytrec_eval

    judged = dict.fromkeys(relevant, 1)
    if not judged or not ranked:
        return dict.fromkeys(_TREC, 0.0)
    run = {name: float(-place) for place, name in enumerate(ranked)}
    measures = {"success." + ",".join(map(str, CUTOFFS)), "recall.10", "recip_rank", "ndcg_cut.10", "map"}
    found = pytrec_eval.RelevanceEvaluator({"q": judged}, measures).evaluate({"q": run})["q"]
    return {name: float(found[trec_name]) for name, trec_name in _TREC.items()}


def right(question: Question, reply: ObservedAnswer, *, shown_only: bool = False) -> bool:
    """True if an answer string stands in a quote, or half of the nuggets do; where the set gives neither, if a named article is quoted."""
    cited = reply.shown if shown_only else reply.cited
    if question.nuggets and not question.answers:
        return tells_enough(question, [item.quote for item in cited])
    return any(item.holds if question.answers else item.from_holding for item in cited)


def _answer(question: Question, result: QuestionResult) -> dict[str, float]:
    cited, shown = result.reply.cited, result.reply.shown
    values = {"answered_right": float(right(question, result.reply, shown_only=True))}
    if question.answers:
        short = result.reply.text or (shown[0].mark if shown else "")
        values |= {
            "first_quote": float(bool(cited) and cited[0].holds),
            "any_quote": float(any(item.holds for item in cited)),
            "contained": float(any(item.contains for item in shown)),
            "exact_match": exact_match(short, question.answers),
            "token_f1": token_f1(short, question.answers),
            "quote_f1": token_f1(shown[0].quote if shown else "", question.answers),
        }
    if shown:
        values["cited_from_holding"] = _share(item.from_holding for item in shown)
    if result.relevant_articles:
        articles = {item.article for item in shown}
        common = len(articles.intersection(result.relevant_articles))
        values["citation_recall"] = common / len(result.relevant_articles)
        if articles:
            values["citation_precision"] = common / len(articles)
    return values


def _prefix(row: str) -> str:
    return "" if row == FULL else f"{row}: "


def _share(values: Iterable[bool]) -> float:
    items = list(values)
    return sum(items) / len(items)
