"""net.shares: its declaration (meta.toml) and its judge."""
