"""One independent office: a small non-profit that a ward pays for several things at once."""
