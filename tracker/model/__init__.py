"""Frozen records: one concept a file, no I/O."""
