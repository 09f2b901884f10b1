# Everything runs from .venv, which every target that needs it makes first.
PYTHON ?= python3
export PYTHON

# Material announces its own end at each build; pyproject.toml holds the versions we stay on.
export NO_MKDOCS_2_WARNING := 1

BIN := .venv/bin
TYPED := $(wildcard generator tests benchmarks tools)

.DEFAULT_GOAL := help
.PHONY: help setup site serve test pictures lint format bench texts lock clean distclean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv, or bring it up to date (the others do this themselves)
	@tools/setup.sh

site: setup ## build the site into site/
	$(BIN)/dossier build

serve: setup ## show the site at a local address, and again after every change
	$(BIN)/mkdocs serve

test: setup ## run the tests; choose with make test ARGS='-k timeline'
	@tools/testers.sh
	$(BIN)/pytest -n auto $(ARGS)

pictures: setup ## take pictures of every kind of page into pictures/, to look at
	@tools/testers.sh
	$(BIN)/python tests/take_pictures.py $(ARGS)

lint: setup ## check format, style and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(TYPED)

format: setup ## put the code into the common format, and repair what can be
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: setup ## measure
	@tools/testers.sh
	$(BIN)/python -m benchmarks $(ARGS)

texts: setup ## gather the texts of the interface, and renew its catalogues
	$(BIN)/python tools/texts.py $(ARGS)

lock: ## renew requirements.lock from pyproject.toml
	@tools/lock.sh

clean: ## remove the site and all caches
	rm -rf site .site.* pictures .dossier-cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name .venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean ## remove .venv as well
	rm -rf .venv
