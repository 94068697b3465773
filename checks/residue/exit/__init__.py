"""残置確認: the search at the end of a contract, on three levels, for exactly what was registered at its beginning."""
