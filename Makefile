# Everything a person or a CI does with this project. Needs Python 3.11+ with venv, pip and make; nothing else.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8501
TOP ?= 20
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
UV_VERSION := 0.13.9
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test check format format-check lint types docs docs-check bench sbom fresh-install anywhere lock clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run.stamp ## Print the top of the ranking and start the app (PORT=8600 changes its port, TOP=50 the rows)
	@$(BIN)/openness rank --top $(TOP)
	@echo ""
	@exec $(BIN)/openness app --port $(PORT)

test: $(VENV)/test.stamp ## Run all tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --cov --cov-report=term $(ARGS)

check: format-check lint types docs-check test ## Format, lint, types, generated documents, tests

format: $(VENV)/test.stamp ## Format the Python files
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --quiet .

format-check: $(VENV)/test.stamp ## Check the format
	@echo "format" && $(BIN)/ruff format --check --quiet --diff .

lint: $(VENV)/test.stamp ## Lint
	@echo "lint" && $(BIN)/ruff check --quiet .

types: $(VENV)/test.stamp ## Check the types
	@echo "types" && $(BIN)/mypy

docs: $(VENV)/test.stamp ## Rebuild what is made from the code: pages, the rubric schema, the output in documents
	@$(BIN)/python -m tools.documents
	@$(BIN)/python -m tools.readme_output

docs-check: $(VENV)/test.stamp ## Check that all of that is current; changes nothing
	@echo "docs" && $(BIN)/python -m tools.documents --check && $(BIN)/python -m tools.readme_output --check

bench: $(VENV)/test.stamp ## Run the benchmarks
	@for file in benchmarks/*.py; do echo "== $$file" && $(BIN)/python "$$file" || exit 1; done

sbom: $(VENV)/test.stamp ## Write the bill of materials of openness itself (CycloneDX) into dist/
	@mkdir -p dist && $(BIN)/python -m tools.sbom dist/openness.cdx.json && echo dist/openness.cdx.json

fresh-install: ## Install the locked packages into new environments, with pip 23.0 and with the newest
	@$(PYTHON) tools/fresh_install.py

anywhere: $(VENV)/test.stamp ## Run the suite with busy cores, on another date, in another zone and locale, with three hash seeds
	@$(BIN)/python -m tools.anywhere

lock: $(VENV)/venv.stamp ## Pin every package anew, with hashes
	@$(PIP) install -qq uv==$(UV_VERSION)
	@cd requirements && sh lock.sh ../$(BIN)/uv

clean: ## Remove the environment and everything built
	rm -rf $(VENV) build dist .coverage .coverage.* htmlcov .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "openness needs Python 3.11 or newer as '$(PYTHON)'; install it, or say: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; }
	@echo "Creating the virtual environment $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "The virtual environment could not be created; on Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/run.stamp: $(VENV)/venv.stamp requirements/run.txt pyproject.toml
	@echo "Installing the pinned packages of requirements/run.txt (about a minute the first time)"
	@$(PIP) install -qq --no-deps --require-hashes -r requirements/run.txt || { \
	  echo "The packages could not be installed; is the package index reachable? The error stands above." >&2; exit 1; }
	@echo "Installing openness itself"
	@$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	@echo "Installing the pinned packages of requirements/test.txt"
	@$(PIP) install -qq --no-deps --require-hashes -r requirements/test.txt || { \
	  echo "The packages could not be installed; is the package index reachable? The error stands above." >&2; exit 1; }
	@$(PIP) check
	@touch $@
