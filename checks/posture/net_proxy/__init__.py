"""net.proxy: its declaration (meta.toml) and its judge."""
