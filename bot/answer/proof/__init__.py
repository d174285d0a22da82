"""The proof of a model's claims by stored articles: quotes, words, numbers and dates; and what no article may do."""
