"""Who says what, with decisions, to source records. Pure."""
