"""Level 2: the places where copies linger, as a table, and readers for what only names other files."""
