"""Office L: an invented social-welfare council and its partner companies, with the truth about every file."""
