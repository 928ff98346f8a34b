"""One rule a file: each looks at two claims and says what it finds, or nothing."""
