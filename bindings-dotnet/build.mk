# WelinkPark, the C# library over libwelinkpark: built by mcs, run by Mono and by .NET Core (from a wheel, in .tools/).

LANGUAGES += dotnet

DOTNET_DIR  := $(CURDIR)/bindings-dotnet
DOTNET_OUT  := $(CURDIR)/target/dotnet
DOTNET_CORE := $(CURDIR)/.tools/dotnet
DOTNET_MCS   = mcs -langversion:7.2 -unsafe -warnaserror -nowarn:1573
# With the C library as it is installed.
DOTNET_ENV   = LD_LIBRARY_PATH=$(C_STAGE)/lib DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
DOTNET_EXEC  = $(shell cat $(DOTNET_CORE)/path) exec --runtimeconfig $(DOTNET_DIR)/tests/runtimeconfig.json
DOTNET_RID  := linux-$(if $(filter aarch64,$(shell uname -m)),arm64,x64)
DOTNET_SRC  := $(wildcard $(DOTNET_DIR)/src/*.cs $(DOTNET_DIR)/src/generated/*.cs)

DOTNET_SKIPPED := $(if $(shell command -v mcs && command -v mono),,yes)

ifeq ($(DOTNET_SKIPPED),yes)

# CI never comes here: it installs Mono.
dotnet build-dotnet run-dotnet faults-dotnet soak-dotnet check-dotnet demo-dotnet dist-dotnet:
	@echo "== .NET: SKIPPED, there is no Mono here; install mono-mcs and mono-runtime"

else

dotnet: $(DOTNET_OUT)/WelinkPark.dll

$(DOTNET_OUT)/WelinkPark.dll: $(DOTNET_SRC)
	@mkdir -p $(DOTNET_OUT)
	$(DOTNET_MCS) -target:library -doc:$(DOTNET_OUT)/WelinkPark.xml -out:$@ $(DOTNET_SRC)

$(DOTNET_OUT)/WelinkPark.Tests.exe: $(DOTNET_OUT)/WelinkPark.dll $(wildcard $(DOTNET_DIR)/tests/*.cs)
	$(DOTNET_MCS) -r:$(DOTNET_OUT)/WelinkPark.dll -r:System -r:System.Core -out:$@ $(DOTNET_DIR)/tests/*.cs

$(DOTNET_OUT)/Visit.exe $(DOTNET_OUT)/Gate.exe: $(DOTNET_OUT)/%.exe: examples/dotnet/%.cs $(DOTNET_OUT)/WelinkPark.dll
	$(DOTNET_MCS) -r:$(DOTNET_OUT)/WelinkPark.dll -r:System -r:System.Core -out:$@ $<

# The runtime of .NET Core 3.1, without an SDK.
$(DOTNET_CORE)/path:
	@mkdir -p $(DOTNET_CORE)
	python3 -m venv $(DOTNET_CORE)/venv
	$(DOTNET_CORE)/venv/bin/pip install --quiet --disable-pip-version-check dotnetcore2==3.1.23
	@find $(DOTNET_CORE)/venv -path '*dotnetcore2/bin/dotnet' -exec chmod +x {} \; -print >$@

build-dotnet: rust c-stage $(DOTNET_OUT)/WelinkPark.Tests.exe $(DOTNET_CORE)/path

.PHONY: dotnet-mono dotnet-core
run-dotnet: dotnet-mono dotnet-core
dotnet-mono:
	@$(call telling,mono) $(DOTNET_ENV) $(BIN) sandbox -- mono $(DOTNET_OUT)/WelinkPark.Tests.exe tests
dotnet-core:
	@$(call telling,net) $(DOTNET_ENV) $(BIN) sandbox -- $(DOTNET_EXEC) $(DOTNET_OUT)/WelinkPark.Tests.exe tests

DOTNET_OUTCOMES := $(addprefix $(OUTCOMES)/,mono.jsonl net.jsonl)
OUTCOME_FILES   += $(DOTNET_OUTCOMES)
$(DOTNET_OUTCOMES) &: $(OUTCOME_INPUTS) $(DOTNET_SRC) $(wildcard $(DOTNET_DIR)/tests/*.cs)
	@$(MAKE) --no-print-directory test-dotnet

faults-dotnet: rust c-stage $(DOTNET_OUT)/WelinkPark.Tests.exe $(DOTNET_CORE)/path
	$(call figures,faults-mono,$(DOTNET_ENV) $(FAULTS) mono $(DOTNET_OUT)/WelinkPark.Tests.exe faults tests,checks)
	$(call figures,faults-net,$(DOTNET_ENV) $(FAULTS) $(DOTNET_EXEC) $(DOTNET_OUT)/WelinkPark.Tests.exe faults tests,checks)

soak-dotnet: c-stage $(DOTNET_OUT)/WelinkPark.Tests.exe $(DOTNET_CORE)/path
	@$(DOTNET_ENV) $(SOAK) mono $(DOTNET_OUT)/WelinkPark.Tests.exe soak
	@$(DOTNET_ENV) $(SOAK) $(DOTNET_EXEC) $(DOTNET_OUT)/WelinkPark.Tests.exe soak

check-dotnet: $(DOTNET_OUT)/WelinkPark.dll
	@grep -q '<Version>$(C_VERSION)</Version>' $(DOTNET_DIR)/WelinkPark.csproj || \
	  { echo "bindings-dotnet/WelinkPark.csproj: the version is not $(C_VERSION)"; exit 1; }
	@! grep -nE '[[:space:]]+$$' $(DOTNET_DIR)/src/*.cs $(DOTNET_DIR)/src/generated/*.cs $(DOTNET_DIR)/tests/*.cs

demo-dotnet: rust c-stage $(DOTNET_OUT)/Visit.exe $(DOTNET_OUT)/Gate.exe $(DOTNET_CORE)/path
	@echo "== C# (Mono)"
	@$(DOTNET_ENV) $(BIN) sandbox -- mono $(DOTNET_OUT)/Visit.exe
	@echo "== C# (.NET Core)"
	@$(DOTNET_ENV) $(BIN) sandbox -- $(DOTNET_EXEC) $(DOTNET_OUT)/Visit.exe
	@echo "== C# (a gate flow)"
	@$(DOTNET_ENV) $(BIN) sandbox -- mono $(DOTNET_OUT)/Gate.exe

# Everything that `dotnet pack` needs, and the assembly for those who link it as it is.
dist-dotnet: $(DOTNET_OUT)/WelinkPark.dll
	$(CARGO) build --quiet --release -p welinkpark-c
	@rm -rf $(DOTNET_OUT)/dist
	@mkdir -p $(DIST) $(DOTNET_OUT)/dist/WelinkPark/runtimes/$(DOTNET_RID)/native $(DOTNET_OUT)/dist/WelinkPark/bin
	cp -r $(DOTNET_DIR)/src $(DOTNET_DIR)/WelinkPark.csproj $(DOTNET_DIR)/README.md $(DOTNET_DIR)/README.zh-CN.md $(DOTNET_OUT)/dist/WelinkPark/
	cp target/release/libwelinkpark_c.so $(DOTNET_OUT)/dist/WelinkPark/runtimes/$(DOTNET_RID)/native/libwelinkpark.so
	cp $(DOTNET_OUT)/WelinkPark.dll $(DOTNET_OUT)/WelinkPark.xml $(DOTNET_OUT)/dist/WelinkPark/bin/
	tar -C $(DOTNET_OUT)/dist -czf $(DIST)/WelinkPark-dotnet-$(C_VERSION).tar.gz WelinkPark

endif
