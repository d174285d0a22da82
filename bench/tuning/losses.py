"""What the training makes small."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from bench.tuning.batches import Batch
from bench.tuning.network import Judged

_KEPT, _MARKED = 0.05, 0.15
"""The weights of distillation and of marking answers."""
_HARDEST = 0.7
"""How much of the weight of wrong texts those have that mislead most."""
_LARGE = 3.0
"""Logits from which on a difference from the published model counts by its size, not its square."""
_NONE = -1e4


class Losses(NamedTuple):
    """The parts of the loss."""

    ranking: Tensor
    """That the right text of a group comes first."""
    answering: Tensor
    """That each text is told to answer or not, whatever stands beside it."""
    distillation: Tensor
    """That logits stay near those of the published model, except where a swapped name misleads it."""
    marking: Tensor
    """That the answer's first and last token are found."""

    def total(self) -> Tensor:
        """Their weighted sum."""
        return self.ranking + self.answering + _KEPT * self.distillation + _MARKED * self.marking


def losses(judged: Judged, published: Tensor, batch: Batch) -> Losses:
    """The losses of a batch; ``published`` are the published model's logits."""
    kept = functional.huber_loss(judged.logits, published, reduction="none", delta=_LARGE)
    return Losses(
        ranking_loss(_by_group(judged.logits, batch, _NONE), batch.is_answered),
        answering_loss(_by_group(judged.answers, batch, _NONE), batch.is_answered),
        (kept * ~batch.is_swapped[batch.rows]).mean(),
        _marking(judged.spans, batch),
    )


def _by_group(values: Tensor, batch: Batch, rest: float) -> Tensor:
    """A row for each group, the values of its pairs in it."""
    shape = (len(batch.is_answered), int(batch.columns.max()) + 1)
    return torch.full(shape, rest, device=values.device).index_put((batch.rows, batch.columns), values)


def ranking_loss(logits: Tensor, is_answered: Tensor) -> Tensor:
    """The cross-entropy of the first among the texts of each group that has an answer."""
    each = -functional.log_softmax(logits, 1)[:, 0]
    return (each * is_answered).sum() / is_answered.sum().clamp(min=1)


def answering_loss(logits: Tensor, is_answered: Tensor) -> Tensor:
    """The binary cross-entropy of right texts and of wrong ones, which weigh one for each group, the most misleading most."""
    is_right = torch.zeros_like(logits)
    is_right[:, 0] = is_answered.float()
    is_wrong = (logits > _NONE) & (is_right == 0)
    each = functional.binary_cross_entropy_with_logits(logits, is_right, reduction="none")
    misleading = torch.softmax(logits.detach().masked_fill(~is_wrong, _NONE), 1)
    weights = _HARDEST * misleading + (1 - _HARDEST) / is_wrong.sum(1, keepdim=True).clamp(min=1)
    return ((each * weights * is_wrong).sum(1) + each[:, 0] * is_answered).mean()


def _marking(spans: Tensor, batch: Batch) -> Tensor:
    """The cross-entropy of the ends of the answers that are known."""
    known = batch.spans[:, 0] >= 0
    if not known.any():
        return torch.zeros((), device=spans.device)
    firsts = (batch.columns == 0).nonzero()[:, 0][known]
    ends = spans[firsts].masked_fill(~batch.is_text[firsts][:, :, None], _NONE)
    return torch.stack([functional.cross_entropy(ends[:, :, end], batch.spans[known, end]) for end in (0, 1)]).mean()
