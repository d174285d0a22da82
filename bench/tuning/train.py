"""Train the upper half of the bundled cross-encoder: ``python -m bench.tuning.train GROUPS OUT.npz``; GROUPS is what build wrote.

The defaults are those of the weights that ship: 2,178 steps took two minutes on an NVIDIA H100.
"""

from __future__ import annotations

import argparse
from copy import deepcopy
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import torch

from bench.tuning.batches import Batch, batch, load_tokenizer, rounds
from bench.tuning.groups import read_groups
from bench.tuning.layout import in_floats
from bench.tuning.losses import Losses, losses
from bench.tuning.network import Lower, Upper, scales_of
from index.models.bundled import CROSS_ENCODER
from index.models.onnx_file import read_weights

STEPS, GROUPS, RATE = 2178, 96, 1.5e-4
_WARM_UP = 100
_DECAY = 0.01
_LONGEST_STEP = 1.0
_MEMORY = 0.002
"""The share of the last step in the mean of the weights, which is what is kept."""
_TOLD_EVERY = 100
_SEED = 5


class Training:
    """The upper layers as they are trained, and the mean of what they were."""

    def __init__(self, device: torch.device, rate: float = RATE) -> None:
        weights = read_weights(CROSS_ENCODER.read())
        floats, scales = in_floats(weights), scales_of(weights)
        self._device = device
        self._lower = Lower(floats, scales).to(device)
        self._upper = Upper(floats, scales).to(device)
        self._published = deepcopy(self._upper).requires_grad_(False).eval()
        self._mean = deepcopy(self._upper).requires_grad_(False)
        self._rate = rate
        self._steps = 0
        parameters = list(self._upper.parameters())
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [each for each in parameters if each.dim() > 1], "weight_decay": _DECAY},
                {"params": [each for each in parameters if each.dim() < 2], "weight_decay": 0.0},
            ],
            betas=(0.9, 0.98),
        )

    def step(self, given: Batch, left: float) -> Losses:
        """One step; ``left`` of the training is ahead, from 1 down to 0, and the rate falls with it."""
        on_device = given.to(self._device)
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._device.type == "cuda"):
            with torch.no_grad():
                states = self._lower(on_device.ids, on_device.types, on_device.mask)
                published = self._published(states, on_device.mask).logits
            judged = self._upper(states, on_device.mask)
        found = losses(judged, published, on_device)
        for group in self._optimizer.param_groups:
            group["lr"] = self._rate * left * min(1.0, self._steps / _WARM_UP)
        self._optimizer.zero_grad()
        found.total().backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._upper.parameters(), _LONGEST_STEP)
        self._optimizer.step()
        self._steps += 1
        share = max(_MEMORY, 1 / (self._steps + 1))
        with torch.no_grad():
            for mean, now in zip(self._mean.parameters(), self._upper.parameters(), strict=True):
                mean.lerp_(now, share)
        return Losses(*(part.detach() for part in found))

    def write(self, path: Path) -> None:
        """Write the mean of the weights, by their published names, in half precision."""
        arrays = {name: tensor.half().cpu().numpy() for name, tensor in self._mean.published_names().items()}
        np.savez(path, allow_pickle=False, **arrays)


def main() -> None:
    """Train, tell how it goes, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path, help="the folder that bench.tuning.build wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--size", type=int, default=GROUPS, help="groups of a step (%(default)s)")
    parser.add_argument("--rate", type=float, default=RATE, help="the highest learning rate (%(default)s)")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args()
    torch.manual_seed(_SEED)
    random = Random(_SEED)
    tokenizer = load_tokenizer()
    training = Training(torch.device(given.device), given.rate)
    recent: list[Losses] = []
    order = rounds(list(read_groups(given.groups / "train.jsonl.gz")), given.size, random)
    for step, groups in enumerate(islice(order, given.steps), 1):
        recent.append(training.step(batch(groups, tokenizer, random), 1 - (step - 1) / given.steps))
        if step % _TOLD_EVERY == 0 or step == given.steps:
            means = (float(torch.stack(part).mean()) for part in zip(*recent, strict=True))
            print(
                f"step {step}:",
                ", ".join(f"{name} {mean:.3f}" for name, mean in zip(Losses._fields, means, strict=True)),
            )
            recent.clear()
    training.write(given.out)


if __name__ == "__main__":
    main()
