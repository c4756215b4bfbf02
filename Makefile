# Every target installs what it needs into .venv and node_modules, once. Nothing else to do first.
SHELL = /bin/sh
BIN = bin
ifeq ($(OS),Windows_NT)
BIN = Scripts
endif
PY = .venv/$(BIN)/python
WITH = sh tests/tooling/with
export NO_MKDOCS_2_WARNING = 1
# One process more than processors (tests/conftest.py); the tests of a file stay together, so that what they share is made once.
# In their own order: browsers, which take longest, come first, and thousands of quick tests even out the end.
PARALLEL = -n auto --dist loadfile --no-loadscope-reorder

.PHONY: help serve test test-long build check bench links vendor zensical site-requirements test-requirements browser
# Targets share .venv, node_modules and a processor or two: with -j they still run one after another.
.NOTPARALLEL:

help:
	@echo 'make serve      build the site and show it at http://127.0.0.1:8000, again after every change'
	@echo 'make test       run every check and test: some minutes'
	@echo 'make test-long  run the slow and exhaustive tests as well'
	@echo 'make build      write the site to site/'
	@echo 'make check      check data, code style and types: seconds'
	@echo 'make bench      measure how building grows with the catalogue (more: make bench BENCH=--long)'
	@echo 'make links      ask every outside address politely and record what was seen: an hour or so'
	@echo 'make vendor     make overrides/assets/vendor/ and THIRD-PARTY.md again from package-lock.json'
	@echo 'make zensical   build the same pages with the next builder and compare: advisory'

serve: site-requirements
	@$(PY) -m macros check
	@PYTHONDONTWRITEBYTECODE=1 $(PY) -m mkdocs serve

build: site-requirements
	@$(PY) -m macros check
	@$(PY) -m mkdocs build || { rm -rf site; exit 1; }

# Status 2 of `links history`: there is no whole history here, as in a shallow clone; it has said so.
check: test-requirements
	@$(PY) -m macros check
	@$(PY) -m macros prose
	@$(PY) -m macros links history || [ $$? = 2 ]
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(WITH) node -- node_modules/.bin/tsc

test: test-requirements browser check
	@$(WITH) node -- sh tests/tooling/script-tests
	@$(WITH) node browser -- $(PY) -m pytest -m 'not long' $(PARALLEL)

test-long: test-requirements browser check
	@PN_LONG=1 $(WITH) node -- sh tests/tooling/script-tests
	@$(WITH) node browser office -- $(PY) -m pytest $(PARALLEL)

bench: test-requirements browser
	@status=0; \
	$(WITH) node browser -- $(PY) -m tests.bench $(BENCH) || status=1; \
	$(PY) -m tests.bench.observer || status=1; \
	exit $$status

# Status 3: the run is void, nothing was recorded, and it has said why. PN_CONTACT says to hosts whom to ask about it.
links:
	@sh requirements/install links
	@$(PY) -m macros links observe

vendor: test-requirements
	@$(WITH) node -- $(PY) -m macros vendor

zensical: test-requirements
	@sh requirements/install zensical .venv-zensical
	@.venv-zensical/$(BIN)/python -m macros pages build/zensical
	@cd build/zensical && PYTHONPATH=../.. ../../.venv-zensical/$(BIN)/python -m zensical build --clean
	@$(PY) -m mkdocs build --quiet --site-dir build/mkdocs
	@$(PY) -m tests.whole.builders build/mkdocs build/zensical/site

site-requirements:
	@sh requirements/install site

test-requirements:
	@sh requirements/install test

browser:
	@sh tests/tooling/find-browser >/dev/null
