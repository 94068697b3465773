"""net.interfaces: its declaration (meta.toml) and its judge."""
