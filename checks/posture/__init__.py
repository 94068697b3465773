"""One folder per posture check: meta.toml declares it, judge.py decides it.

A new check takes four steps:
1. meta.toml: id, the sources to read on each system (grammar in checks/host.py), the facts needed, texts in Japanese and English.
2. A reader in checks/readers/ for each source that has none: bytes in, language-free facts out, `Unreadable` where it tells nothing.
3. judge.py: `judge(facts, ask, now) -> Verdict`, pure, the same on every system, with a reason code for each sentence in meta.toml.
4. Tests: what passes, what fails, what cannot be told; and the recordings of the same command, if there are any.
"""
