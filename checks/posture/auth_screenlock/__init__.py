"""auth.screenlock: its declaration (meta.toml) and its judge."""
