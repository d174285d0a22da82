"""Discord: the client, its commands and views, and what they show."""
