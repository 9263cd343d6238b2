# Every language has the same rules: NAME (build), test-NAME, check-NAME, demo-NAME, dist-NAME. A binding joins
# by a build.mk in its folder that adds its name to LANGUAGES. All set-up happens inside this folder.

LANGUAGES := rust

CARGO ?= cargo
DIST  := $(CURDIR)/dist
BIN   := $(CURDIR)/target/debug/welinkpark

include $(wildcard bindings-*/build.mk)
include benches/build.mk

.DEFAULT_GOAL := help
.PHONY: help demo test check codegen dist clean sandbox test-readme \
        $(LANGUAGES) $(foreach rule,test check demo dist,$(LANGUAGES:%=$(rule)-%))

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(LANGUAGES:%=demo-%) ## a car enters, pays and leaves, in every language, against the sandbox

test: $(LANGUAGES:%=test-%) test-readme ## all tests

check: $(LANGUAGES:%=check-%) ## format, lints, generated files, docs: what CI checks besides the tests

codegen: ## write the typed layer of every language and the reference from spec/
	$(CARGO) run --quiet -p welinkpark-codegen

dist: $(LANGUAGES:%=dist-%) ## put everything installable into dist/

clean: ## remove what was built
	$(CARGO) clean
	rm -rf $(DIST)

test-readme: rust python node c dotnet
	@python3 tests/readme.py $(BIN) $(PYTHON_BIN)/python $(C_STAGE) $(if $(DOTNET_SKIPPED),,$(DOTNET_OUT)/WelinkPark.dll)

sandbox: rust ## run the sandbox until interrupted
	$(BIN) sandbox

# --- Rust -----------------------------------------------------------------------------------------------

rust:
	$(CARGO) build --quiet --workspace

test-rust:
	$(CARGO) test --quiet --workspace

check-rust:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --quiet -- -D warnings
	$(CARGO) run --quiet -p welinkpark-codegen -- --check
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --workspace --no-deps --document-private-items --quiet

demo-rust: rust
	@echo "== Rust"
	@$(BIN) sandbox -- $(CURDIR)/target/debug/visit

dist-rust:
	$(CARGO) build --release --quiet -p welinkpark-cli
	$(CARGO) package --quiet --allow-dirty --no-verify -p welinkpark
	mkdir -p $(DIST)
	cp target/release/welinkpark target/package/welinkpark-*.crate $(DIST)/
