"""Many questions of many people over a loopback Discord, with lost connections among them: is anything lost, does anything grow?

    python -m bench.soak --data-dir FOLDER [--questions 1000] [--ask FILE] [--people 100] [--breaks 10] [--openapi openapi.json]

The data folder is one that was indexed; a line of FILE is a question, asked in place of the bench's own. Requests are checked against Discord's limits, and with ``--openapi`` against Discord's own
document (github.com/discord/discord-api-spec). Prints a line of figures as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from tests.support.fake_discord import EPHEMERAL, JSON, FakeDiscord, Interaction, load_specification

QUESTIONS = (
    "Who requested the call?",
    "What did the union say?",
    "Who won the chess title in 1972?",
    "Why was the bridge closed?",
    "When does Croatia join the euro?",
    "x" * 2000,
    "?!",
)
_REFUSED, _ANSWERED, _LOST = "refused kindly", "answered", "lost"


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--openapi", type=Path, default=Path("openapi.json"))
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--ask", type=lambda file: Path(file).read_text("utf-8").splitlines(), default=QUESTIONS)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--breaks", type=int, default=10, help="how often the connection is lost")
    parser.add_argument("--patience", type=float, default=600.0, help="seconds after which a question counts as lost")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(soak(options))))


async def soak(options: argparse.Namespace) -> dict[str, Any]:
    """The figures: how the questions ended, seconds to acknowledge and to answer, and memory in MB over the run."""
    specification = load_specification(options.openapi)
    async with FakeDiscord(specification) as fake:
        guild = fake.add_guild("Soak")
        channels = [fake.add_channel(guild, f"room-{n}") for n in range(10)]
        people = [fake.add_user(f"person{n}", guild) for n in range(options.people)]
        environment = os.environ | fake.proxy_env() | {"NEWSDESK_DATA_DIR": str(options.data_dir)}
        bot = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "serve", env=environment)
        memory: list[float] = []
        files: list[Counter[str]] = []
        try:
            await fake.wait_ready(120)
            await fake.wait_for(lambda: fake.commands[None], 60, "the commands")
            started = time.monotonic()
            watch = asyncio.create_task(_watch(bot.pid, memory, files))
            done: list[tuple[str, float, float]] = []
            await asyncio.gather(
                _break(fake, options, done),
                *(_person(fake, n, people[n], channels, options, done) for n in range(options.people)),
            )
            watch.cancel()
            bot.terminate()
            code = await asyncio.wait_for(bot.wait(), 15)
        finally:
            with contextlib.suppress(ProcessLookupError):
                bot.kill()
        ends = [end for end, _, _ in done]
        return {
            "questions": len(done),
            **{end: ends.count(end) for end in (_ANSWERED, _REFUSED, _LOST)},
            "minutes": round((time.monotonic() - started) / 60, 1),
            "acknowledged_s": {
                "median": round(median(a for _, a, _ in done), 3),
                "most": round(max(a for _, a, _ in done), 3),
            },
            "answered_s": {
                "median": round(median(s for _, _, s in done), 1),
                "most": round(max(s for _, _, s in done), 1),
            },
            "memory_mb": _thirds(memory),
            "open_files": _thirds([float(opened.total()) for opened in files])
            | {"grew": files[-1] - files[len(files) // 3]},
            "sessions": {
                kind: sum(h.startswith(kind) for h in fake.gateway.history) for kind in ("IDENTIFY", "RESUME")
            },
            "checked": specification.says,
            "violations": fake.violations,
            "exit_code": code,
        }


async def _person(
    fake: FakeDiscord,
    number: int,
    person: JSON,
    channels: list[JSON],
    options: argparse.Namespace,
    done: list[tuple[str, float, float]],
) -> None:
    """Ask one question after another, each once the one before has ended."""
    chance = random.Random(number)
    for count in range(number, options.questions, options.people):
        await asyncio.sleep(chance.uniform(0, 12))
        asked = time.monotonic()
        ix = await fake.slash(person, chance.choice(channels), "ask", question=options.ask[count % len(options.ask)])
        try:
            await ix.until(_is_over, options.patience, "over")
            end = _REFUSED if _is_refused(ix) else _ANSWERED
        except AssertionError:
            end = _LOST
        done.append((end, ix.seconds_to_ack or options.patience, time.monotonic() - asked))


def _is_refused(ix: Interaction) -> bool:
    return any(m["content"] and m["flags"] & EPHEMERAL for m in ix.messages)


def _is_over(ix: Interaction) -> bool:
    return bool(ix.acked) and (_is_refused(ix) or bool(ix.original and ix.original["components"] and not ix.loading))


async def _break(fake: FakeDiscord, options: argparse.Namespace, done: list[tuple[str, float, float]]) -> None:
    """Lose the connection in every way, evenly over the questions."""
    gateway = fake.gateway
    ways = (gateway.ask_reconnect, lambda: gateway.invalidate(True), lambda: gateway.close_all(4000), None)
    for number in range(1, options.breaks + 1):
        while len(done) < number * options.questions // (options.breaks + 1):
            await asyncio.sleep(0.2)
        if (way := ways[number % len(ways)]) is None:
            gateway.cut()
        else:
            await way()


async def _watch(pid: int, memory: list[float], files: list[Counter[str]]) -> None:
    """Resident memory of the bot, in MB, and the files that it has open by their names, every two seconds."""
    page = os.sysconf("SC_PAGE_SIZE")
    while True:
        with contextlib.suppress(OSError):
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            targets = (descriptor.readlink() for descriptor in Path(f"/proc/{pid}/fd").iterdir())
            files.append(Counter(target.name.partition(":")[0] for target in targets))
            memory.append(round(pages * page / 1e6, 1))
        await asyncio.sleep(2)


def _thirds(figures: list[float]) -> dict[str, float]:
    """The medians of the run's thirds: what does not grow is the same in all but the first, in which models are loaded."""
    third = max(1, len(figures) // 3)
    parts = {"first third": figures[:third], "second": figures[third : 2 * third], "last": figures[2 * third :]}
    return {name: median(part) for name, part in parts.items() if part} | {"most": max(figures)}


if __name__ == "__main__":
    main()
