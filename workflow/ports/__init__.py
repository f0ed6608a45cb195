"""What the core needs from outside, as plain nouns. Implementations stand in `store`, `effects` and `runtime`."""
