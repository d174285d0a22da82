"""How a path that a person named is kept."""

from __future__ import annotations

from pathlib import Path


def absolute(path: Path) -> Path:
    """From the root, so that one folder is one source from wherever it is named: ``..`` is followed, other links are kept."""
    return path.resolve() if ".." in path.parts else path.absolute()
