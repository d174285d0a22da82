"""A web page taken apart: what it says of itself, in data and to the eye, and which of its text is the story."""
