"""Where news comes from: bytes in."""
