"""A picture of an answer in Discord, drawn from the very components that the bot sends.

    python -m bench.discord_picture docs/discord-answer.png [--question "Who requested the call?"]

Indexes the samples into a folder of its own, asks, and has Chromium take a picture of the message, at twice its size. Colours
and measures are those of Discord's dark theme; its fonts and emojis are not free, so others stand in for them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape
from playwright.sync_api import sync_playwright

from bot.answer.coverage import coverage_of
from bot.answer.query import Query
from bot.app import Models, open_app
from bot.discord.features.buttons import answer_buttons
from bot.discord.text.cards import answer_card
from bot.discord.views import LayoutCard, Post
from bot.settings import Settings
from index.pipeline.reindex import reindex

_SAMPLES = Path(__file__).parent.parent / "index" / "samples"
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_WIDTH = 720
_INLINE = re.compile(r"\\(?P<literal>[!-/:-@\[-`{-~])|\*\*(?P<bold>(?:\\.|[^*\\]){1,4000})\*\*")


def components(question: str) -> list[dict[str, Any]]:
    """The components of the message that answers ``question`` from the samples."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-") as folder:
        settings = Settings(data_dir=Path(folder))
        models = Models(settings)
        with open_app(settings, exclusive=True, models=models) as app:
            reindex(app.store, app.embedder, [_SAMPLES], now=datetime.now(UTC))
            answer = app.answerer.ask(Query(question))
            card = answer_card(answer, question, coverage_of(app.store.catalogue.stats()))
    view = LayoutCard(Post(card, card, lambda: answer_buttons("picture", found=card.found, can_follow=True)))
    shown: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # discord.py's own
    return shown


def page(question: str, shown: list[dict[str, Any]]) -> str:
    """The message as a page, below the command that it answers."""
    templates = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    templates.filters["markdown"] = markdown
    templates.filters["colour"] = lambda number: f"#{number:06x}"
    return templates.get_template("discord_picture.html.j2").render(question=question, components=shown, width=_WIDTH)


def markdown(text: str) -> Markup:
    """Discord's markdown, as far as the bot's cards use it, as HTML: bold, small print, block quotes, escapes."""
    rows: list[tuple[str, list[Markup]]] = []
    for line in text.split("\n"):
        kind, rest = next(((tag, line[len(mark) :]) for mark, tag in _ROWS if line.startswith(mark)), ("p", line))
        if kind == "blockquote" and rows and rows[-1][0] == kind:
            rows[-1][1].append(_inline(rest))
        else:
            rows.append((kind, [_inline(rest)]))
    return Markup("").join(Markup("<{0}>{1}</{0}>").format(kind, Markup("<br>").join(lines)) for kind, lines in rows)


_ROWS = (("> ", "blockquote"), ("-# ", "small"))


def _inline(text: str) -> Markup:
    found, position = Markup(""), 0
    for match in _INLINE.finditer(text):
        bold = match["bold"]
        found += escape(text[position : match.start()])
        found += Markup("<b>{}</b>").format(_inline(bold)) if bold else escape(match["literal"])
        position = match.end()
    return found + escape(text[position:])


def photograph(html: str, target: Path) -> None:
    """Have Chromium draw the page into ``target``."""
    program = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    if program is None:
        raise SystemExit("Chromium is not installed; install it (on Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": _WIDTH, "height": 100}, device_scale_factor=2)
        view.set_content(html)
        view.locator("main").screenshot(path=target)
        browser.close()


def main() -> None:
    """Ask, draw, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--question", default="Who requested the call?")
    options = parser.parse_args()
    photograph(page(options.question, components(options.question)), options.target)


if __name__ == "__main__":
    main()
