"""Faults: what the worst input and sudden ends cost.

    python -m bench.faults memory                                      # peaks while large files, and many, are read
    python -m bench.faults mutate [--files 1000] [--seed 0]            # files of every format, damaged at random
    python -m bench.faults kills [--kills 200] [--seed 0] [--first 0]  # every kind of work killed at a random moment
    python -m bench.faults questions [--questions 300] [--people 6]    # to a serving bot: do memory and open files grow?

Each prints a line of figures as JSON.
"""

from __future__ import annotations

import argparse
import json

from bench import kills, memory, mutating, questioning


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)

    command = commands.add_parser("memory")
    command.set_defaults(run=lambda _: memory.measure())

    command = commands.add_parser("mutate")
    command.add_argument("--files", type=int, default=1000)
    command.add_argument("--seed", type=int, default=0)
    command.set_defaults(run=lambda chosen: mutating.measure(chosen.files, chosen.seed))

    command = commands.add_parser("kills")
    command.add_argument("--kills", type=int, default=200)
    command.add_argument("--seed", type=int, default=0)
    command.add_argument("--first", type=int, default=0, help="go on after so many")
    command.set_defaults(run=lambda chosen: kills.measure(chosen.kills, chosen.seed, chosen.first))

    command = commands.add_parser("questions")
    command.add_argument("--questions", type=int, default=300)
    command.add_argument("--people", type=int, default=6)
    command.set_defaults(run=lambda chosen: questioning.measure(chosen.questions, chosen.people))

    chosen = parser.parse_args()
    print(json.dumps(chosen.run(chosen)))


if __name__ == "__main__":
    main()
