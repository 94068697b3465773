"""Two invented offices by another hand than the detectors: documents, files, truth, scorer."""
