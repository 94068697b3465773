"""patch.reboot: its declaration (meta.toml) and its judge."""
