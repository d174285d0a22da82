"""What the front ends share: wording, safe text, decisions on what is shown."""
