"""Average trained weights with the published ones and write what ships: ``python -m bench.tuning.average TRAINED.npz OUT.npz``.

Training in full costs the model some of what it knew; .7 of the way keeps the scale of its logits, and wins over both ends.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bench.tuning.layout import in_floats, on_grid
from index.models.bundled import CROSS_ENCODER
from index.models.onnx_file import Array, read_weights
from index.models.tuned import difference

ALPHA = 0.7


def main() -> None:
    """Read what was trained, write the difference on the published grid."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path, help="what bench.tuning.train wrote")
    parser.add_argument("out", type=Path)
    parser.add_argument("--alpha", type=float, default=ALPHA, help="the trained weights' share (%(default)s)")
    parser.add_argument(
        "--shift", type=float, default=0.0, help="added to every logit, to keep a threshold (%(default)s)"
    )
    given = parser.parse_args()
    with np.load(given.trained) as archive:
        trained = {name: archive[name].astype(np.float32) for name in archive.files}
    published = read_weights(CROSS_ENCODER.read())
    changes = difference(published, averaged(trained, published, given.alpha, given.shift))
    np.savez_compressed(given.out, allow_pickle=False, **changes)
    print(f"{len(changes)} arrays of {len(published)} differ; {given.out.stat().st_size:,} bytes")


def averaged(
    trained: Mapping[str, Array], published: Mapping[str, Array], alpha: float, shift: float = 0.0
) -> dict[str, Array]:
    """The published file's weights with ``alpha`` of the trained ones, where these have the same names; others are not used."""
    old = in_floats(published)
    mixed = {name: alpha * array + (1 - alpha) * old[name] for name, array in trained.items() if name in old}
    found = on_grid(mixed, published)
    found["classifier.bias"] = found["classifier.bias"] + np.float32(shift)
    return found


if __name__ == "__main__":
    main()
