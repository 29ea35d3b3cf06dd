PYTHON ?= python3

.PHONY: run test check nightly bundle lock cluster api
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
api:
	@.venv/bin/python scripts/openapi.py
	@cd frontend && npm run -s api
