"""A language model that writes: calling it, what it is told, and reading its reply. Nothing it says is believed here."""
