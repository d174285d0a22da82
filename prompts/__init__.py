"""What the language model is told, one file a prompt; see README.md."""
