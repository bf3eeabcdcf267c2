# Short front of Meson: see README.md.
BUILD ?= build

.PHONY: build test
build: $(BUILD)/build.ninja
	@ninja -C $(BUILD)

$(BUILD)/build.ninja:
	@meson setup $(BUILD)

test: build
	@meson test -C $(BUILD) --print-errorlogs
