"""Evidence logs: one format a file, and a registry that picks it."""
