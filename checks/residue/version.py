"""The version of the engine: a cache of another one is not used, and a report says which one looked."""

ENGINE = "residue-1"
