"""Search for personal data in files: places, readers, matchers; one verdict for each file."""
