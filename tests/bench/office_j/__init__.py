"""Office J: an association that works for its city, as a tree of files with their truth."""
