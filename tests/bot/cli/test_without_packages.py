"""The command where newsdesk is not installed, as in a fresh checkout."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_missing_packages_are_one_line_and_exit_code_2() -> None:
    code = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); runpy.run_module('bot', run_name='__main__')"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["newsdesk's packages are missing; install them with: pip install ."]
