"""auth.accounts: its declaration (meta.toml) and its judge."""
