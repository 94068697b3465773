"""patch.os: its declaration (meta.toml) and its judge."""
