"""The evidence bundle: build it, sign it, verify it offline. Standard library and cryptography only.

A bundle is an ASiC-E container with CAdES signatures (ETSI EN 319 162-1, EN 319 122-1) in a strict ZIP profile; the
format is specified in docs/format. What services use, and may rely on:

* ``build.build(out, content, signers) -> BuildResult`` writes a bundle; ``build.BundleContent`` carries the fields of
  bundle.json and ``entries``, a mapping of entry name to ``bytes`` or ``Path`` (paths are streamed).
* ``cosign.sign_again(path, out, signer) -> BuildResult`` adds the approver's signature over everything including the first.
* ``hosts.seal_host`` signs one PC's report, ``hostfile`` carries it as a file; ``ward`` makes requests, receipts, trust lists
  and certificates; ``registration`` hands in and announces keys; ``tokens`` uses keys on PKCS#11 tokens.
* ``pki.tsp.Service(url)`` asks for timestamps, ``renew.renew`` adds an archive timestamp, ``redact.withhold`` makes a copy
  without withheld entries, ``deliver`` wraps a bundle for handing over, ``oscal`` writes the answers for other tools.
* ``verify.verify(path, trust=..., now=..., known=...) -> verdict.Report`` runs the numbered steps; it never raises on a bad
  bundle. ``known.load`` reads what the verifier has at hand: its request, a receipt, the id of the bundle before.
* ``trust.Trust.from_pins([fingerprint])`` and ``trust.load(path)`` say whose keys count. Without trust the best verdict
  is INDETERMINATE with SIGNER_UNTRUSTED.
* ``keys.create_key_file``, ``keys.load_key_file``, ``keys.fingerprint``, ``keys.grouped`` and the ``keys.Signer`` protocol.
* ``journal``: the pure functions of the salted hash chain.
* ``report.lines(report, lang)`` and ``report.as_json(report, file)``: the words and the machine form of a verdict.
* Everything refused raises ``errors.EvidenceError``: title, detail, next step and exit code.
"""
