"""The ZIP and ASiC layers of a bundle."""
