"""usb.storage_policy: its declaration (meta.toml) and its judge."""
