"""A made-up contractor office: halls, pool, bicycles, housing, meters, nursery, and their papers."""
