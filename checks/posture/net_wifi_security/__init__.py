"""net.wifi_security: its declaration (meta.toml) and its judge."""
