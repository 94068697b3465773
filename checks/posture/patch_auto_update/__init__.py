"""patch.auto_update: its declaration (meta.toml) and its judge."""
