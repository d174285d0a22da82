"""What a person wants: the intent behind what they typed, its subject, its time, its language."""
