"""``python -m bot`` is the command ``newsdesk``."""

import sys
from importlib.util import find_spec

from bot.cli import main

if __name__ == "__main__":
    if find_spec("typer") is None:  # in a checkout whose environment is another one
        sys.stderr.write("newsdesk's packages are missing; install them with: pip install .\n")
        sys.exit(2)
    main()
