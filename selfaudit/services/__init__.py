"""Use cases: the only place where catalog, store, checks, evidence and report meet.

Importing a service is cheap; the database (slow to import) is loaded when a workspace is opened.
"""
