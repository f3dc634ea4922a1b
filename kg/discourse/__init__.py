"""What the article as a whole says of a strike: which one a word means, whose it was, and when."""
