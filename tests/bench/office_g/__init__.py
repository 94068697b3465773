"""Office of kind G: a contractor for office-process work (data entry, mailing, call centre, upkeep of systems, …)."""
