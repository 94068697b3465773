"""file.encrypted: its declaration (meta.toml) and its judge."""
