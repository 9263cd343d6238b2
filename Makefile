# Every language has the same rules: NAME (build), test-NAME, check-NAME, demo-NAME, dist-NAME. A binding joins
# by a build.mk in its folder that adds its name to LANGUAGES. All set-up happens inside this folder.
#
# test-NAME is build-NAME, all that its tests need, and then run-NAME, which builds nothing: cargo would replace programs
# that others run, and lets only one build at a time. So `make test` can run all languages side by side.

LANGUAGES := rust

CARGO ?= cargo
DIST  := $(CURDIR)/dist
HOST   = $(shell rustc -vV | sed -n 's/^host: //p')
BIN   := $(CURDIR)/target/debug/welinkpark
# Runs a command with the servers of the fault matrix around it.
FAULTS := $(BIN) sandbox -- $(CURDIR)/target/debug/fault-server
# What each language's tests tell of the shared vectors and cases; tests/README.md describes it.
OUTCOMES := $(CURDIR)/target/conformance
# Begins a new file for the runner of this name and sets the variable that names it.
telling = mkdir -p $(OUTCOMES) && rm -f $(OUTCOMES)/$(1).jsonl && WELINKPARK_OUTCOMES=$(OUTCOMES)/$(1).jsonl

# An outcome is newer than these and than its runner's sources, else `make conformance` makes it again.
OUTCOME_INPUTS := $(wildcard tests/vectors/*.json tests/cases/*.json tests/cases/flows/*.json) $(shell find core/src sandbox/src -name '*.rs')
OUTCOME_FILES  := $(OUTCOMES)/rust.jsonl

# Tests wait more than they work.
JOBS         ?= $(shell echo $$((2 * $$(nproc))))
SIDE_BY_SIDE  = $(MAKE) --no-print-directory --keep-going $(if $(findstring jobserver,$(MAKEFLAGS)),,--jobs=$(JOBS) --output-sync=target)

include $(wildcard bindings-*/build.mk)
include benches/build.mk

.DEFAULT_GOAL := help
.PHONY: help demo test conformance check audit fuzz fuzz-corpus proof codegen dist clean sandbox test-readme run-readme \
        $(LANGUAGES) $(foreach rule,test build run check demo dist soak faults,$(LANGUAGES:%=$(rule)-%))

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(LANGUAGES:%=demo-%) ## a car enters, pays and leaves, in every language, against the sandbox

test: $(LANGUAGES:%=build-%) ## all tests
	@$(SIDE_BY_SIDE) $(LANGUAGES:%=run-%) run-readme

$(LANGUAGES:%=test-%): test-%: build-%
	@$(SIDE_BY_SIDE) run-$*

conformance: ## one table of what every language makes of the same vectors and cases; runs what make test has not
	@$(MAKE) --no-print-directory --keep-going $(OUTCOME_FILES) || true
	@$(MAKE) --no-print-directory rust
	@target/debug/conformance $(OUTCOMES)

check: $(LANGUAGES:%=check-%) ## format, lints, generated files, docs: what CI checks besides the tests

faults: $(LANGUAGES:%=faults-%) ## every fault of network and server × every safety class: docs/fault-matrix.md

# The line of a command's output that has the figures if all went well, else all of it: name, command, pattern.
define figures
	@mkdir -p target/figures
	@( $(2) ) >target/figures/$(1).log 2>&1 || { cat target/figures/$(1).log; exit 1; }
	@sed -n 's/^\.*\(.*$(3).*\)$$/$(1): \1/p' target/figures/$(1).log
endef

faults-rust: rust
	$(call figures,faults-rust,$(CARGO) test --quiet --workspace --test fault_matrix -- --nocapture,faults × )

audit: ## known weaknesses, licences and sources of what comes from others
	@cargo deny --version >/dev/null 2>&1 || { echo "missing: cargo install cargo-deny"; exit 1; }
	$(CARGO) deny check

