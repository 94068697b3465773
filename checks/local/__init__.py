"""The live side of a host: thin reads of this PC without any verdict logic, importable on every system."""
