"""A blind test office: a contractor for consultation, welfare collection, health logistics and registers."""
