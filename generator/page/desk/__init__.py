"""What a visitor has put in, and what the engine says of it."""
