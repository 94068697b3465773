"""net.tls: its declaration (meta.toml) and its judge."""
