"""The same contents in every place of every format: python -m tests.bench.kinds.places [part of a name …]."""
