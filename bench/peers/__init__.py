"""newsdesk beside what one would otherwise pick, over the same articles and questions."""
