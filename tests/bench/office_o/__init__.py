"""Office O: a firm to which a ward hands over its counters, scanning and telephones."""
