"""Documents in, evidence logs out: one format a file."""
