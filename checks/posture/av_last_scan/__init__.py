"""av.last_scan: its declaration (meta.toml) and its judge."""
