"""The numbered steps of a verification (docs/format, section 8), one module per group, each a function of the context."""
