"""One process owns a data folder and opens its vectors; others hand it their work over a socket in the folder."""
