"""The layer that the terminal and Discord share: facts to show, their order and words, the reading of options. Pure."""
