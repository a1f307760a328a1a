# `make help` says what there is. Every target installs what it needs first.

REPORTS ?=
reports = $(if $(REPORTS),--reports "$(REPORTS)")

# Configures once; ninja sees to later changes of the CMake files, but not of the presets.
compile = { [ build/$(1)/build.ninja -nt CMakePresets.json ] || cmake --preset $(1) >/dev/null; } \
    && cmake --build --preset $(1)

# ninja and ctest decide about jobs themselves.
unexport MAKEFLAGS

.PHONY: help run build package test soak bench tour format lint clean
.NOTPARALLEL:

help:
	@echo 'make run      build, play a simulated inspection, serve it; REPORTS=file.csv plays yours'
	@echo 'make test     every check: lint, the whole program, its parts under sanitizers'
	@echo 'make build    the program: build/release/ducha'
	@echo 'make package  a Debian package of the release build'
	@echo 'make soak     the long tests, with many more cases and faults, and walks over all screens'
	@echo 'make bench    speed and memory, beside the peers'
	@echo 'make tour     the pictures of docs/tour.md, taken anew'
	@echo 'make lint     house rules and format; make format puts the format right'
	@echo 'make clean    remove what was built'

build:
	@tools/setup.sh build
	@$(call compile,release)

# On a terminal it stays, until Ctrl-C; otherwise, or with SERVE=0, it looks whether it could.
run: build
	@build/release/ducha demo --fresh --dir build/demo $(reports)
	@tools/serve_demo.sh build/release/ducha build/demo

# Leaves build/release/ducha_VERSION_ARCHITECTURE.deb
package:
	@tools/setup.sh package
	@$(call compile,release)
	@cd build/release && cpack

test:
	@tools/setup.sh test
	@tools/lint.sh
	@$(call compile,dev) --target plain_tests
	@tools/with_postgres.py ctest --preset dev -LE 'unit|stores|threads|walk' -E '_NOT_BUILT'
	@$(call compile,asan) --target sanitized_tests
	@tools/with_postgres.py ctest --preset asan -LE 'compile|command_line|browser|faults' \
	    -E SimulatedInspection

soak:
	@tools/setup.sh test
	@$(call compile,dev)
	@DUCHA_SOAK=1 tools/with_postgres.py ctest --preset dev

bench:
	@tools/setup.sh bench
	@$(call compile,bench)
	@tools/with_postgres.py --durable sh -c \
	    'for program in build/bench/bench/*_bench; do "$$program" || exit 1; done'

tour: build
	@tools/setup.sh test
	@DUCHA=build/release/ducha node_modules/.bin/node tests/workbench/tour.mjs docs/tour

format:
	@tools/setup.sh test
	@git ls-files -co --exclude-standard -- '*.h' '*.cpp' | xargs -r ls 2>/dev/null | \
	    xargs -r clang-format-19 -i

lint:
	@tools/setup.sh test
	@tools/lint.sh

clean:
	@rm -rf build
