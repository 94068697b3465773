"""Alembic's entry: runs the migrations on the connection and in the transaction that selfaudit.store.migrate opened.

A migration that rebuilds a table (batch mode) has to pass ``table_kwargs={"sqlite_strict": True}``, and one that
rebuilds the journal has to make its triggers again.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
