"""Front end 2: the command line, one file per command."""
