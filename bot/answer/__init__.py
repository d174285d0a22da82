"""A question in, an answer with proof out. Knows nothing of terminals or Discord."""
