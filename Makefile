# Longer work than the gate's. Tests, style and types: see CONTRIBUTING.md.
PYTHON ?= .venv/bin/python
SECONDS ?= 55
READERS = zip der cms certificate tsp xml json trust journal whole outer

.PHONY: fuzz
fuzz: # every reader of untrusted bytes for SECONDS each (10 minutes in all), then whole bundles; needs: pip install atheris
	@for reader in $(READERS); do \
	  echo "== $$reader"; $(PYTHON) -m tests.vectors.fuzz_readers $$reader $(SECONDS) || exit 1; \
	done
	$(PYTHON) -m tests.vectors.fuzz $(SECONDS)
