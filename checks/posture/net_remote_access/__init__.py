"""net.remote_access: its declaration (meta.toml) and its judge."""
