"""sw.inventory: its declaration (meta.toml) and its judge."""
