# Benchmarks: ours against what users would write themselves. All set-up happens in benches/ and target/.
# A client whose tools this machine lacks is left out, and the table says so.

BENCH       := $(CURDIR)/benches
BENCH_OUT   := $(BENCH)/.build
BENCH_VENV  := $(BENCH)/.venv
BENCH_DEB   := $(BENCH_OUT)/deb
BENCH_C     := $(BENCH_OUT)/c
BENCH_FLAGS := -std=gnu11 -O2 -Wall -Wextra -Werror -I$(BENCH)/harness
BENCH_ARGS  ?= $(if $(QUICK),--quick)

.PHONY: bench bench-parts bench-instructions bench-setup \
        bench-build bench-python bench-node bench-c bench-curl bench-java bench-dotnet

bench: bench-setup ## our clients against others, in one table (QUICK=1: a shorter one)
	@python3 $(BENCH)/run $(BENCH_ARGS)

bench-parts: ## what the parts of a call cost
	$(CARGO) bench -p welinkpark

bench-instructions: bench-build ## instructions of the hot paths, against those that are checked in (WRITE=1: write them)
	@python3 $(BENCH)/instructions/count.py $(if $(WRITE),--write)

bench-setup: bench-python bench-node bench-c bench-curl bench-java bench-dotnet

# All at once, so that the core is built once.
bench-build:
	$(CARGO) build --quiet --release $(patsubst %,-p welinkpark-%,benches cli c node python)

bench-c: bench-build
	@mkdir -p $(BENCH_C)
	@$(C_DIR)/install.sh $(BENCH_C) release $(C_VERSION)
	@cc $(BENCH_FLAGS) -o $(BENCH_OUT)/ours-c $(BENCH)/ours/c.c -I$(BENCH_C)/include/welinkpark -L$(BENCH_C)/lib \
	  -lwelinkpark -lpthread -Wl,-rpath,$(BENCH_C)/lib

# Debian's packages, unpacked here: what it has installed already need not include their headers.
$(BENCH_DEB)/.unpacked:
	@mkdir -p $(BENCH_DEB)
	@cd $(BENCH_DEB) && apt-get download -qq libcurl4-openssl-dev libcjson-dev libcjson1 libjackson2-core-java \
	  libjackson2-databind-java libjackson2-annotations-java && for package in *.deb; do dpkg-deb -x $$package .; done
	@touch $@

bench-curl:
	@if command -v apt-get >/dev/null && ls /usr/lib/*/libcurl.so.4 >/dev/null 2>&1 && $(MAKE) -s $(BENCH_DEB)/.unpacked; then \
	  cc $(BENCH_FLAGS) -o $(BENCH_OUT)/own-curl $(BENCH)/peers/curl.c -isystem $(BENCH_DEB)/usr/include \
	    -isystem $(BENCH_DEB)/usr/include/$$(cc -dumpmachine) -L$(BENCH_DEB)/usr/lib/$$(cc -dumpmachine) \
	    -l:libcurl.so.4 -l:libcjson.so.1 -lssl -lcrypto -lz -Wl,-rpath,$(BENCH_DEB)/usr/lib/$$(cc -dumpmachine); \
	else rm -f $(BENCH_OUT)/own-curl; fi

BENCH_JARS = $(subst $(eval) ,:,$(wildcard $(BENCH_DEB)/usr/share/java/jackson-core.jar $(BENCH_DEB)/usr/share/java/jackson-databind.jar $(BENCH_DEB)/usr/share/java/jackson-annotations.jar))

bench-java: bench-curl
	@rm -rf $(BENCH_OUT)/java
	@if command -v javac >/dev/null && [ -e $(BENCH_DEB)/.unpacked ]; then \
	  javac -encoding UTF-8 -d $(BENCH_OUT)/java -cp "$(BENCH_JARS)" $(BENCH)/peers/OwnHttpUrlConnection.java && \
	  echo "$(BENCH_JARS)" >$(BENCH_OUT)/java/classpath; fi

$(BENCH_VENV)/.installed: $(BENCH)/requirements.txt
	$(PYTHON) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# As a wheel has it.
bench-python: bench-build $(BENCH_VENV)/.installed
	@rm -rf $(BENCH_OUT)/python
	@mkdir -p $(BENCH_OUT)/python
	@cp -r $(PYTHON_DIR)/python/welinkpark $(BENCH_OUT)/python/
	@rm -f $(BENCH_OUT)/python/welinkpark/_native*.so
	@cp target/release/lib_native.so $(BENCH_OUT)/python/welinkpark/_native.abi3.so

$(BENCH)/node_modules/.package-lock.json: $(BENCH)/package.json $(BENCH)/package-lock.json
	cd $(BENCH) && npm install --no-save --silent --no-audit --no-fund
	@touch $@

bench-node: bench-build $(BENCH)/node_modules/.package-lock.json $(NODE_TOOLS)
	@cd $(NODE_DIR) && npm run --silent build:js
	@mkdir -p $(BENCH)/node_modules/welinkpark
	@cp -r $(NODE_DIR)/dist $(NODE_DIR)/package.json $(BENCH)/node_modules/welinkpark/
	@cp target/release/libwelinkpark_node.so \
	  $(BENCH)/node_modules/welinkpark/welinkpark.$$(node -p 'require("./$(NODE_DIR)/build/native.js").target()').node

ifeq ($(shell command -v mcs && command -v mono),)
bench-dotnet:
	@rm -f $(BENCH_OUT)/CSharp.exe
else
bench-dotnet: bench-c $(DOTNET_OUT)/WelinkPark.dll $(DOTNET_CORE)/path
	@cp $(DOTNET_OUT)/WelinkPark.dll $(BENCH_OUT)/
	@$(DOTNET_MCS) -optimize -r:$(BENCH_OUT)/WelinkPark.dll -r:System -r:System.Core -out:$(BENCH_OUT)/CSharp.exe $(BENCH)/ours/CSharp.cs
	@cp $(DOTNET_CORE)/path $(BENCH_OUT)/dotnet
endif
