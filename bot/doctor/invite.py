"""The permissions that the bot needs in a server, and the link that invites it with exactly these."""

from __future__ import annotations

import discord

PURPOSES = {
    "view_channel": "to see the channels in which it is asked",
    "send_messages": "to answer mentions and replies",
    "create_public_threads": "to open a thread with Follow up",
    "send_messages_in_threads": "to go on with the conversation there",
    "read_message_history": "to answer as a reply, and to read the message that it is asked about",
    "embed_links": "to show sources where the newer layout is refused",
}
"""Each permission, by discord.py's name for it, and what it is for."""

PERMISSIONS = discord.Permissions(**dict.fromkeys(PURPOSES, True))
"""All of them, and no other."""


def invite_link(application_id: int) -> str:
    """The address at which a server's manager invites the bot."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=("bot", "applications.commands"))
