"""The endpoints of Discord's REST API that bots such as this one use."""

from tests.support.fake_discord.routes import channels, commands, identity, interactions, messages

__all__ = ["channels", "commands", "identity", "interactions", "messages"]
