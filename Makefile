# Every language has the same rules: NAME (build), test-NAME, check-NAME, demo-NAME, dist-NAME. A binding joins
# by a build.mk in its folder that adds its name to LANGUAGES. All set-up happens inside this folder.
#
# test-NAME is build-NAME, all that its tests need, and then run-NAME, which builds nothing: cargo would replace programs
# that others run, and lets only one build at a time. So `make test` can run all languages side by side.

LANGUAGES := rust

CARGO ?= cargo
DIST  := $(CURDIR)/dist
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
SIDE_BY_SIDE  = $(MAKE) --no-print-directory --jobs=$(JOBS) --output-sync=target --keep-going

include $(wildcard bindings-*/build.mk)
include benches/build.mk

.DEFAULT_GOAL := help
.PHONY: help demo test conformance check audit fuzz codegen dist clean sandbox test-readme run-readme \
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

faults-rust: rust
	$(CARGO) test --quiet --workspace --test fault_matrix

audit: ## known weaknesses, licences and sources of what comes from others
	@cargo deny --version >/dev/null 2>&1 || { echo "missing: cargo install cargo-deny"; exit 1; }
	$(CARGO) deny check

# Coverage for libFuzzer from stable rustc: what `cargo fuzz` asks of a nightly one, without a sanitizer.
FUZZ_FLAGS := --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
  -Cllvm-args=-sanitizer-coverage-trace-compares
# With a target named, build scripts and macros are left as they are.
FUZZ_HOST    = $(shell rustc -vV | sed -n 's/^host: //p')
FUZZ_TARGETS := $(patsubst fuzz/fuzz_targets/%.rs,%,$(wildcard fuzz/fuzz_targets/*.rs))
SECONDS ?= 60

fuzz: ## search for input that breaks a promise, for SECONDS seconds in all
	RUSTFLAGS="$(FUZZ_FLAGS)" $(CARGO) build --quiet --release --manifest-path fuzz/Cargo.toml --target-dir target/fuzz --target $(FUZZ_HOST)
	@mkdir -p fuzz/found target/fuzz/corpus
	@for target in $(FUZZ_TARGETS); do mkdir -p target/fuzz/corpus/$$target && echo "== $$target" && \
	  target/fuzz/$(FUZZ_HOST)/release/$$target -max_total_time=$$(($(SECONDS) / $(words $(FUZZ_TARGETS)) + 1)) -timeout=20 -rss_limit_mb=2048 \
	    -artifact_prefix=fuzz/found/$$target- -print_final_stats=0 -verbosity=0 target/fuzz/corpus/$$target fuzz/corpus/$$target || exit 1; done

SOAK := WELINKPARK_BINARY=$(BIN) $(CURDIR)/target/debug/soak $(SECONDS)

soak: $(LANGUAGES:%=soak-%) ## each language SECONDS seconds long against a sandbox that fails and is killed and restarted

soak-rust: rust
	@$(SOAK)

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
	@$(call telling,rust) $(CARGO) test --quiet --workspace

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
