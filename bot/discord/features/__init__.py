"""The bot's features on Discord, a module for each command, event or button."""
