"""patch.eol: its declaration (meta.toml) and its judge."""
