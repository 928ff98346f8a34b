"""Reports in our own words with the claims that an analyst would write down, and a score of reading on them."""
