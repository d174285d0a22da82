"""The threshold that `newsdesk calibrate` fitted: one small file in the data folder, for the reranker that it was fitted to."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bot.answer.choose.deciding import Threshold
from index.errors import UserError

FILE = "calibration.json"


class CalibrationError(UserError):
    """The calibration file cannot be used; the message says what to do."""

    public_sentence = (
        "The calibration of the answers cannot be read; whoever runs newsdesk finds the reason in its log."
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted threshold, and what it was fitted to."""

    logit: float
    slope: float
    reranker: str
    """Fingerprint: the logits of another reranker mean something else."""
    questions: str = ""
    cases: int = 0
    fitted: str = ""
    """When, as ISO date and time."""

    @property
    def threshold(self) -> Threshold:
        """To answer by."""
        return Threshold(logit=self.logit, slope=self.slope)


def load(data_dir: Path) -> Calibration | None:
    """The threshold that was fitted; None where none was.

    Raises:
        CalibrationError: the file is damaged.
    """
    path = data_dir / FILE
    try:
        found = Calibration(**json.loads(path.read_text("utf-8")))
        if not (math.isfinite(found.logit) and math.isfinite(found.slope) and found.slope > 0):
            raise ValueError
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise CalibrationError(f"{path} cannot be used; remove it with: newsdesk calibrate --reset") from error
    return found


def save(data_dir: Path, calibration: Calibration) -> Path:
    """Write the file, all or nothing; returns it."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / FILE
    part = path.with_name(FILE + ".part")
    part.write_text(json.dumps(asdict(calibration), indent=2) + "\n", encoding="utf-8")
    part.replace(path)
    return path


def reset(data_dir: Path) -> bool:
    """Remove the file; whether there was one."""
    path = data_dir / FILE
    existed = path.exists()
    path.unlink(missing_ok=True)
    return existed


def threshold_for(reranker: str, fitted: Calibration | None, setting: float | None) -> Threshold:
    """The threshold to answer by: what was fitted to this reranker, else the default; the setting's logit wins over both."""
    base = fitted.threshold if fitted and fitted.reranker == reranker else Threshold()
    return base if setting is None else replace(base, logit=setting)
