# One command to explore, one to prove. Everything is installed into a virtual environment of its own.
#   make run      set up, serve the pages at http://127.0.0.1:8000, open them in a browser (PORT=… for another)
#   make explore  set up, write the graph as one page, open it in a browser
#   make test     set up, run every test that this machine can run, list what was skipped and why
#   make quick    set up, run the tests that take no browser and no patience: under two minutes, for the working loop
#   make check    format, lint, types (of the JavaScript too, with npm), the direction of imports, open problems
#   make bench    measure speed and memory, write bench/RESULTS.md (ONLY="questions web" for parts)
#   make format   put the code, the ontology and the facts into their form
#   make release  keep the facts under the number of the version, write their changelog in docs/changes
#   make clean    remove the virtual environment and all that was made
# PYTHON=… chooses the Python (3.11 or later), VENV=… the folder of the virtual environment.

VENV ?= .venv
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$each" && break; done)
BIN := $(VENV)/bin
# Somebody who watches sees pip at work; a log does not need it.
INSTALL := quiet=--quiet; test -t 1 && quiet=; $(BIN)/python -m pip --disable-pip-version-check install $$quiet -c constraints.txt
WORKERS ?= auto
PAGE := levergraph.html
PORT ?= 8000

.PHONY: run explore test quick check bench format release clean
.DEFAULT_GOAL := run

run: $(VENV)/.run-ready
	@exec $(BIN)/levergraph serve --open --port $(PORT)

explore: $(VENV)/.run-ready
	@$(BIN)/levergraph explore --open -o $(PAGE)

test: $(VENV)/.test-ready
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

quick: $(VENV)/.test-ready
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder -m 'not browser and not slow'

check: $(VENV)/.test-ready node_modules/.package-lock.json
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@mkdir -p $(VENV)/typed && ln -sfn "$(CURDIR)" $(VENV)/typed/levergraph # mypy cannot see through an editable install
	MYPYPATH=$(VENV)/typed $(BIN)/python -m mypy -p levergraph
	$(BIN)/lint-imports
	$(BIN)/levergraph check --content
	npm run --silent check

bench: $(VENV)/.bench-ready
	@$(BIN)/python bench/run.py $(if $(ONLY),--only $(ONLY))

format: $(VENV)/.test-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/levergraph format

release: $(VENV)/.test-ready
	@$(BIN)/python .ci/release

clean:
	rm -rf $(VENV) node_modules build dist *.egg-info $(PAGE) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The program needs less than its tests: `make run` does not wait for the tools of `make test`.
$(VENV)/.run-ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@test -e $(VENV)/.test-ready || { echo "Installing levergraph into $(VENV) (once; a minute or a few) ..."; \
		$(INSTALL) -e .; }
	@touch $@

$(VENV)/.test-ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing levergraph and what its tests need into $(VENV) (once; a minute or a few) ..."
	@$(INSTALL) -e '.[test]'
	@touch $@ $(VENV)/.run-ready

# The type checker of the JavaScript; nothing of it is part of the package.
node_modules/.package-lock.json: package-lock.json
	@command -v npm >/dev/null || { \
		echo "make check needs Node.js and npm. On Debian or Ubuntu: sudo apt install nodejs npm" >&2; exit 1; }
	npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

$(VENV)/.bench-ready: $(VENV)/.test-ready
	@$(INSTALL) -e '.[test,bench]'
	@touch $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "levergraph needs Python 3.11 or later; found: $$("$(or $(PYTHON),python3)" --version 2>&1 | tail -n 1)." >&2; \
		echo "Install one from python.org or your system's packages, or name it: make PYTHON=/path/to/python3.12 run" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV)
