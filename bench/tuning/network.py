"""The cross-encoder in PyTorch: its lower layers, which stay as published, and its upper ones, which are trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.tuning.layout import HEADS, TABLE, TABLES, UPPER, layer_name, matrices
from index.models.onnx_file import Array

WIDTH, _WIDE, _HEADS = 384, 1536, 12
_EPSILON = 1e-12
_MOST = 127
_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "narrow_norm": "output.LayerNorm",
}


class Judged(NamedTuple):
    """What the network says of each pair of a question and a text."""

    logits: Tensor
    """How well the text answers: what ships."""
    answers: Tensor
    """Logits of the text answering at all, from a head of their own, which does not ship: it keeps near-misses apart."""
    spans: Tensor
    """For each token, two logits: that the answer begins, and that it ends there. Does not ship either."""


class Stepped(nn.Linear):
    """A matrix of eight bits, trained straight through its rounding, so that what ships is what was trained."""

    scale: Tensor

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs)
        self.register_buffer("scale", torch.ones(()))

    def forward(self, states: Tensor) -> Tensor:
        """The product with the rounded matrix; gradients reach the one that is not rounded."""
        exact = self.weight.detach()
        rounded = (exact / self.scale).round().clamp(-_MOST, _MOST) * self.scale
        return functional.linear(states, self.weight + (rounded - exact), self.bias)


class Layer(nn.Module):
    """A layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (Stepped(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = Stepped(WIDTH, _WIDE), Stepped(_WIDE, WIDTH)
        self.mixed_norm, self.narrow_norm = (nn.LayerNorm(WIDTH, _EPSILON) for _ in range(2))
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """The states after the layer; ``mask`` is true for tokens that are read."""
        rows, tokens, _ = states.shape
        query, key, value = (
            part(states).view(rows, tokens, _HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        read = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        mixed = self.mixed(read.transpose(1, 2).reshape(rows, tokens, WIDTH))
        states = self.mixed_norm(states + self.drop(mixed))
        narrow = self.narrow(functional.gelu(self.wide(states)))
        after: Tensor = self.narrow_norm(states + self.drop(narrow))
        return after

    def load(self, number: int, floats: Mapping[str, Array], scales: Mapping[str, float]) -> Layer:
        """Take a published layer's weights."""
        for own, part in _PARTS.items():
            _load(getattr(self, own), layer_name(number, part), floats, scales)
        return self


class Lower(nn.Module):
    """The embeddings and the first ``layers``, which may be none."""

    def __init__(self, floats: Mapping[str, Array], scales: Mapping[str, float], layers: int = UPPER.start) -> None:
        super().__init__()
        self.words, self.positions, self.types = (
            nn.Parameter(torch.tensor(floats[f"{TABLE}{name}.weight"])) for name in TABLES
        )
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        _load(self.norm, f"{TABLE}LayerNorm", floats, scales)
        self.layers = nn.ModuleList(Layer().load(number, floats, scales) for number in range(layers))
        self.requires_grad_(False).eval()

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """The states that the upper layers begin with."""
        states: Tensor = self.norm(self.words[ids] + self.positions[: ids.shape[1]] + self.types[types])
        for layer in self.layers:
            states = layer(states, mask)
        return states


class Upper(nn.Module):
    """The layers after those, and what judges the state of the first token."""

    def __init__(self, floats: Mapping[str, Array], scales: Mapping[str, float], numbers: range = UPPER) -> None:
        super().__init__()
        self._numbers = numbers
        self.layers = nn.ModuleList(Layer().load(number, floats, scales) for number in numbers)
        self.pooler, self.classifier = Stepped(WIDTH, WIDTH), Stepped(WIDTH, 1)
        for name, module in zip(HEADS, (self.pooler, self.classifier), strict=True):
            _load(module, name, floats, scales)
        self.answering, self.span = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 2)
        self.answering.weight.data = self.classifier.weight.detach() / 2
        self.answering.bias.data = self.classifier.bias.detach() / 2 - 2.5  # most texts do not answer
        self.drop = nn.Dropout(0.1)

    def forward(self, states: Tensor, mask: Tensor) -> Judged:
        """What is said of each pair."""
        for layer in self.layers:
            states = layer(states, mask)
        first = torch.tanh(self.pooler(states[:, 0]))
        answers = self.answering(self.drop(first))
        return Judged(self.classifier(first)[:, 0].float(), answers[:, 0].float(), self.span(states).float())

    def published_names(self) -> dict[str, Tensor]:
        """The weights that can ship, by the names of the published ones."""
        modules: dict[str, nn.Module] = dict(zip(HEADS, (self.pooler, self.classifier), strict=True))
        for number, layer in zip(self._numbers, self.layers, strict=True):
            modules |= {layer_name(number, part): getattr(layer, own) for own, part in _PARTS.items()}
        return {
            f"{name}.{end}": tensor for name, module in modules.items() for end, tensor in module.named_parameters()
        }


def scales_of(weights: Mapping[str, Array]) -> dict[str, float]:
    """The step of each layer's matrix."""
    return {layer: float(weights[f"{matrix}_scale"]) for layer, matrix in matrices(weights).items()}


def _load(module: nn.Module, name: str, floats: Mapping[str, Array], scales: Mapping[str, float]) -> None:
    for end, parameter in module.named_parameters():
        parameter.data = torch.tensor(floats[f"{name}.{end}"])
    if isinstance(module, Stepped):
        module.scale.fill_(scales[name])
