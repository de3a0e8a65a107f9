# make            build/yuanjing, build/libyuanjing.a, and what editors read (.luarc.json, .luals, .luacheckrc)
# make demo       installs what is missing, builds, shows the baseline scenario
# make check      installs what is missing, builds, runs every test
# make bench      the table of speeds; make bench-peers: beside numpy, OpenTURNS and deSolve
# make layers asan tsan coverage bench-step install clean
#
# Everything made is under $(BUILD). Another compiler: make CC=clang BUILD=build/clang

CC      = gcc
BUILD   = build
PREFIX  = /usr/local
OPTIMISE = -O2

# Equal bits everywhere: no contraction into fused multiply-adds, no fast-math, no -march. See tests/objects.
WARNINGS = -Wall -Wextra -Wpedantic -Werror
CFLAGS   = -std=c11 $(WARNINGS) -ffp-contract=off $(OPTIMISE) -g -pthread $(EXTRA)
CPPFLAGS = -Iengine -I/usr/include/lua5.4 -D_POSIX_C_SOURCE=200809L
LDFLAGS  = -pthread $(EXTRA)
LDLIBS   = -lgsl -lgslcblas -llua5.4 -lsqlite3 -lnettle -lutf8proc -lm

# The rooms, each allowed to use those before it; see tests/layers.
ROOMS   = base quantity model program study script record view cli

# ---- the engine ----

MAIN    = engine/cli/main.c
SOURCES = $(filter-out $(MAIN),$(wildcard engine/*/*.c engine/*/*/*.c))
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(BUILD)/libyuanjing.a
PROGRAM = $(BUILD)/yuanjing

# What editors read to complete and check names in models and scenarios; a broken model leaves the last one there.
EDITORS = .luals/yuanjing.lua

all: $(if $(wildcard $(MAIN)),$(PROGRAM)) $(LIBRARY) $(EDITORS)

$(EDITORS): $(PROGRAM) $(wildcard models/region/*.lua models/chongqing/*.lua)
	-@$(PROGRAM) vocabulary models/chongqing/model.lua --out . --quiet

$(PROGRAM): $(MAIN:%.c=$(BUILD)/%.o) $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

# Each kernel file for its own instruction set; which one runs is chosen when the program starts.
$(BUILD)/engine/program/kernels_avx512.o $(BUILD)/engine/study/vectors_avx512.o: private ISA = -mavx512f -mavx512dq
$(BUILD)/engine/program/kernels_avx2.o   $(BUILD)/engine/study/vectors_avx2.o:   private ISA = -mavx2

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(ISA) -MMD -MP -c -o $@ $<

# The installed program looks for models and scripts here when they are not beside the script it reads.
$(BUILD)/engine/script/load.o: private CPPFLAGS += -DYUANJING_SHARE='"$(PREFIX)/share/yuanjing"'
$(BUILD)/engine/script/load.o: $(BUILD)/prefix
$(BUILD)/prefix: $(if $(filter-out $(PREFIX),$(shell cat $(BUILD)/prefix 2>/dev/null)),always)
	@mkdir -p $(@D)
	@echo '$(PREFIX)' > $@

# Objects are made again when the compiler or its flags change.
FLAGS = $(CC) $(CPPFLAGS) $(CFLAGS)
$(BUILD)/flags: $(if $(filter-out x$(FLAGS),x$(shell cat $(BUILD)/flags 2>/dev/null)),always)
	@mkdir -p $(@D)
	@echo '$(FLAGS)' > $@
always:

# ---- tests: one program per file, linked with its own room and those before it ----

TEST_SOURCES = $(wildcard tests/*/*_test.c)
TEST_SUPPORT = $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/support/*.c))
TESTS        = $(TEST_SOURCES:%.c=$(BUILD)/%)
TEST_SCRIPTS = tests/runner tests/layers tests/objects $(wildcard tests/*/*_test.sh)
$(BUILD)/tests/%.o: private CPPFLAGS += -Itests -DTEST_FOLDER='"tests"'

define room_archive
$$(BUILD)/rooms/$(1).a: $$(filter $$(BUILD)/engine/$(1)/%,$$(OBJECTS))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach room,$(ROOMS),$(eval $(call room_archive,$(room))))

# $(call upto,room): the archives of that room and of those before it, the last first; all of them for any other name.
reverse = $(if $(1),$(call reverse,$(wordlist 2,$(words $(1)),$(1))) $(firstword $(1)))
before  = $(if $(filter $(1),$(firstword $(2))),$(1),$(if $(2),$(firstword $(2)) $(call before,$(1),$(wordlist 2,$(words $(2)),$(2)))))
upto    = $(patsubst %,$(BUILD)/rooms/%.a,$(call reverse,$(call before,$(1),$(ROOMS))))

