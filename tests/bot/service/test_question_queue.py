"""The line: a bounded number at a time, fair, and everybody knows their place."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.question_queue import QuestionQueue, Ticket
from bot.service.refusals import Busy, Closed


def nowhere(_: int) -> None:
    pass


def test_first_come_first_served_and_everybody_is_told_each_place() -> None:
    async def main() -> None:
        line = QuestionQueue(at_once=2, most_waiting=10)
        order: list[int] = []
        places: dict[int, list[int]] = {n: [] for n in range(5)}

        async def one(n: int) -> None:
            ticket = await line.enter(n, places[n].append)
            order.append(n)
            await asyncio.sleep(0)
            line.leave(ticket)

        await asyncio.gather(*map(one, range(5)))
        assert order == [0, 1, 2, 3, 4]
        assert places == {0: [], 1: [], 2: [1], 3: [2, 1], 4: [3, 2, 1]}
        assert (line.working, line.waiting) == (0, 0)

    asyncio.run(main())


def test_a_second_question_waits_for_everybody_s_first() -> None:
    async def main() -> None:
        line = QuestionQueue(at_once=1, most_waiting=10)
        order: list[str] = []

        async def one(who: str) -> None:
            ticket = await line.enter(who, nowhere)
            order.append(who)
            await asyncio.sleep(0)
            line.leave(ticket)

        await asyncio.gather(*map(one, ["ann", "ann", "ann", "bob", "cem", "bob"]))
        assert order == ["ann", "bob", "cem", "ann", "bob", "ann"]

    asyncio.run(main())


def test_too_many_are_refused_and_a_closed_line_turns_everybody_away() -> None:
    async def main() -> None:
        line = QuestionQueue(at_once=1, most_waiting=1)
        working = await line.enter("ann", nowhere)
        waiting = asyncio.create_task(line.enter("bob", nowhere))
        await asyncio.sleep(0)
        with pytest.raises(Busy, match="waiting already"):
            await line.enter("cem", nowhere)
        line.close()
        with pytest.raises(Closed):
            await waiting
        with pytest.raises(Closed):
            await line.enter("dan", nowhere)
        line.leave(working)
        assert (line.working, line.waiting) == (0, 0)

    asyncio.run(main())


def test_a_place_that_cannot_be_told_holds_up_nobody() -> None:
    async def main() -> None:
        line = QuestionQueue(at_once=1, most_waiting=5)

        def broken(_: int) -> None:
            raise RuntimeError("no such message")

        first = await line.enter(1, nowhere)
        second = asyncio.create_task(line.enter(2, broken))
        await asyncio.sleep(0)
        line.leave(first)
        line.leave(await second)

    asyncio.run(main())


@given(
    st.integers(1, 3),
    st.lists(st.tuples(st.sampled_from(["enter", "leave", "cancel", "tick"]), st.integers(0, 4)), max_size=60),
)
def test_whatever_happens_nobody_is_lost_and_never_too_many_work(at_once: int, steps: list[tuple[str, int]]) -> None:
    async def main() -> None:
        line = QuestionQueue(at_once, most_waiting=100)
        tasks: list[asyncio.Task[Ticket]] = []
        places: dict[int, int] = {}
        done: set[int] = set()
        for what, n in steps:
            if what == "enter":
                key = len(tasks)
                tasks.append(asyncio.create_task(line.enter(n, lambda place, key=key: places.update({key: place}))))
            elif what == "tick":
                await asyncio.sleep(0)
            elif tasks:
                task = tasks[n % len(tasks)]
                if what == "cancel":
                    task.cancel()
                elif task.done() and not task.cancelled() and n % len(tasks) not in done:
                    done.add(n % len(tasks))
                    line.leave(task.result())
            assert line.working <= at_once
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        waiting = [key for key, task in enumerate(tasks) if not task.done()]
        assert sorted(places[key] for key in waiting) == list(range(1, len(waiting) + 1))
        assert not waiting or line.working == at_once
        for _ in tasks:  # those who work leave, and everybody else gets a turn
            await asyncio.sleep(0)
            for key, task in enumerate(tasks):
                if task.done() and not task.cancelled() and key not in done:
                    done.add(key)
                    line.leave(task.result())
        assert all(task.done() for task in tasks)
        assert (line.working, line.waiting) == (0, 0)

    asyncio.run(main())
