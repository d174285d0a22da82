"""Run a service for the length of a test."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.answer.answers import Answer
from bot.service import NewsService

COUNCIL = "The council spoke about {}. It will meet again on Friday."


def run(
    service: Callable[..., NewsService], main: Callable[[NewsService], Coroutine[Any, Any, None]], **options: Any
) -> None:
    async def whole() -> None:
        made = service(**options)
        await made.warm()
        try:
            await asyncio.wait_for(main(made), 60)
        finally:
            assert await made.close()

    asyncio.run(whole())


async def embedded(service: NewsService) -> None:
    """Wait until everything has its vectors."""
    while service.running:
        await asyncio.sleep(0.01)


def headlines(answer: Answer) -> list[str]:
    return [item.article.headline for item in answer.evidence]
