"""An invented welfare corporation that runs several sites for a ward: files and truth."""
