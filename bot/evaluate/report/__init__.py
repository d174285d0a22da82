"""A run as a page that needs nothing but itself, and as Markdown."""