# fuzz/rustc adds the instrumentation. Each target searches in its turn; what it found worth keeping stays in target/.
FUZZ_TARGETS := $(notdir $(wildcard fuzz/corpus/*))
FUZZ_FLAGS   := -timeout=20 -rss_limit_mb=2048 -verbosity=0
SECONDS      ?= 60

fuzz: ## search for input that breaks a promise, for SECONDS seconds in all
	@RUSTC_WORKSPACE_WRAPPER=$(CURDIR)/fuzz/rustc $(CARGO) build --quiet --workspace --features welinkpark-fuzz/search --bin fuzz
	@mkdir -p fuzz/found
	@for target in $(FUZZ_TARGETS); do mkdir -p target/fuzz/$$target && \
	  FUZZ_TARGET=$$target $(CURDIR)/target/debug/fuzz $(FUZZ_FLAGS) -print_final_stats=1 -artifact_prefix=fuzz/found/$$target- \
	    -max_total_time=$$(($(SECONDS) / $(words $(FUZZ_TARGETS)) + 1)) target/fuzz/$$target fuzz/corpus/$$target \
	    >target/fuzz/$$target.log 2>&1 || { cat target/fuzz/$$target.log; exit 1; }; \
	  sed -n "s/^stat::number_of_executed_units: */fuzz $$target: tries /p" target/fuzz/$$target.log; done

fuzz-corpus: ## add to the corpus, as little as it takes, what make fuzz found to reach more code
	@for target in $(FUZZ_TARGETS); do FUZZ_TARGET=$$target $(CURDIR)/target/debug/fuzz -merge=1 -use_counters=0 -max_len=2000 \
	  fuzz/corpus/$$target target/fuzz/$$target 2>target/fuzz/$$target.log || { cat target/fuzz/$$target.log; exit 1; }; done

SOAK := WELINKPARK_BINARY=$(BIN) $(CURDIR)/target/debug/soak $(SECONDS)

soak: $(LANGUAGES:%=soak-%) ## each language SECONDS seconds long against a sandbox that fails and is killed and restarted

soak-rust: rust
	@$(SOAK)

proof: ## fuzz, races, faults and soak, each in a short form: what CI runs
	@$(MAKE) --no-print-directory fuzz SECONDS=20
	@$(MAKE) --no-print-directory races
	@$(SIDE_BY_SIDE) $(filter-out faults-rust,$(LANGUAGES:%=faults-%)) # `make test` has the one in Rust; they mostly wait
	@$(MAKE) --no-print-directory soak SECONDS=8

codegen: ## write the typed layer of every language and the reference from spec/
	$(CARGO) run --quiet -p welinkpark-codegen

dist: $(LANGUAGES:%=dist-%) ## put everything installable into dist/

clean: ## remove what was built
	$(CARGO) clean
	rm -rf $(DIST)

test-readme: rust python node c dotnet run-readme

run-readme:
	@python3 tests/readme.py $(BIN) $(PYTHON_BIN)/python $(C_STAGE) $(if $(DOTNET_SKIPPED),,$(DOTNET_OUT)/WelinkPark.dll)

sandbox: rust ## run the sandbox until interrupted
	$(BIN) sandbox

# --- Rust -----------------------------------------------------------------------------------------------

# Always the whole workspace: built by themselves, crates would have other features, and each be built again.
rust:
	$(CARGO) build --quiet --workspace

build-rust: rust
	$(CARGO) test --quiet --workspace --no-run

run-rust:
	@# These jobs are not those of make.
	@$(call telling,rust) env -u MAKEFLAGS -u MFLAGS $(CARGO) test --quiet --workspace

RUST_TELLING := vectors cases gate_flow paging reconcile explain
$(OUTCOMES)/rust.jsonl: $(OUTCOME_INPUTS) $(wildcard tests/src/*.rs) $(RUST_TELLING:%=tests/tests/%.rs)
	$(call telling,rust) $(CARGO) test --quiet --workspace $(RUST_TELLING:%=--test %)

check-rust: rust
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings
	$(CARGO) check --quiet -p welinkpark
	target/debug/welinkpark-codegen --check
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --document-private-items --quiet

demo-rust: rust
	@echo "== Rust"
	@$(BIN) sandbox -- $(CURDIR)/target/debug/visit
	@echo "== Rust (a gate flow)"
	@$(BIN) sandbox -- $(CURDIR)/target/debug/gate

dist-rust:
	$(CARGO) build --release --quiet -p welinkpark-cli
	$(CARGO) package --quiet --allow-dirty --no-verify -p welinkpark
	mkdir -p $(DIST)
	cp target/release/welinkpark target/package/welinkpark-*.crate $(DIST)/
