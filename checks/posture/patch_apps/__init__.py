"""patch.apps: its declaration (meta.toml) and its judge."""
