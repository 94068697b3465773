"""auth.resume_password: its declaration (meta.toml) and its judge."""
