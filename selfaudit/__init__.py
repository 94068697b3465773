"""selfaudit: a contractor's self-check against its own contract, sealed so that others can verify it."""

__version__ = "0.1.0"
