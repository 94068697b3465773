"""av.signature_age: its declaration (meta.toml) and its judge."""
