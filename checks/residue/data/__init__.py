"""Data of the search: dictionaries and word lists, and the script that builds them."""
