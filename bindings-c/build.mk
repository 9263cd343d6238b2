# libwelinkpark, the C library. Programs and tests of this folder use it as users do: installed, here into C_STAGE.

LANGUAGES += c

C_DIR     := $(CURDIR)/bindings-c
C_OUT     := $(CURDIR)/target/c
C_STAGE   := $(C_OUT)/stage
C_VERSION  = $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
C_FLAGS   := -std=c99 -Wall -Wextra -Werror -pedantic
C_TESTS   := vectors cases behaviour flows explain faults soak
PREFIX    ?= /usr/local

.PHONY: install-c header-c c-stage c-tests races

c: c-stage
	@mkdir -p $(C_OUT)
	@export PKG_CONFIG_PATH=$(C_STAGE)/lib/pkgconfig; for program in visit gate; do \
	  cc $(C_FLAGS) -O2 -o $(C_OUT)/$$program examples/c/$$program.c examples/c/park.c \
	    $$(pkg-config --cflags --libs welinkpark) -Wl,-rpath,$(C_STAGE)/lib || exit 1; done
	@cmake -S examples/c -B $(C_OUT)/cmake -DCMAKE_PREFIX_PATH=$(C_STAGE) >$(C_OUT)/cmake.log && \
	  cmake --build $(C_OUT)/cmake >>$(C_OUT)/cmake.log || { cat $(C_OUT)/cmake.log; exit 1; }

c-stage: rust
	@$(C_DIR)/install.sh $(C_STAGE) debug $(C_VERSION)

install-c: ## install header, libraries, pkg-config and CMake files under PREFIX
	$(CARGO) build --quiet --release -p welinkpark-c
	$(C_DIR)/install.sh $(PREFIX) release $(C_VERSION)

header-c: ## write the C header and the list of its declarations
	WELINKPARK_WRITE=1 $(CARGO) test --quiet --workspace --test header

