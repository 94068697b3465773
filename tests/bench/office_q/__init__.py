"""One ward contractor's office, written as an independent evaluation corpus."""
