"""fw.enabled: its declaration (meta.toml) and its judge."""
