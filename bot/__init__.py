"""The front ends, and what they answer with."""
