"""What is installed from a wheel is what stands in the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "index", "prompts")


def test_a_wheel_has_every_file(tmp_path: Path) -> None:
    source = tmp_path / "source"
    unwanted = shutil.ignore_patterns("__pycache__")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=200)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    there = {path.relative_to(ROOT).as_posix() for package in PACKAGES for path in (ROOT / package).rglob("*")}
    files = {name for name in there if (ROOT / name).is_file() and "__pycache__" not in name}
    assert not files - packed


def test_torch_is_one_version_everywhere() -> None:
    named = {
        version
        for name in ("pyproject.toml", "Makefile", "README.md", "deploy/newsdesk.service")
        for version in re.findall(r"(?:torch==|TORCH := )([\d.]+\d)", (ROOT / name).read_text("utf-8"))
    }
    assert len(named) == 1
