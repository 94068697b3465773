"""av.exclusions: its declaration (meta.toml) and its judge."""
