"""roster.reconcile: its declaration (meta.toml) and its judge."""
