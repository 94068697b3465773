"""Level 3: raw bytes of a volume, disk or image, read-only and without a file system."""
