"""Turns news into passages that can be found."""
