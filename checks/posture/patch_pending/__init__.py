"""patch.pending: its declaration (meta.toml) and its judge."""
