"""Records to words, rows and style names; knows neither Textual nor print."""
