# Needs Python 3.11 or newer and make; everything else is installed into .venv from requirements/.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory --no-builtin-rules

PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes
CHECKED := DJANGO_SETTINGS_MODULE=tests.settings PYTHONPATH=src:.
export PYTHONPATH = src

help: ## List the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: .venv/run.stamp ## Start with the demo county at http://127.0.0.1:8000 (PORT=… for another port)
	@$(PY) -m mingtang setup --demo
	@exec $(PY) -m mingtang serve

test: .venv/dev.stamp ## Run all tests on SQLite, then those that use the database on PostgreSQL
	@tools/test

check: .venv/dev.stamp ## Lint, format, types, layers, migrations, translations, docs
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet . || { echo "check: not formatted; run: $(PY) -m ruff format ."; exit 1; }
	@$(PY) tools/translations.py check
	@$(PY) -m mingtang settings-docs --check
	@$(PY) tools/lock.py check
	@$(CHECKED) $(PY) -m mingtang makemigrations --check --dry-run
	@$(PY) -m pytest -q tests/architecture
	@$(CHECKED) $(PY) -m mypy
	@echo "check: all good"

bench: .venv/dev.stamp ## Run the benchmarks
	@PYTHONPATH=src:. $(PY) -m benchmarks

docs: .venv/dev.stamp ## Write what is generated: docs/settings.md, message catalogues
	@$(PY) -m mingtang settings-docs
	@$(PY) tools/translations.py extract
	@$(PY) tools/translations.py compile

lock: ## Pin the dependencies of pyproject.toml, with hashes, in requirements/
	@$(find_python); $$python tools/lock.py write

clean: ## Remove what was built; the data in var/ stays
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

define find_python
python=; for name in python3.13 python3.12 python3.11 python3; do \
  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; \
done; \
[ -n "$$python" ] || { echo "Mingtang needs Python 3.11 or newer; none was found on PATH." >&2; exit 1; }
endef

.venv/made.stamp:
	@$(find_python); \
	$$python -c 'import venv, ensurepip' 2>/dev/null \
	  || { echo "$$python lacks the venv module; on Debian: apt-get install python3-venv" >&2; exit 1; }; \
	$$python -m venv .venv
	@touch $@

.venv/run.stamp: requirements/run.txt .venv/made.stamp
	@echo "Installing what Mingtang needs (once) …"
	@$(INSTALL) -r requirements/run.txt
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/made.stamp
	@echo "Installing what development needs (once) …"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@ .venv/run.stamp

.PHONY: help run test check bench docs lock clean
