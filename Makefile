# Two commands on a fresh machine: `make serve` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
HOST   ?= 127.0.0.1
PORT   ?= 8000
BIN    := $(VENV)/bin

.PHONY: serve test bench build check screenshots clean
.DEFAULT_GOAL := serve

serve: release
	@$(BIN)/esgraph serve release --host $(HOST) --port $(PORT)

.PHONY: release
release build: $(VENV)/.run
	@$(BIN)/esgraph build data -o release

check: $(VENV)/.run
	@$(BIN)/esgraph check data

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m "not alone" --numprocesses logical --maxprocesses 4 --dist loadfile
	$(BIN)/pytest -m alone

# Pictures of each kind of page, to look at; KINDS names some of them (tests/site.py).
KINDS ?=

screenshots: $(VENV)/.test release
	@$(BIN)/python -m tests.browser.screenshots release screenshots $(KINDS)

# This project and its peers side by side, in bench/report.md: build, rebuild, load, validation, growth, first, servers. What is not installed
# (wrk, virtuoso-t, Java) is a row that says so.
# SIZES: made-up countries of so many statements (10k 100k 1m 10m …), or `real`; the first two take a quarter of an hour.
# BENCH: flags of tests.benchmarks.run, as "--only load --only growth" for some sections, "--limit 60 --memory 4096" for
# the seconds and MiB that each peer may take, "--server esgraph --seconds 10" for the servers; --help tells all.
SIZES ?= 10k 100k
BENCH ?=

bench: $(VENV)/.bench
	@$(BIN)/python -m tests.benchmarks.run $(addprefix --size ,$(SIZES)) $(BENCH)

# The stamps depend on pyproject.toml and on the lock of the front end, so a changed dependency is installed again.
LOCKS := pyproject.toml esgraph/serve/frontend/package-lock.json esgraph/serve/frontend/package.json
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "esgraph needs Python 3.11 or newer; set PYTHON=python3.11")'
	@echo 'Creating an environment in $(VENV) …'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(LOCKS) | $(VENV)/bin/python
	@echo 'Installing esgraph …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(LOCKS) | $(VENV)/bin/python
	@echo 'Installing esgraph and what its tests need …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.run

$(VENV)/.bench: $(LOCKS) | $(VENV)/bin/python
	@echo 'Installing esgraph and what its benchmarks need …'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) release screenshots bench esgraph/serve/static/vendor
