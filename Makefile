# One command to see it work, one to test it: `make demo`, `make test`.
# Both set up everything in .venv first and work again and again.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# Hashes in requirements/ decide what may be installed, whatever else this machine's pip is set up to do.
INSTALL := $(PIP) install --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench lock screenshots clean

help:  ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/ready-to-run  ## set up and run the main job on the sample reports
	@$(BIN)/tracker demo

test: $(VENV)/ready-to-develop  ## set up and run the tests
	@$(BIN)/python -m pytest -q

lint: $(VENV)/ready-to-develop  ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/ready-to-develop  ## benchmarks, each as a ratio against a baseline of the same run
	@$(BIN)/python -m tests.benchmarks

screenshots: $(VENV)/ready-to-run  ## draw the pictures of docs/ anew
	@$(BIN)/python scripts/screenshots.py docs/img
	@$(BIN)/python scripts/tour.py docs/img/tour.svg

lock:  ## pin all requirements with hashes (needs uv)
	uv pip compile pyproject.toml requirements/build.in $(LOCK_OPTIONS) -o requirements/run.txt
	uv pip compile pyproject.toml requirements/build.in --extra dev --extra pdf --extra serve --extra tsa $(LOCK_OPTIONS) -o requirements/dev.txt
	uv pip compile requirements/benchmarks.in -c requirements/dev.txt $(LOCK_OPTIONS) -o requirements/benchmarks.txt

LOCK_OPTIONS := --quiet --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "tracker needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV)

$(VENV)/ready-to-run: requirements/run.txt pyproject.toml | $(BIN)/python
	@$(INSTALL) -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-to-develop: requirements/dev.txt $(VENV)/ready-to-run
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

clean:  ## remove .venv and everything made by tools
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
