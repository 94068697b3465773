"""Readers: one module for each family of formats; `registry.reader_for` picks by magic, never by name."""
