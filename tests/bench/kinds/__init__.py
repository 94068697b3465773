"""Single lines and columns in every dress of the kinds of personal data other than names, written by hand, with a scorer."""
