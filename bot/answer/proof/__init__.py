"""Whether stored articles prove what a model says: quotes, words, numbers and dates, and what an article must not do."""
