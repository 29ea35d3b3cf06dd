PYTHON ?= python3

.PHONY: run test check nightly bundle lock cluster
run:
	@$(PYTHON) scripts/run.py
test:
	@$(PYTHON) scripts/test.py
check:
	@$(PYTHON) scripts/test.py --quick
nightly:
	@$(PYTHON) scripts/test.py --nightly
bundle:
	@$(PYTHON) scripts/bundle.py
lock:
	@$(PYTHON) scripts/lock.py
cluster:
	@.venv/bin/python scripts/cluster up
