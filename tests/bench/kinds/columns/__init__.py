"""Lists of persons in every combination of headings, dresses of values, columns beside them and numbers of rows, and lists of things alike."""
