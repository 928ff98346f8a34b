"""Report formats that can be taken in."""
