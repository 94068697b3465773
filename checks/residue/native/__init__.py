"""The compiled kernel of the raw search: optional, built where there is a compiler, equal to the NumPy code it replaces."""
