# Python: the extension module by maturin, all tools in bindings-python/.venv.

LANGUAGES += python

PYTHON      ?= python3
PYTHON_DIR  := $(CURDIR)/bindings-python
PYTHON_VENV := $(PYTHON_DIR)/.venv
PYTHON_BIN  := $(PYTHON_VENV)/bin
# The activated environment is how pyright and maturin find what is installed there.
PYTHON_ENV  := VIRTUAL_ENV=$(PYTHON_VENV) PATH="$(PYTHON_BIN):$$PATH" CARGO=$(CARGO)

$(PYTHON_VENV)/.tools: $(PYTHON_DIR)/requirements-dev.txt
	$(PYTHON) -m venv $(PYTHON_VENV)
	$(PYTHON_BIN)/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

python: $(PYTHON_VENV)/.tools
	@cd $(PYTHON_DIR) && said=$$($(PYTHON_ENV) maturin develop 2>&1) || { echo "$$said"; exit 1; }

test-python: python
	$(CARGO) build --quiet -p welinkpark-cli
	cd $(PYTHON_DIR) && $(call telling,python) WELINKPARK_BINARY=$(BIN) $(PYTHON_BIN)/python -m pytest

OUTCOME_FILES += $(OUTCOMES)/python.jsonl
$(OUTCOMES)/python.jsonl: $(OUTCOME_INPUTS) $(wildcard $(PYTHON_DIR)/src/*.rs $(PYTHON_DIR)/python/welinkpark/*.py \
                          $(PYTHON_DIR)/tests/conftest.py $(PYTHON_DIR)/tests/test_vectors.py $(PYTHON_DIR)/tests/test_cases.py)
	@$(MAKE) --no-print-directory python
	$(CARGO) build --quiet -p welinkpark-cli
	cd $(PYTHON_DIR) && $(call telling,python) WELINKPARK_BINARY=$(BIN) $(PYTHON_BIN)/python -m pytest tests/test_vectors.py tests/test_cases.py

faults-python: soak-tools python
	$(call figures,faults-python,cd $(PYTHON_DIR) && $(FAULTS) $(PYTHON_BIN)/python -m pytest tests/fault_matrix.py,passed)

soak-python: soak-tools python
	@$(SOAK) $(PYTHON_BIN)/python $(PYTHON_DIR)/tests/soak_callers.py

check-python: python
	cd $(PYTHON_DIR) && $(PYTHON_ENV) ruff format --check --quiet . ../examples/python
	cd $(PYTHON_DIR) && $(PYTHON_ENV) ruff check --quiet . && $(PYTHON_ENV) ruff check --quiet --config pyproject.toml --extend-ignore D103,S310 ../examples/python
	cd $(PYTHON_DIR) && $(PYTHON_ENV) mypy python tests/typed.py $(foreach name,visit gate backend web,../examples/python/$(name).py)
	cd $(PYTHON_DIR) && $(PYTHON_ENV) python -m mypy.stubtest welinkpark._native
	cd $(PYTHON_DIR) && $(PYTHON_ENV) pyright && $(PYTHON_ENV) pyright --ignoreexternal --verifytypes welinkpark >/dev/null

demo-python: python
	$(CARGO) build --quiet -p welinkpark-cli
	@echo "== Python"
	@$(BIN) sandbox -- $(PYTHON_BIN)/python examples/python/visit.py
	@echo "== Python (a gate flow)"
	@$(BIN) sandbox -- $(PYTHON_BIN)/python examples/python/gate.py

# Wheels and a source distribution; then the README's lines in a fresh environment with nothing but the wheels.
dist-python: $(PYTHON_VENV)/.tools
	mkdir -p $(DIST)
	rm -f $(DIST)/welinkpark-*.whl $(DIST)/welinkpark-*.tar.gz $(DIST)/welinkpark_sandbox-*.whl
	cd $(PYTHON_DIR) && $(PYTHON_ENV) maturin build --quiet --release --out $(DIST)
	cd $(PYTHON_DIR) && $(PYTHON_ENV) maturin sdist --out $(DIST)
	cd $(PYTHON_DIR)/sandbox-wheel && $(PYTHON_ENV) maturin build --quiet --release --out $(DIST)
	$(PYTHON) $(PYTHON_DIR)/scripts/try_wheels.py $(DIST)
