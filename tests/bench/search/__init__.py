"""Benchmark of the search: a generator of documents and a scorer."""
