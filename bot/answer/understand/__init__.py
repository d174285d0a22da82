"""The understanding of a message: the intent behind it, its subject, its time, its language."""
