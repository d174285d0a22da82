"""The bot on Discord: its connection, a feature a file, and pure functions for what is shown and decided."""
