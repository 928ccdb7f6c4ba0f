# Two commands do it all on a fresh machine: `make run` and `make test`. Each sets up .venv by itself.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed

# Without a screen (servers, CI) Qt draws off-screen; Chromium refuses to run as root inside its sandbox.
TEST_ENV := QT_QPA_PLATFORM=offscreen
ifeq ($(shell id -u),0)
TEST_ENV += QTWEBENGINE_CHROMIUM_FLAGS=--no-sandbox
endif
JOBS ?= 2
CORPUS ?= content

.PHONY: run test check pytest conformance bench soak fuzz screenshots build clean
.DEFAULT_GOAL := test

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Postwright needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

run: $(STAMP)
	$(PY) -m editor content

test: check pytest

check: $(STAMP)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

pytest: $(STAMP)
	$(TEST_ENV) $(PY) -m pytest -n $(JOBS) --dist loadfile

conformance: $(STAMP)
	$(PY) -m tests.conformance.front_matter $(CORPUS)
	$(PY) -m tests.conformance --corpus $(CORPUS)
	$(PY) -m tests.conformance.highlighting $(CORPUS)

bench: $(STAMP)
	$(TEST_ENV) $(PY) -m tests.bench

# The long way round the safety tests: saves, changes and the program itself killed, and random edits beside a model.
KILLS ?= 1000
EDITS ?= 100000
soak: $(STAMP)
	$(TEST_ENV) $(PY) -m tests.safety.kill_saves 5
	$(TEST_ENV) $(PY) -m tests.safety.kill_changes 1
	$(TEST_ENV) $(PY) -m tests.safety.random_edits $(EDITS)
	$(TEST_ENV) $(PY) -m tests.safety.kill_program $(KILLS)

# Looks for texts that break a law, so many seconds for each law; follows coverage where atheris is installed.
SECONDS_EACH ?= 60
fuzz: $(STAMP)
	$(PY) -m tests.safety.fuzz $(SECONDS_EACH)
	$(PY) -m tests.safety.fuzz_pictures $(SECONDS_EACH)
	$(PY) -m tests.safety.growth

screenshots: $(STAMP)
	$(TEST_ENV) $(PY) -m tests.screenshots

build: $(STAMP)
	rm -rf dist
	$(PY) -m build --outdir dist

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
