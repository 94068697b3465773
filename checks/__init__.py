"""What one PC can answer by itself. Knows nobody above: imports neither selfaudit nor evidence."""
