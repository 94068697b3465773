"""os.integrity: its declaration (meta.toml) and its judge."""
