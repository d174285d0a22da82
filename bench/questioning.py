"""Questions to a serving bot: does it grow?"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.soak import QUESTIONS, soak

_SAMPLES = Path(__file__).parents[1] / "index" / "samples"
_PATIENCE = 600.0


def measure(questions: int, people: int) -> dict[str, object]:
    """The figures of a bot over the sample articles that is asked by some people at a time, while it loses its connection at times."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"NEWSDESK_DATA_DIR": folder}
        command = [sys.executable, "-m", "bot", "reindex", str(_SAMPLES)]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        options = argparse.Namespace(
            openapi=Path("openapi.json"),
            data_dir=Path(folder),
            questions=questions,
            ask=QUESTIONS,
            people=people,
            breaks=questions // 60,
            patience=_PATIENCE,
        )
        return asyncio.run(soak(options))
