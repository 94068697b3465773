"""disk.encryption: its declaration (meta.toml) and its judge."""
