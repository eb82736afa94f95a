# `make demo` and `make test` do all the set-up by themselves; they need Python 3.11 or later and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint clean

demo: $(VENV)/.installed
	@mkdir -p outputs
	@$(BIN)/battlebox extract fixtures/battle-of-qalamoun.txt -o outputs/battle-of-qalamoun.json
	@$(BIN)/battlebox extract fixtures/battle-of-qalamoun.txt --format card
	@echo "The record is in outputs/battle-of-qalamoun.json"

test: $(VENV)/.tested
	$(BIN)/ruff check extract tests benchmarks
	$(BIN)/ruff format --check extract tests benchmarks
	$(BIN)/mypy
	tests/run.sh

lint: $(VENV)/.tested
	$(BIN)/ruff format extract tests benchmarks
	$(BIN)/ruff check --fix extract tests benchmarks
	$(BIN)/mypy

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "battlebox needs Python 3.11 or later: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tested: $(BIN)/python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
