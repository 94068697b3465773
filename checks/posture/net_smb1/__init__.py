"""net.smb1: its declaration (meta.toml) and its judge."""
