"""One-byte edits of cases, originals and exports: each that changes content must be found, and nothing else told."""
