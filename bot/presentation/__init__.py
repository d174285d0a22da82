"""What the terminal and Discord share: what is shown, in which order and words, and how options are read. Pure."""
