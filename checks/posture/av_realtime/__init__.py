"""av.realtime: its declaration (meta.toml) and its judge."""
