"""The auditor's offline verifier: sources of verify.html and the script that puts it together."""
