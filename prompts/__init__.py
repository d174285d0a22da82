"""The prompts for the language model, one file each; see README.md."""
