# The two commands of a fresh machine:  make report   and   make test
# A machine without `make` first needs:  apt-get install make

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
SAMPLES = samples

.PHONY: report test lint bench fuzz bundle clean

report: $(VENV)/.program  ## build all samples into out/
	$(BIN)/nianbao build $(SAMPLES) -o out --jobs 2

test: $(VENV)/.development tools lint  ## everything: lint, and all tests with nothing skipped
	$(BIN)/pytest -n 2

lint: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pip-licenses >/dev/null

.PHONY: hooks
hooks: $(VENV)/.development  ## run the quick part of lint before each commit
	$(BIN)/pre-commit install

.PHONY: tools
tools: $(VENV)/.development  ## what the tests need beside Python: LibreOffice, veraPDF, poppler, chromium …
	bash tests/tools/setup.sh

bench: $(VENV)/.development  ## the program against the usual ways, side by side
	$(BIN)/python -m benchmarks

SECONDS ?= 600
SEED ?= 1000
fuzz: $(VENV)/.development  ## samples changed at random, for SECONDS from SEED on; what fails is kept in tests/workbooks
	$(BIN)/python -m tests.hostile.fuzz $(SECONDS) $(SEED)

bundle: $(VENV)/.development  ## the program in one folder that needs no Python, and a trial of it: dist/年报
	bash bundle/make.sh $(PYTHON)
	$(BIN)/python -m bundle.trial dist/年报

.PHONY: oldest wheels
oldest: $(VENV)/bin/python  ## the samples with the oldest releases that pyproject.toml allows
	bash bundle/oldest.sh $(VENV)

wheels: $(VENV)/bin/python  ## are there wheels of every dependency for Windows and for aarch64?
	bash bundle/wheels.sh $(VENV)

$(VENV)/bin/python:
	bash tests/tools/python.sh $(PYTHON) $(VENV)

$(VENV)/.program: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.development: $(VENV)/bin/python pyproject.toml
	$(BIN)/pip install --quiet --editable '.[page,legacy,cluster,pkcs11,sm2,dev]'
	touch $@ $(VENV)/.program

clean:
	rm -rf out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
