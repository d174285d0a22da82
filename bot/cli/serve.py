"""``newsdesk serve``: the bot on Discord. The one place where the command line knows of it."""

from __future__ import annotations

from bot.cli.exit_codes import Problem


def serve() -> None:
    """Answer on Discord until it is stopped. SIGTERM and Ctrl-C finish what is under way within 10 seconds."""
    from bot.settings import load_settings

    settings = load_settings()
    if not settings.discord_token.get_secret_value().strip():
        raise Problem("The setting DISCORD_TOKEN is missing; README.md, section In Discord, says where the token is.")

    import asyncio
    import logging
    import os
    import sys

    from bot.cli.terminal import say
    from bot.discord import serving
    from bot.log import log_to

    log_to(settings.data_dir, settings.log_level)
    all_ended = asyncio.run(serving.serve(settings, lambda text: say(f"newsdesk: {text}")))
    say("newsdesk: stopped.")
    if not all_ended:
        logging.shutdown()
        sys.stdout.flush()
        os._exit(0)  # a thread is still busy with a question, which would keep the program here for as long
