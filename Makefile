# One door for every action. `make` lists them.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help setup demo test check bench docs format lock clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.ready node_modules/.ready ## the environment in .venv and the fonts in node_modules

# A half-finished set-up leaves no stamp, so the next call tries again.
.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Budgetbook needs Python 3.11 or newer; try make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src  # so that no start compiles, whatever the environment says of bytecode
	touch $@

node_modules/.ready: package-lock.json package.json
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

demo: setup ## the worked example: workbook, compile, check, publish to out/
	$(BIN)/budgetbook demo -o out

test: setup check ## all tests, and make check
	$(BIN)/python -m pytest -n 2

check: setup ## types, style, imports
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## speed, memory and how much is read and found right
	$(BIN)/python -m benchmarks

docs: setup ## the generated pages of docs/
	$(BIN)/python docs/generate.py

format: setup ## put the code in shape
	$(BIN)/ruff check --fix src tests benchmarks
	$(BIN)/ruff format src tests benchmarks

lock: setup ## pin what pyproject.toml asks for
	$(BIN)/uv pip compile --quiet pyproject.toml --extra ocr --group dev --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o requirements.lock

clean: ## remove what setup and demo made
	rm -rf .venv node_modules out
