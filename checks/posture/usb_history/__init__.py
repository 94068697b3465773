"""usb.history: its declaration (meta.toml) and its judge."""
