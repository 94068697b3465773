"""auth.guest: its declaration (meta.toml) and its judge."""