define room_tests
$$(filter $$(BUILD)/tests/$(1)/%,$$(TESTS)): $$(BUILD)/%: $$(BUILD)/%.o $$(TEST_SUPPORT) $$(call upto,$(1))
	$$(CC) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(LDLIBS)
endef
$(foreach folder,$(sort $(notdir $(patsubst %/,%,$(dir $(TEST_SOURCES))))),$(eval $(call room_tests,$(folder))))

tests: all $(TESTS)

# check-base, check-quantity, ...: the tests of one folder only.
check-%: always
	@$(MAKE) --no-print-directory $(or $(filter $(BUILD)/tests/$*/%,$(TESTS)),$(error tests/$* has no tests))
	@BUILD=$(BUILD) tests/run $(filter $(BUILD)/tests/$*/%,$(TESTS)) $(filter tests/$*/%,$(TEST_SCRIPTS))

# The engine is built once more by the other compiler, without a warning there too; tests/compilers compares.
OTHER = $(if $(findstring clang,$(CC)),gcc,clang)
check: packages-check
	@$(MAKE) --no-print-directory tests
	@$(MAKE) --no-print-directory CC=$(OTHER) BUILD=$(BUILD)/other all
	@BUILD=$(BUILD) CC=$(CC) tests/run $(TESTS) $(TEST_SCRIPTS) tests/compilers

layers:
	@tests/layers

# ---- the same tests under other eyes ----

# GCC's guess about uninitialised variables is wrong too often in instrumented code.
SANITIZED = --no-print-directory OPTIMISE='-O1 -fno-omit-frame-pointer -Wno-maybe-uninitialized'

asan: packages-check
	@$(MAKE) $(SANITIZED) BUILD=build/asan EXTRA='-fsanitize=address,undefined -fno-sanitize-recover=undefined' tests
	@BUILD=build/asan SLOWER=8 tests/run $(TESTS:$(BUILD)/%=build/asan/%)

tsan: packages-check
	@$(MAKE) $(SANITIZED) BUILD=build/tsan EXTRA='-fsanitize=thread' tests
	@BUILD=build/tsan SLOWER=15 tests/run $(TESTS:$(BUILD)/%=build/tsan/%)

coverage: packages-coverage
	@$(MAKE) --no-print-directory BUILD=build/coverage OPTIMISE=-O0 EXTRA=--coverage tests
	@find build/coverage -name '*.gcda' -delete
	@BUILD=build/coverage SLOWER=8 tests/run $(TESTS:$(BUILD)/%=build/coverage/%) $(TEST_SCRIPTS); status=$$?; \
	lcov --quiet --capture --directory build/coverage/engine --no-external --base-directory . --output-file build/coverage/lines.info && \
	lcov --list build/coverage/lines.info && \
	lcov --summary build/coverage/lines.info 2>&1 | sed -n 's/^ *lines\.*: */line coverage: /p'; exit $$status

# ---- benches: every bench/*.c is a program; bench/run runs them and prints the table ----

BENCHES = $(patsubst %.c,$(BUILD)/%,$(wildcard bench/*.c))
$(BENCHES): $(BUILD)/%: $(BUILD)/%.o $(LIBRARY)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

bench: packages-demo
	@$(MAKE) --no-print-directory all $(BENCHES)
	@BUILD=$(BUILD) bench/run

# bench-step: the lane machine only; bench-peers: numpy, OpenTURNS and deSolve beside.
bench-step: packages-demo
	@$(MAKE) --no-print-directory all $(BENCHES)
	@BUILD=$(BUILD) bench/run step

bench-peers: packages-peers
	@$(MAKE) --no-print-directory all $(BENCHES)
	@BUILD=$(BUILD) bench/run peers

# ---- people ----

demo: packages-demo
	@$(MAKE) --no-print-directory all
	@$(PROGRAM) run scripts/baseline.lua

packages-%: always
	@.ci/packages $*

SHARE = $(DESTDIR)$(PREFIX)/share/yuanjing
install: all
	install -D -m 755 $(PROGRAM) '$(DESTDIR)$(PREFIX)/bin/yuanjing'
	install -d '$(SHARE)'
	cp -R models scripts '$(SHARE)/'

clean:
	rm -rf build .luals .luarc.json .luacheckrc

.PHONY: all tests check layers asan tsan coverage bench bench-step bench-peers demo install clean always
.SECONDARY: $(TESTS:=.o) $(BENCHES:=.o)
-include $(OBJECTS:.o=.d) $(BUILD)/$(MAIN:.c=.d) $(TESTS:=.d) $(TEST_SUPPORT:.o=.d) $(BENCHES:=.d)
