"""Cues in the words of a text: who did what, who says it, when, why. Pure; nothing is searched and nothing is chosen here."""
