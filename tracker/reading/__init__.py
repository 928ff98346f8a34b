"""Text to proposed claims. Pure: no I/O, clock or database."""
