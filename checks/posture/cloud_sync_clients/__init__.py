"""cloud.sync_clients: its declaration (meta.toml) and its judge."""
