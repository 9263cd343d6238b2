# Python: all tools in bindings-python/.venv; what is shipped is made by maturin.

LANGUAGES += python

PYTHON      ?= python3
PYTHON_DIR  := $(CURDIR)/bindings-python
PYTHON_VENV := $(PYTHON_DIR)/.venv
PYTHON_BIN  := $(PYTHON_VENV)/bin
PYTHON_EXTENSION := $(PYTHON_DIR)/python/welinkpark/_native.abi3.so
# The activated environment is how pyright and maturin find what is installed there.
PYTHON_ENV  := VIRTUAL_ENV=$(PYTHON_VENV) PATH="$(PYTHON_BIN):$$PATH" CARGO=$(CARGO)

$(PYTHON_VENV)/.tools: $(PYTHON_DIR)/requirements-dev.txt
	$(PYTHON) -m venv $(PYTHON_VENV)
	$(PYTHON_BIN)/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# What `maturin develop` does, with the extension module that the whole workspace's build has made.
$(PYTHON_VENV)/.installed: $(PYTHON_VENV)/.tools $(PYTHON_DIR)/pyproject.toml Cargo.toml
	@cd $(PYTHON_DIR) && site=$$($(PYTHON_BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') && \
	  rm -rf "$$site"/welinkpark-*.dist-info && $(PYTHON_ENV) maturin pep517 write-dist-info --metadata-directory "$$site" >/dev/null && \
	  echo $(PYTHON_DIR)/python >"$$site/welinkpark.pth"
	@touch $@

# Renamed into place: a process that has the old one loaded keeps it.
python: rust $(PYTHON_VENV)/.installed
	@cp target/debug/lib_native.so $(PYTHON_EXTENSION).new && mv $(PYTHON_EXTENSION).new $(PYTHON_EXTENSION)

build-python: python

run-python:
	@cd $(PYTHON_DIR) && $(call telling,python) WELINKPARK_BINARY=$(BIN) $(PYTHON_BIN)/python -m pytest

PYTHON_TELLING := $(foreach name,vectors cases flows,tests/test_$(name).py)
OUTCOME_FILES  += $(OUTCOMES)/python.jsonl
$(OUTCOMES)/python.jsonl: $(OUTCOME_INPUTS) $(wildcard $(PYTHON_DIR)/src/*.rs $(PYTHON_DIR)/python/welinkpark/*.py \
                          $(PYTHON_DIR)/tests/conftest.py $(PYTHON_TELLING:%=$(PYTHON_DIR)/%))
	@$(MAKE) --no-print-directory python
	cd $(PYTHON_DIR) && $(call telling,python) WELINKPARK_BINARY=$(BIN) $(PYTHON_BIN)/python -m pytest $(PYTHON_TELLING)

faults-python: rust python
	$(call figures,faults-python,cd $(PYTHON_DIR) && $(FAULTS) $(PYTHON_BIN)/python -m pytest tests/fault_matrix.py,passed)

soak-python: python
	@$(SOAK) $(PYTHON_BIN)/python $(PYTHON_DIR)/tests/soak_callers.py

check-python: python
	cd $(PYTHON_DIR) && $(PYTHON_ENV) ruff format --check --quiet . ../examples/python
	cd $(PYTHON_DIR) && $(PYTHON_ENV) ruff check --quiet . && $(PYTHON_ENV) ruff check --quiet --config pyproject.toml --extend-ignore D103,S310 ../examples/python
	cd $(PYTHON_DIR) && $(PYTHON_ENV) mypy python tests/typed.py $(foreach name,visit gate backend web,../examples/python/$(name).py)
	cd $(PYTHON_DIR) && $(PYTHON_ENV) python -m mypy.stubtest welinkpark._native
	cd $(PYTHON_DIR) && $(PYTHON_ENV) pyright && $(PYTHON_ENV) pyright --ignoreexternal --verifytypes welinkpark >/dev/null

demo-python: python
	@echo "== Python"
	@$(BIN) sandbox -- $(PYTHON_BIN)/python examples/python/visit.py
	@echo "== Python (a gate flow)"
	@$(BIN) sandbox -- $(PYTHON_BIN)/python examples/python/gate.py

# Wheels and a source distribution; then the README's lines in a fresh environment with nothing but the wheels.
dist-python: $(PYTHON_VENV)/.tools
	mkdir -p $(DIST)
	rm -f $(DIST)/welinkpark-*.whl $(DIST)/welinkpark-[0-9]*.tar.gz $(DIST)/welinkpark_sandbox-*.whl
	cd $(PYTHON_DIR) && $(PYTHON_ENV) maturin build --quiet --release --out $(DIST)
	cd $(PYTHON_DIR) && $(PYTHON_ENV) maturin sdist --out $(DIST)
	cd $(PYTHON_DIR)/sandbox-wheel && $(PYTHON_ENV) maturin build --quiet --release --out $(DIST)
	$(PYTHON) $(PYTHON_DIR)/scripts/try_wheels.py $(DIST)
