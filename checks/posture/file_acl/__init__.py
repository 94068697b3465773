"""file.acl: its declaration (meta.toml) and its judge."""
