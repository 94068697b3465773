"""A blind test office: a welfare corporation and a neighbourhood federation sharing one old file server."""
