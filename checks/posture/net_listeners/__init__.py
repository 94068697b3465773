"""net.listeners: its declaration (meta.toml) and its judge."""
