"""av.installed: its declaration (meta.toml) and its judge."""
