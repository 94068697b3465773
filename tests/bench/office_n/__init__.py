"""Office N: a small non-profit with a disaster register, study support, a hall, a counselling desk and a repair shop."""
