"""Matchers: what a text or a table says of persons, and how sure that is."""
