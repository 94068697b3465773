"""auth.saved_passwords: its declaration (meta.toml) and its judge."""