# Each test program twice: plain for Valgrind, and with AddressSanitizer.
C_PROGRAMS := $(foreach test,$(C_TESTS),$(C_OUT)/$(test) $(C_OUT)/$(test)-asan)
C_OBJECTS   = $(foreach source,support json outcome steps walks generated/typed,$(C_OUT)/$(1)/$(source).o)
C_INCLUDES := -I$(C_DIR)/include -I$(C_DIR)/tests
C_HEADERS  := $(C_DIR)/include/welinkpark.h $(wildcard $(C_DIR)/tests/*.h)
C_LINK     := -L$(C_STAGE)/lib -lwelinkpark -lpthread -Wl,-rpath,$(C_STAGE)/lib
C_ASAN     := -fsanitize=address,undefined

c-tests: c-stage
	@$(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j2) $(C_PROGRAMS)

.SECONDARY:
$(C_OUT)/plain/%.o: $(C_DIR)/tests/%.c $(C_HEADERS)
	@mkdir -p $(@D)
	cc $(C_FLAGS) -g $(C_INCLUDES) -c -o $@ $<

$(C_OUT)/asan/%.o: $(C_DIR)/tests/%.c $(C_HEADERS)
	@mkdir -p $(@D)
	cc $(C_FLAGS) -g $(C_ASAN) $(C_INCLUDES) -c -o $@ $<

$(C_TESTS:%=$(C_OUT)/%): $(C_OUT)/%: $(C_OUT)/plain/%.o $(call C_OBJECTS,plain)
	cc -o $@ $^ $(C_LINK)

$(C_TESTS:%=$(C_OUT)/%-asan): $(C_OUT)/%-asan: $(C_OUT)/asan/%.o $(call C_OBJECTS,asan)
	cc $(C_ASAN) -o $@ $^ $(C_LINK)

C_VALGRIND := valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,possible \
  --suppressions=$(C_DIR)/tests/valgrind.supp

build-c: rust c c-tests

# Each is a program of its own and has its own sandbox, so they run side by side.
C_WALKS := c-walks-blocking c-walks-callbacks c-walks-json
C_RUNS  := c-interface c-vectors c-vectors-valgrind c-explain c-explain-valgrind c-behaviour c-behaviour-valgrind \
  c-cases c-callbacks c-flows c-flows-valgrind $(C_WALKS) c-walks-valgrind
.PHONY: $(C_RUNS)
run-c: $(C_RUNS)

# The Rust tests compare the header with the library; here it is what compilers say.
c-interface:
	cc $(C_FLAGS) -fsyntax-only -x c $(C_STAGE)/include/welinkpark/welinkpark.h
	c++ -std=c++11 -Wall -Wextra -Werror -pedantic -fsyntax-only -x c++ $(C_STAGE)/include/welinkpark/welinkpark.h
	cc $(C_FLAGS) -o $(C_OUT)/visit-static -I$(C_STAGE)/include/welinkpark examples/c/visit.c examples/c/park.c \
	  $(C_STAGE)/lib/libwelinkpark.a -lgcc_s -lutil -lrt -lpthread -lm -ldl
c-vectors:
	@$(call telling,c-vectors) $(C_OUT)/vectors-asan tests/vectors
c-vectors-valgrind:
	@$(C_VALGRIND) $(C_OUT)/vectors tests/vectors
c-explain:
	@$(call telling,c-explain) $(C_OUT)/explain-asan tests/cases/flows/explain.json
c-explain-valgrind:
	@$(C_VALGRIND) $(C_OUT)/explain tests/cases/flows/explain.json
c-behaviour:
	@$(BIN) sandbox -- $(C_OUT)/behaviour-asan
c-behaviour-valgrind:
	@$(BIN) sandbox -- $(C_VALGRIND) $(C_OUT)/behaviour
c-cases:
	@$(call telling,c-cases) $(BIN) sandbox -- $(C_OUT)/cases-asan tests/cases
c-callbacks:
	@$(call telling,c-callbacks) $(BIN) sandbox -- $(C_OUT)/cases-asan tests/cases callbacks
c-flows:
	@$(call telling,c-flows) $(BIN) sandbox -- $(C_OUT)/flows-asan tests/cases/flows
c-flows-valgrind:
	@$(BIN) sandbox -- $(C_VALGRIND) $(C_OUT)/flows tests/cases/flows
$(C_WALKS): c-walks-%:
	@$(if $(filter json,$*),,$(call telling,c-walks-$*)) $(BIN) sandbox -- $(C_OUT)/cases-asan tests/cases/flows $* paging.json reconcile.json
c-walks-valgrind:
	@$(BIN) sandbox -- $(C_VALGRIND) $(C_OUT)/cases tests/cases/flows callbacks paging.json reconcile.json

# The walks with JSON are held against the table alone.
C_TELLING     := c-vectors c-explain c-cases c-callbacks c-flows c-walks-blocking c-walks-callbacks
C_OUTCOMES    := $(C_TELLING:%=$(OUTCOMES)/%.jsonl)
OUTCOME_FILES += $(C_OUTCOMES)
$(C_OUTCOMES) &: $(OUTCOME_INPUTS) $(wildcard $(C_DIR)/src/*.rs $(C_DIR)/tests/*.c $(C_DIR)/tests/generated/*.c)
	@$(MAKE) --no-print-directory rust c-tests
	@$(SIDE_BY_SIDE) $(C_TELLING)

faults-c: rust c-tests
	+@$(SIDE_BY_SIDE) c-faults-blocking c-faults-callbacks

C_FAULTS := c-faults-blocking c-faults-callbacks
.PHONY: $(C_FAULTS)
$(C_FAULTS): c-faults-%:
	@$(FAULTS) $(C_OUT)/faults-asan tests/faults/faults.json $*

soak-c: c-tests
	@$(SOAK) $(C_OUT)/soak

# All that it calls is compiled for ThreadSanitizer, too. With a target named, build scripts and macros are not.
RACES       := $(CURDIR)/target/races
RACES_FLAGS := -Zsanitizer=thread -Cunsafe-allow-abi-mismatch=sanitizer

races: rust ## threads on all that they share, under ThreadSanitizer
	@if ls $$(rustc --print sysroot)/lib/rustlib/*/lib/librustc-*_rt.tsan.a >/dev/null 2>&1; then \
	  waits=$$($(C_DIR)/tests/races/std.sh $(RACES)) && \
	  RUSTC_BOOTSTRAP=1 RUSTFLAGS="$(RACES_FLAGS) $$waits" TSAN_OPTIONS=suppressions=$(C_DIR)/tests/races/suppressions \
	    $(CARGO) test --quiet -p welinkpark-c --test races --target-dir $(RACES) --target $(HOST) \
	    --config "target.'cfg(all())'.runner=['$(BIN)','sandbox','--']"; \
	else echo "races: SKIPPED, this compiler comes without ThreadSanitizer's runtime"; fi

check-c:
	$(CARGO) test --quiet --workspace --test header

demo-c: rust c
	@echo "== C (pkg-config)"
	@$(BIN) sandbox -- $(C_OUT)/visit
	@echo "== C (a gate flow)"
	@$(BIN) sandbox -- $(C_OUT)/gate
	@echo "== C (CMake, callbacks)"
	@$(BIN) sandbox -- $(C_OUT)/cmake/callbacks

dist-c:
	$(MAKE) --no-print-directory install-c PREFIX=$(C_OUT)/dist/welinkpark-c-$(C_VERSION)
	mkdir -p $(DIST)
	tar -C $(C_OUT)/dist -czf $(DIST)/welinkpark-c-$(C_VERSION)-linux-$(shell uname -m).tar.gz welinkpark-c-$(C_VERSION)
