"""auth.builtin_admin: its declaration (meta.toml) and its judge."""
