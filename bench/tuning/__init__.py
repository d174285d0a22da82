"""How the bundled cross-encoder was trained further for questions on news: docs/tuning.md."""
