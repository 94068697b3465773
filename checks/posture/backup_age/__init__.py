"""backup.age: its declaration (meta.toml) and its judge."""
