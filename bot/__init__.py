"""What faces a person."""
