"""sw.p2p: its declaration (meta.toml) and its judge."""
