"""Choosing among what was read: which words answer, for which side, of which time, and whether to speak. Pure."""
