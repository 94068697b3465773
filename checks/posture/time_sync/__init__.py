"""time.sync: its declaration (meta.toml) and its judge."""
