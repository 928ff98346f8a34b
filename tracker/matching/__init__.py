"""Claims to findings and disputes. Pure: no I/O, clock or database."""
