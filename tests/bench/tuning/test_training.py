"""Groups become batches, batches losses, and the network in PyTorch says what the shipped one says."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random

import pytest
import torch

from bench.tuning.batches import SHARES, WRONG, batch, choose, load_tokenizer, rounds
from bench.tuning.evaluate import Asked, Window, auroc, figures, read_windows
from bench.tuning.groups import Group, write_groups
from bench.tuning.losses import answering_loss, losses, ranking_loss
from bench.tuning.network import WIDTH, Judged

WRONG_TEXTS = tuple(f"It was windy on day {number}." for number in range(12))
ANSWERED = Group("who opened it", ("Then Ana Ruiz opened it.", *WRONG_TEXTS), 1, "qed", "Bridge", (5, 13))
UNANSWERED = Group("who sold it", WRONG_TEXTS, 0, "qed-swap")


def test_one_right_text_and_some_wrong_ones_are_read() -> None:
    assert choose(ANSWERED, Random(1))[0] == 0 and len(choose(ANSWERED, Random(1))) == WRONG + 1
    assert choose(UNANSWERED, Random(1))[0] == 0
    several = Group("q", WRONG_TEXTS, 3, "made up")
    for seed in range(9):
        first, *others = choose(several, Random(seed))
        assert first < 3 and all(number >= 3 for number in others)


def test_a_batch_knows_its_pairs_and_where_the_answer_stands() -> None:
    tokenizer = load_tokenizer()
    made = batch([ANSWERED, UNANSWERED], tokenizer, Random(1))
    assert len(made.ids) == 2 * (WRONG + 1) and made.ids.shape[1] % 8 == 0
    start, end = made.spans[0].tolist()
    assert tokenizer.decode(made.ids[0, start : end + 1].tolist()) == "ana ruiz"
    assert made.spans[1].tolist() == [-1, -1]
    assert made.is_answered.tolist() == [True, False] and made.is_swapped.tolist() == [False, True]
    assert bool(made.is_text[0, start]) and not made.is_text[0, 1]


def test_an_answer_that_is_cut_off_is_not_marked() -> None:
    long = Group("q", ("word " * 400 + "Ana Ruiz", *WRONG_TEXTS), 1, "qed", span=(2000, 2008))
    assert batch([long], load_tokenizer(), Random(1)).spans.tolist() == [[-1, -1]]


def test_sources_are_read_as_often_as_their_shares_say() -> None:
    groups = [ANSWERED] * 200 + [Group("q", WRONG_TEXTS, 0, "selqa")] * 200
    taken = Counter(group.source for part in islice(rounds(groups, 7, Random(1)), 100) for group in part)
    assert taken["qed"] / taken["selqa"] == pytest.approx(SHARES["qed"], rel=0.15)


def test_losses_fall_as_the_right_text_rises() -> None:
    is_answered = torch.tensor([True, False])
    good, bad = torch.tensor([[5.0, -5.0], [-5.0, -5.0]]), torch.tensor([[-5.0, 5.0], [5.0, 5.0]])
    for loss in (ranking_loss, answering_loss):
        assert float(loss(good, is_answered)) < 0.1 < float(loss(bad, is_answered))
    assert float(ranking_loss(good[1:], is_answered[1:])) == 0


def test_all_losses_of_a_batch_reach_what_is_judged() -> None:
    made = batch([ANSWERED, UNANSWERED], load_tokenizer(), Random(1))
    pairs, tokens = made.ids.shape
    values = [torch.zeros(size, requires_grad=True) for size in ((pairs,), (pairs,), (pairs, tokens, 2))]
    found = losses(Judged(*values), torch.ones(pairs), made)
    assert found.distillation.item() == pytest.approx(0.25)  # half of the pairs are of a swap
    found.total().backward()  # type: ignore[no-untyped-call]
    assert all(value.grad is not None and value.grad.abs().sum() > 0 for value in values)
    assert values[2].grad is not None and not values[2].grad[1:].any() and WIDTH == 384


def test_figures() -> None:
    windows = (Window("right", True), Window("wrong", False, 0.5))
    asked = [Asked("a", True, windows), Asked("b", True, windows), Asked("c", False, (Window("wrong", False),))]
    found = figures(asked, [[2.0, 1.0], [1.0, 0.75], [1.5]])
    assert (found.first, found.in_three, found.answerable, found.near_misses) == (1, 2, 2, 1)
    assert found.auroc == 0.5 and "right first 1" in str(found)
    assert auroc([2, 1], [1]) == 0.75 and auroc([], [1]) != auroc([], [1])


def test_groups_are_judged_as_windows_are(tmp_path: Path) -> None:
    write_groups([ANSWERED, UNANSWERED], tmp_path / "held.jsonl.gz")
    answered, unanswered = read_windows(tmp_path / "held.jsonl.gz")
    assert answered.is_answerable and [window.is_right for window in answered.windows].index(False) == 1
    assert not unanswered.is_answerable and len(unanswered.windows) == len(WRONG_TEXTS)
