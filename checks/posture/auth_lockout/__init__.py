"""auth.lockout: its declaration (meta.toml) and its judge."""
