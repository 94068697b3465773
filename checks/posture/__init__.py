"""One folder per posture check: meta.toml declares it, judge.py decides it."""
