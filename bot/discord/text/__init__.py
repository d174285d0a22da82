"""Answers and reports as Discord's markdown, within its limits. Pure."""
