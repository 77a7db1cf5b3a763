# Two commands: `make demo` and `make test`. Each sets up what it needs (Python >= 3.11 and make are all it takes).

PYTHON ?= python3
BIN := .venv/bin
export KG_CACHE ?= $(CURDIR)/.cache/engine

# Two processes, each with an engine of its own; the tests of a file stay together, files in their order.
TWO := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: demo test test-latest check lock clean
.DELETE_ON_ERROR:

demo: .venv/.ready ## The sample world: loaded, three questions asked, nothing left running.
	@KG_HOME="$(CURDIR)/.demo" $(BIN)/python examples/demo.py

test: .venv/.ready-dev ## Every test, on a real Neo4j.
	@$(BIN)/python -m pytest $(TWO)

test-latest: .venv/.ready-dev ## The same on the newest Neo4j.
	@KG_ENGINE_LOCK=neo4j-2026 $(BIN)/python -m pytest $(TWO)

check: .venv/.ready-dev ## Format, lint, types, generated files, pages that lack something; `make test` runs their examples.
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/kg schema check
	$(BIN)/python -m pytest -q tests/docs/test_docs_complete.py

lock: .venv/.ready-dev ## Pin the dependencies anew (needs uv).
	$(LOCK) --group build pyproject.toml -o requirements.txt
	$(LOCK) --group build --group dev pyproject.toml -o requirements-dev.txt

LOCK = uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-annotate --custom-compile-command "make lock"

clean: ## Remove what the other commands made.
	rm -rf .venv .demo .cache

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 ..."; exit 1; }
	@$(call timed,virtual environment,$(PYTHON) -m venv .venv)
	@touch $@

.venv/.ready: .venv/.made requirements.txt pyproject.toml
	@$(call timed,dependencies,$(call install,requirements.txt))
	@touch $@

.venv/.ready-dev: .venv/.made requirements-dev.txt pyproject.toml
	@$(call timed,dependencies,$(call install,requirements-dev.txt))
	@touch $@ .venv/.ready

install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) \
  && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

# Run a step, and say how long it took, or plainly that it could not be done.
timed = echo "$(1) ..." && began=$$(date +%s) && { $(2) ; } && echo "$(1): $$(($$(date +%s) - began)) s" \
  || { echo "$(1) could not be set up. Is there a network? What went wrong stands above; run the same command again."; exit 1; }
