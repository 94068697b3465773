"""net.internet_reachability: its declaration (meta.toml) and its judge."""
