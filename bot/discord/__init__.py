"""Discord: the client, one feature a file, and pure functions for what is shown and decided."""
