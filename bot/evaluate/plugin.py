"""A pytest fixture, so that a project asserts on its own questions in CI.

    def test_our_news(newsdesk_eval):
        done = newsdesk_eval("questions.jsonl", corpus="news")
        assert not done.misses({"hit@4": 0.8, "answered_right": 0.6, "verbatim": 1.0})

pytest finds it where newsdesk is installed; elsewhere ``pytest -p bot.evaluate.plugin``. Each set and corpus is run once a session.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from bot.evaluate.session import Evaluation


class Evaluate(Protocol):
    """The fixture's type."""

    def __call__(
        self,
        questions: str | Path,
        *,
        corpus: str | Path | None = None,
        limit: int | None = None,
        tags: tuple[str, ...] = (),
        left_out: bool = False,
        changes: dict[str, str] | None = None,
    ) -> Evaluation:
        """Ask the question set at ``questions``, of the files under ``corpus`` or of the stored corpus.

        ``limit`` questions are drawn at random, always the same; with ``left_out`` each is asked again without its answer;
        ``changes`` are settings such as ``{"search.reranked": "0"}``.
        """
        ...


@pytest.fixture(scope="session")
def newsdesk_eval(tmp_path_factory: pytest.TempPathFactory) -> Evaluate:
    """Evaluates question sets; see the module's docstring."""
    from bot.app import Models
    from bot.evaluate.examine import Extent
    from bot.evaluate.formats import read_questions
    from bot.evaluate.questions import chosen
    from bot.evaluate.session import Options, evaluate
    from bot.settings import load_settings

    settings = load_settings()
    apart = settings.model_copy(update={"data_dir": tmp_path_factory.mktemp("newsdesk")})
    models = Models(settings)
    known: dict[object, Evaluation] = {}

    def run(
        questions: str | Path,
        *,
        corpus: str | Path | None = None,
        limit: int | None = None,
        tags: tuple[str, ...] = (),
        left_out: bool = False,
        changes: dict[str, str] | None = None,
    ) -> Evaluation:
        key = (Path(questions), corpus, limit, tags, left_out, tuple(sorted((changes or {}).items())))
        if key not in known:
            asked = chosen(read_questions(Path(questions)), tags=tags, limit=limit)
            options = Options(
                corpus=Path(corpus) if corpus else None,
                keep_corpus=True,
                changes=changes or {},
                extent=Extent(left_out=left_out),
            )
            known[key] = evaluate(asked, apart if corpus else settings, models, options)
        return known[key]

    return run
