"""A blind test office: a contractor that runs a ward's facilities and home services."""
