"""Documents made for tests: PDF, Word, OpenDocument, mail, saved pages."""
