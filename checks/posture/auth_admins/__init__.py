"""auth.admins: its declaration (meta.toml) and its judge."""
