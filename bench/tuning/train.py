"""Train layers of the bundled cross-encoder: ``python -m bench.tuning.train GROUPS.jsonl.gz OUT.npz``; GROUPS is what build wrote.

docs/tuning.md tells with what the weights that ship were trained; 2,178 steps took two minutes on an NVIDIA H100.
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
from bench.tuning.layout import LAYERS, UPPER, first_layers, in_floats, on_grid
from bench.tuning.losses import Losses, losses
from bench.tuning.network import Lower, Upper, scales_of
from index.models.bundled import CROSS_ENCODER
from index.models.onnx_file import read_weights
from index.models.tuned import difference

STEPS, GROUPS, RATE = 2178, 96, 1.5e-4
_WARM_UP = 100
_DECAY = 0.01
_LONGEST_STEP = 1.0
_MEMORY = 0.002
"""The share of the last step in the mean of the weights, which is what is kept."""
_TOLD_EVERY = 100
_SEED = 5


class Training:
    """The layers as they are trained, and the mean of what they were."""

    def __init__(self, device: torch.device, numbers: range = UPPER, rate: float = RATE) -> None:
        """Train the layers ``numbers``, after which none follows, at most at ``rate``."""
        self._weights = read_weights(CROSS_ENCODER.read())
        floats, scales = in_floats(self._weights), scales_of(self._weights)
        self._device = device
        self._layers = numbers.stop
        self._lower = Lower(floats, scales, numbers.start).to(device)
        self._upper = Upper(floats, scales, numbers).to(device)
        self._published = Upper(floats, scales, range(numbers.start, LAYERS)).to(device).requires_grad_(False).eval()
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
        """Write the mean of the weights as the difference from the published ones, on their grid of eight bits."""
        trained = {name: tensor.float().cpu().numpy() for name, tensor in self._mean.published_names().items()}
        new = first_layers(on_grid(trained, self._weights), self._layers)
        np.savez_compressed(path, allow_pickle=False, **difference(self._weights, new))


def main() -> None:
    """Train, tell how it goes, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", type=Path, help="a file of groups that bench.tuning.build wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--first-layer", type=int, default=UPPER.start, help="the first of the layers that are trained")
    parser.add_argument("--layers", type=int, default=LAYERS, help="layers that the model has after it (%(default)s)")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--size", type=int, default=GROUPS, help="groups of a step (%(default)s)")
    parser.add_argument("--rate", type=float, default=RATE, help="the highest learning rate (%(default)s)")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    training = Training(torch.device(given.device), range(given.first_layer, given.layers), given.rate)
    recent: list[Losses] = []
    random = Random(given.seed)
    tokenizer = load_tokenizer()
    order = rounds(list(read_groups(given.groups)), given.size, random)
    for step, groups in enumerate(islice(order, given.steps), 1):
        recent.append(training.step(batch(groups, tokenizer, random), 1 - (step - 1) / given.steps))
        if step % _TOLD_EVERY == 0 or step == given.steps:
            means = (float(torch.stack(part).mean()) for part in zip(*recent, strict=True))
            print(
                f"step {step}:",
                ", ".join(f"{name} {mean:.3f}" for name, mean in zip(Losses._fields, means, strict=True)),
                flush=True,
            )
            recent.clear()
    training.write(given.out)


if __name__ == "__main__":
    main()
