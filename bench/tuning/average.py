"""Average trained weights and write what ships: ``python -m bench.tuning.average OUT.npz TRAINED.npz ...``.

The mean of several trainings wins over each of them (Wortsman et al., 2022, "Model soups"). Logits are brought to the scale
and the place of those that thresholds were fitted to.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.tuning.layout import MATRICES, TABLE, first_layers, in_floats, matrices, on_grid
from index.models.bundled import CROSS_ENCODER
from index.models.onnx_file import Array, read_weights
from index.models.tuned import difference, tuned


def main() -> None:
    """Read what was trained, write the difference on the published grid."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("trained", type=Path, nargs="+", help="what bench.tuning.train wrote")
    parser.add_argument("--stretch", type=float, default=1.0, help="what every logit is multiplied by (%(default)s)")
    parser.add_argument("--shift", type=float, default=0.0, help="what is added to every logit then (%(default)s)")
    given = parser.parse_args()
    published = read_weights(CROSS_ENCODER.read())
    changes = difference(
        published, averaged([tuned(published, path) for path in given.trained], published, given.stretch, given.shift)
    )
    np.savez_compressed(given.out, allow_pickle=False, **changes)
    print(f"{len(changes)} arrays of {len(published)} differ; {given.out.stat().st_size:,} bytes")


def averaged(
    trained: Sequence[Mapping[str, Array]], published: Mapping[str, Array], stretch: float = 1.0, shift: float = 0.0
) -> dict[str, Array]:
    """The mean of ``trained`` weights of the same layers, on the grid of the published ones; embeddings are not trained."""
    floats = [in_floats(weights) for weights in trained]
    mean = {
        name: np.mean([weights[name] for weights in floats], axis=0) for name in floats[0] if not name.startswith(TABLE)
    }
    found = first_layers(on_grid(mean, published), len(matrices(trained[0])) // len(MATRICES))
    found["classifier.weight_scale"] = found["classifier.weight_scale"] * np.float32(stretch)
    found["classifier.bias"] = found["classifier.bias"] * np.float32(stretch) + np.float32(shift)
    return found


if __name__ == "__main__":
    main()
