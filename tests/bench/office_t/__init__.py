"""An office that types, posts, answers telephones and serves the counter for a ward: an evaluation corpus."""
