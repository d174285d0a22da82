"""A model of natural language inference on this machine as the judge of claims, instead of a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.answer.llm.llm_judge import UNBELIEVED
from bot.answer.llm.traced_calls import TracedCalls
from bot.answer.proof.polling import SAME, Poll
from bot.answer.proof.prove import CandidateClaim, Verdicts
from index.models.bundled import ModelError
from index.models.hub import only_from_cache

Entails = Callable[[Sequence[tuple[str, str]]], Sequence[bool]]
"""For pairs of premise and hypothesis, which premises entail their hypothesis."""


class LocalJudge:
    """Asked like any judge: among decoys, and about other ones where a claim is not settled."""

    def __init__(self, entails: Entails) -> None:
        self._entails = entails

    def judged(self, candidates: Sequence[CandidateClaim], calls: TracedCalls) -> tuple[Verdicts | None, str]:
        """See ``bot.answer.llm.judge.Judge``."""
        poll = Poll.on(candidates)
        while not poll.over:
            items = poll.items()
            quoted = (" ".join(quote.text for quote in item.candidate.quotes) for item in items)
            entailed = self._entails([(quotes, item.text) for quotes, item in zip(quoted, items, strict=True)])
            poll.count({item.number: SAME if so else "sense" for item, so in zip(items, entailed, strict=True)})
        return poll.verdicts(), "" if poll.believed else UNBELIEVED


def load_local_judge(name: str) -> LocalJudge:
    """The NLI cross-encoder in a folder or of a hub id, through sentence-transformers.

    Raises:
        ModelError: it cannot be loaded, or tells no entailment.
    """
    cached = only_from_cache("LLM_JUDGE_MODEL local:", name, "cross-encoder")
    from sentence_transformers import CrossEncoder

    try:
        model = CrossEncoder(name, device="cpu", local_files_only=cached)
    except Exception as error:  # the library raises a dozen kinds, by kind of breakage
        raise ModelError(f"LLM_JUDGE_MODEL local:{name} cannot be loaded: {error}".splitlines()[0][:300]) from error
    labels = {str(label).casefold(): int(number) for number, label in (model.config.id2label or {}).items()}
    if "entailment" not in labels:
        raise ModelError(
            f"LLM_JUDGE_MODEL local:{name} tells no entailment; name a model of natural language inference."
        )
    wanted = labels["entailment"]

    def entails(pairs: Sequence[tuple[str, str]]) -> list[bool]:
        scores = model.predict(list(pairs), batch_size=16, convert_to_numpy=True, show_progress_bar=False)
        return [int(row.argmax()) == wanted for row in scores]

    return LocalJudge(entails)
