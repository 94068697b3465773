"""auth.autologon: its declaration (meta.toml) and its judge."""
