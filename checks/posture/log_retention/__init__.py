"""log.retention: its declaration (meta.toml) and its judge."""
