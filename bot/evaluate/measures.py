"""Every measure with its definition and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.evaluate.abstention import (
    abstention_f1,
    abstention_precision,
    abstention_recall,
    area_under_risk_coverage,
    expected_calibration_error,
    right_answers_kept,
)
from bot.evaluate.scoring import CUTOFFS
from bot.evaluate.statistics import Columns, Statistic, mean, quantile

Unit = Literal["share", "words", "seconds", "tokens"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A number over all questions. Every share is of the questions to which it applies."""

    key: str
    title: str
    group: str
    definition: str
    statistic: Statistic
    unit: Unit = "share"
    better: Literal["more", "less"] = "more"
    column: str = ""
    """Where the measure is the mean of a column: its name. Such measures can be tested pair by pair."""


def _column(name: str) -> Callable[[Columns], float]:
    return partial(_mean_of, name)


def _mean_of(name: str, columns: Columns) -> float:
    return mean(columns[name])


def _quantile_of(name: str, share: float, columns: Columns) -> float:
    return quantile(columns[name], share)


def _mean_measure(
    key: str,
    title: str,
    group: str,
    definition: str,
    unit: Unit = "share",
    better: Literal["more", "less"] | None = None,
) -> Measure:
    return Measure(
        key, title, group, definition, _column(key), unit, better or ("less" if unit != "share" else "more"), key
    )


def _retrieval(prefix: str, unit: str, relevant: str) -> list[Measure]:
    group = f"Retrieval by {unit}"
    trec = "trec_eval, through pytrec_eval (Van Gysel and de Rijke, 2018)"
    return [
        *(
            _mean_measure(
                f"{prefix}hit@{k}", f"hit@{k}", group, f"{relevant} among the first {k}; success_{k} of {trec}."
            )
            for k in CUTOFFS
        ),
        _mean_measure(f"{prefix}recall@10", "recall@10", group, f"Share of the relevant ones in the first 10; {trec}."),
        _mean_measure(f"{prefix}mrr", "MRR", group, f"1 / rank of the first relevant one; recip_rank of {trec}."),
        _mean_measure(f"{prefix}ndcg@10", "nDCG@10", group, f"Järvelin and Kekäläinen, 2002; {trec}."),
        _mean_measure(f"{prefix}map", "MAP", group, f"Mean of the average precisions; {trec}."),
    ]


_STAGES = ("search", "rerank", "read")

