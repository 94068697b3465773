"""The papers the clauses ask for: forms as data, printed as PDF/A and as Excel."""
