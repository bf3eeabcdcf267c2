# Short front of Meson: `make run` to see it, `make test` to trust it. README.md tells the rest.
BUILD ?= build
SECONDS ?= 60
SANITIZERS := -Db_sanitize=address,undefined -Db_lundef=false -Dhardened=false
WERROR ?= false
MESON_SETUP := meson setup

.PHONY: all setup build run test bench soak soak-mail install
.PHONY: format lint clang sanitize fuzz clean-root ci clean

.NOTPARALLEL:

all: build

setup: ; @tools/setup

build: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@tools/setup build
	@$(MESON_SETUP) -Dwerror=$(WERROR) $(BUILD)

run: setup build
	@$(BUILD)/seventh demo

test: setup build
	@tests/run.py --build $(BUILD)

bench: setup build
	@meson test -C $(BUILD) --benchmark --suite bench --verbose

soak: setup build
	@meson test -C $(BUILD) --benchmark --suite soak --verbose

# Sending under fire: more than 10,000 SIGKILLs, and 100,000 stops racing against sends.
soak-mail: setup build
	@meson test -C $(BUILD) --benchmark --suite soak-mail --verbose

install: build
	@meson install -C $(BUILD)

format:
	@tools/setup lint
	@tools/lint format --fix

# clang-format, clang-tidy, cppcheck and gcc -fanalyzer, each without a finding.
lint: setup
	@tools/setup lint
	@tools/lint

# Warnings are errors, under the other compiler.
clang: setup
	@tools/setup lint
	@test -f build-clang/build.ninja || CC=clang CXX=clang++ $(MESON_SETUP) -Dwerror=true build-clang
	@ninja -C build-clang

sanitize: setup
	@test -f build-asan/build.ninja || $(MESON_SETUP) $(SANITIZERS) build-asan
	@ninja -C build-asan
	@tests/run.py --build build-asan --suite unit --suite integration

# Each target for SECONDS: make fuzz SECONDS=600
fuzz: setup
	@tools/setup lint
	@test -f build-fuzz/build.ninja || \
		CC=clang CXX=clang++ $(MESON_SETUP) $(SANITIZERS) -Dfuzz=true build-fuzz
	@ninja -C build-fuzz
	@tests/fuzz/run build-fuzz $(SECONDS)

# make test and make run in a fresh minimal Debian (needs root and debootstrap).
clean-root:
	@tests/clean_root.sh

ci:
	@.ci/run

clean:
	@rm -rf $(BUILD) build-clang build-asan build-fuzz build-lint
