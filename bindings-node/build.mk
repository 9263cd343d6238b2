# Node: the addon by cargo, TypeScript by tsc, all tools in bindings-node/node_modules.

LANGUAGES += node

NODE_DIR   := bindings-node
NODE_TOOLS := $(NODE_DIR)/node_modules/.package-lock.json

# Not `npm ci`, which refuses to work where a registry lacks an optional package of another platform.
$(NODE_TOOLS): $(NODE_DIR)/package.json $(NODE_DIR)/package-lock.json
	cd $(NODE_DIR) && npm install --no-save --silent --no-audit --no-fund
	@touch $@

node: rust $(NODE_TOOLS)
	cd $(NODE_DIR) && npm run --silent build:js && CARGO=$(CARGO) node scripts/native.mjs --built

build-node: node

run-node:
	@cd $(NODE_DIR) && $(call telling,node) WELINKPARK_BINARY=$(BIN) npm test --silent

NODE_TELLING  := $(foreach name,vectors cases gate paging reconcile explain,test/$(name).test.mjs)
OUTCOME_FILES += $(OUTCOMES)/node.jsonl
$(OUTCOMES)/node.jsonl: $(OUTCOME_INPUTS) $(wildcard $(addprefix $(NODE_DIR)/,src/*.rs lib/*.ts test/support.mjs test/runner.mjs) \
                        $(NODE_TELLING:%=$(NODE_DIR)/%))
	@$(MAKE) --no-print-directory node
	cd $(NODE_DIR) && $(call telling,node) WELINKPARK_BINARY=$(BIN) node --test $(NODE_TELLING) >/dev/null

faults-node: rust node
	$(call figures,faults-node,cd $(NODE_DIR) && $(FAULTS) node --test --test-reporter=tap test/faults.mjs,pass )

soak-node: node
	@$(SOAK) node $(NODE_DIR)/test/programs/soak.mjs

check-node: node
	cd $(NODE_DIR) && npm run --silent lint && npm run --silent types
	rm -rf $(NODE_DIR)/build/tarballs
	cd $(NODE_DIR) && node scripts/pack.mjs build/tarballs && node scripts/install.mjs build/tarballs
	cd $(NODE_DIR) && node_modules/.bin/attw --quiet --profile node16 build/tarballs/welinkpark-[0-9]*.tgz

demo-node: node
	@mkdir -p examples/node/node_modules && ln -sfn ../../../$(NODE_DIR) examples/node/node_modules/welinkpark
	@echo "== Node"
	@$(BIN) sandbox -- node examples/node/visit.mjs
	@$(BIN) sandbox -- node examples/node/gate.mjs

dist-node: $(NODE_TOOLS)
	cd $(NODE_DIR) && npm run --silent build:js && CARGO=$(CARGO) node scripts/native.mjs --release
	mkdir -p $(DIST)
	cd $(NODE_DIR) && node scripts/pack.mjs $(DIST) && node scripts/install.mjs $(DIST)
