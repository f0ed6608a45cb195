# `make` alone prints what there is. Every target does its own set-up first; a second run of it takes seconds.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
TEST_PROCESSES ?= 2
TESTS ?= tests
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps

export PIP_NO_INPUT := 1

.PHONY: help
help: ## Show this help
	@awk 'BEGIN { FS = ":.*## "; print "Sprava. What make can do:\n" } \
	  /^[a-z-]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(VENV)/.system ## Create .venv, install what Sprava needs, check system libraries

$(VENV)/.python: scripts/make_environment
	@scripts/make_environment $(VENV)
	@touch $@

$(VENV)/.packages: $(VENV)/.python requirements.lock scripts/link_checkout.py
	@echo "Installing packages (a minute or two the first time) …"
	@$(PIP_INSTALL) --requirement requirements.lock
	@$(BIN)/python scripts/link_checkout.py
	@touch $@

$(VENV)/.system: $(VENV)/.packages scripts/system_libraries runtime/doctor.py
	@scripts/system_libraries $(BIN)/sprava
	@touch $@

$(VENV)/.packages-dev: $(VENV)/.packages requirements-dev.lock
	@echo "Installing tools for tests and checks …"
	@$(PIP_INSTALL) --requirement requirements-dev.lock
	@touch $@

.PHONY: run
run: setup ## Start everything with the demo town: database, web, worker (PORT=8000)
	@SPRAVA_DEMO="$${SPRAVA_DEMO-1}" exec $(BIN)/sprava run

.PHONY: worker
worker: setup ## Start one more worker beside a Sprava that is running
	@exec $(BIN)/sprava worker

.PHONY: demo
demo: setup ## Load the demo town into an empty database and stop
	@$(BIN)/sprava demo load

.PHONY: test
test: setup $(VENV)/.packages-dev ## Run the tests (TESTS=tests/runtime for some of them)
	@$(BIN)/python -m pytest -q -n $(TEST_PROCESSES) --dist worksteal $(TESTS)

.PHONY: prove
prove: setup $(VENV)/.packages-dev ## Run the long proofs: thousands of kills, tamperings, random commands
	@$(BIN)/python -m pytest -q -m prove $(TESTS)

.PHONY: check
check: setup $(VENV)/.packages-dev ## Lint, format, types, import contracts, definitions
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/mypy tests scripts
	@$(BIN)/lint-imports
	@$(BIN)/sprava definitions check definitions

.PHONY: bench
bench: setup $(VENV)/.packages-dev ## Measure against floors taken in the same run; prints ratios
	@$(BIN)/python -m bench

.PHONY: new-request-type
new-request-type: setup ## Make a new request type's folder (NAME=street_lamp)
	@test -n "$(NAME)" || { echo "Say its name: make new-request-type NAME=street_lamp" >&2; exit 2; }
	@$(BIN)/sprava definitions new "$(NAME)"

.PHONY: clean
clean: ## Remove caches and the environment; the data in var/ stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
