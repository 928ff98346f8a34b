"""What goes wrong with files and what then happens, clause by clause; docs/faults.md lists these tests and others."""
