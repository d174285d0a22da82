"""The way of news into the store: files are read, passages made and embedded, and the outcome checked."""
