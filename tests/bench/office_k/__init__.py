"""Office K: a contractor that scans, prints, mails and runs web forms and a help desk for its city."""
