"""Which embedder, told over whole years of news."""
