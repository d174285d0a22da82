"""What a question costs a language model: newsdesk beside paper-qa and haiku.rag, each by its own settings."""
