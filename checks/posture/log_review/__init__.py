"""log.review: its declaration (meta.toml) and its judge."""