MEASURES: tuple[Measure, ...] = (
    _mean_measure(
        "nugget_recall",
        "nugget recall",
        "Nuggets",
        "Share of a question's nuggets, the facts that a good answer tells, that stand in the quotes shown: one of a nugget's "
        "strings, whole words, in lower case and with all but letters and digits collapsed (after Voorhees, 2003). Silence, and "
        "what is shown as merely related, tells nothing.",
    ),
    _mean_measure("every_nugget", "every nugget", "Nuggets", "All of a question's nuggets stand in the quotes shown."),
    _mean_measure("first_nugget", "first nugget first", "Nuggets", "The first nugget stands in the first quote shown."),
    _mean_measure(
        "wrong_shown",
        "wrong answer shown",
        "Nuggets",
        "One of the wrong answers that the question warns of stands in the first quote shown.",
        better="less",
    ),
    *_retrieval(
        "",
        "passage",
        "A passage (at most 1,000 characters) that holds an answer string, case, quotation marks and white space aside, is",
    ),
    *_retrieval("article_", "article", "An article that the question names is"),
    _mean_measure(
        "first_quote", "first quote", "Answers", "An answer string stands in the first quote, whatever the threshold."
    ),
    _mean_measure(
        "any_quote", "any quote", "Answers", "An answer string stands in one of the quotes, whatever the threshold."
    ),
    _mean_measure(
        "answered_right",
        "answered right",
        "Answers",
        "An answer string stands in a quote that is shown, so with the threshold applied; for questions without answer "
        "strings, a named article is quoted.",
    ),
    _mean_measure(
        "contained",
        "answer contained",
        "Answers",
        "The words of an answer stand in a row in a shown quote, both in SQuAD's normalisation (Kasai et al., 2023).",
    ),
    _mean_measure(
        "exact_match",
        "exact match",
        "Answers",
        "The short answer (the telling words of the first quote, or a model's text) equals an answer in SQuAD's "
        "normalisation (Rajpurkar et al., 2016). Silence counts 0.",
    ),
    _mean_measure(
        "token_f1",
        "token F1",
        "Answers",
        "Harmonic mean of the precision and recall of the short answer's words (Rajpurkar et al., 2016).",
    ),
    _mean_measure("quote_f1", "token F1 of the first quote", "Answers", "As token F1, of the whole first quote shown."),
    _mean_measure("words_shown", "words shown, mean", "Answers", "Words of all quotes of an answer together.", "words"),
    Measure(
        "most_words",
        "words shown, most",
        "Answers",
        "The most words that one answer showed.",
        partial(_quantile_of, "words_shown", 1.0),
        "words",
        "less",
    ),
    _mean_measure(
        "verbatim",
        "verbatim quotes",
        "Citations",
        "Share of the quotes, shown or below the threshold, that stand, character for character, at their offsets in the stored article. Must be 1.",
    ),
    _mean_measure(
        "cited_from_holding",
        "quotes from an article that holds the answer",
        "Citations",
        "Share of the quotes shown whose article is named by the question or holds an answer string.",
    ),
    _mean_measure(
        "citation_precision",
        "citation precision",
        "Citations",
        "Share of the cited articles that the question names.",
    ),
    _mean_measure(
        "citation_recall",
        "citation recall",
        "Citations",
        "Share of the articles that the question names which are cited; at most three articles ever are.",
    ),
    _mean_measure(
        "alce_recall",
        "citation recall (ALCE)",
        "Language model",
        "Share of a model's claims that the sentences which it names support (Gao et al., 2023), with the check of words and the "
        "judge in the place of an NLI model.",
    ),
    _mean_measure(
        "alce_precision",
        "citation precision (ALCE)",
        "Language model",
        "Share of the sentences named that support their claim alone, or without which the others do not (Gao et al., 2023); 0 "
        "for a claim that is not supported.",
    ),
    _mean_measure(
        "claims_made", "claims", "Language model", "Claims that the model made for a question.", "words", "more"
    ),
    _mean_measure("claims_confirmed", "claims confirmed", "Language model", "Share that the judge confirmed."),
    _mean_measure(
        "claims_shown", "claims shown without a judge", "Language model", "Share that words leave no doubt about."
    ),
    _mean_measure(
        "claims_quoted",
        "claims shown as quotes",
        "Language model",
        "Share of which only the quotes are shown.",
        better="less",
    ),
    _mean_measure("claims_dropped", "claims left out", "Language model", "Share that is not supported.", better="less"),
    _mean_measure("llm_calls", "calls", "Language model", "Calls for a question, the judge's included.", "words"),
    _mean_measure(
        "llm_tokens", "tokens", "Language model", "Tokens of a question, in and out, the judge's included.", "tokens"
    ),
    Measure(
        "abstention_precision",
        "abstention precision",
        "Abstention",
        "Of the questions met with silence, the share that has no answer in the corpus.",
        abstention_precision,
    ),
    Measure(
        "abstention_recall",
        "abstention recall",
        "Abstention",
        "Of the questions without an answer in the corpus, the share met with silence. Questions asked again with every "
        "article that holds their answer left out count among them.",
        abstention_recall,
    ),
    Measure(
        "abstention_f1",
        "abstention F1",
        "Abstention",
        "Harmonic mean of the two (the NoAns measures of SQuAD 2.0; Rajpurkar et al., 2018).",
        abstention_f1,
    ),
    _mean_measure(
        "wrongly_silent",
        "wrongly silent",
        "Abstention",
        "Questions that the corpus answers and that were met with silence, or only with what is closest.",
        better="less",
    ),
    _mean_measure(
        "rightly_silent",
        "rightly silent",
        "Abstention",
        "Questions without an answer that were met with silence, or only with what is closest.",
    ),
    Measure(
        "left_out_silent",
        "silent where the answer was left out",
        "Abstention",
        "Each answerable question asked again as if no article that holds an answer string, or is named, existed: the share "
        "met with silence.",
        _column("without_abstained"),
        column="without_abstained",
    ),
    Measure(
        "kept",
        "right answers kept",
        "Abstention",
        "Of the questions of which a quote holds the answer whatever the threshold, the share that is answered.",
        right_answers_kept,
    ),
    Measure(
        "aurc",
        "area under risk-coverage",
        "Calibration",
        "Mean share of wrong answers over all coverages, most confident first (Geifman, Uziel and El-Yaniv, 2019). A question "
        "without an answer is wrong whenever it is answered.",
        area_under_risk_coverage,
        better="less",
    ),
    Measure(
        "ece",
        "calibration error",
        "Calibration",
        "Expected gap between confidence and share right, over ten equal bins (Guo et al., 2017).",
        expected_calibration_error,
        better="less",
    ),
    *(
        Measure(
            f"seconds_p{share}{'_' + stage if stage else ''}",
            f"{stage or 'whole question'}, {'median' if share == 50 else '95th percentile'}",
            "Time",
            f"Seconds of wall clock, {f'in the stage {stage}' if stage else 'from question to answer'}.",
            partial(_quantile_of, f"seconds{'_' + stage if stage else ''}", share / 100),
            "seconds",
            "less",
        )
        for stage in ("", *_STAGES)
        for share in (50, 95)
    ),
)

BY_KEY = {measure.key: measure for measure in MEASURES}
KEY_MEASURES = (
    "hit@4",
    "article_hit@4",
    "mrr",
    "first_quote",
    "any_quote",
    "answered_right",
    "rightly_silent",
    "left_out_silent",
    "nugget_recall",
    "first_nugget",
    "wrong_shown",
)
"""The measures that decide a comparison of two runs."""
