"""What is kept on this PC: one SQLite database, the exhibits beside it, and a journal of every change.

`repository.Repository` is the door. Importing it costs the time SQLAlchemy needs (tenths of a second to seconds), so
front ends import it behind their first screen; this package itself imports nothing.
"""
