# Every job of the house. `make run` and `make test` do everything on a fresh machine.
# A failing step must fail its pipe too.
SHELL = /bin/bash
.SHELLFLAGS = -eu -o pipefail -c
SWIFT_FLAGS = --explicit-target-dependency-import-check error
COUNSEL = .build/debug/counsel

.PHONY: run test check fmt bench bench-counts torture soak sanitize fuzz interop build setup

setup: ## installs the Debian packages that are missing
	@scripts/setup

build: setup
	swift build $(SWIFT_FLAGS)

run: build ## starts the server with the demo config, plays samples against it, and goes on listening
	@scripts/demo $(COUNSEL)

test: ## builds, checks the files and the rules of the house, survives kill -9, opens the pages, runs every test
	@scripts/setup --browser
	swift build --build-tests $(SWIFT_FLAGS)
	@$(MAKE) --no-print-directory check
	scripts/crash-test --binary $(COUNSEL) --rounds 3
	scripts/kill-day $(COUNSEL) 4 10
	scripts/test-torture --binary $(COUNSEL)
	scripts/injection-test --binary $(COUNSEL)
	scripts/interop $(COUNSEL)
	scripts/browser-test --binary $(COUNSEL)
	swift test --skip-build $(SWIFT_FLAGS)

check: ## the cheap checks: format, imports, file lengths, content, samples
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks
	scripts/check-imports
	scripts/test-check-imports
	scripts/check-schemas
	$(COUNSEL) check --strict
	$(COUNSEL) replay webhook-samples | tail -n 1

fmt: ## formats the code in place
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

interop: build ## has independent implementations of the protocols talk to the server; they come from PyPI
	scripts/interop $(COUNSEL)

bench: setup ## measures against the goals of docs/benchmarks.md; takes minutes
	scripts/bench

bench-counts: setup ## compares the instructions of the core paths with the committed figures; needs no quiet machine
	cd Benchmarks && swift build -c release --product CoreCounts && swift build -c release --product TimingCounts
	scripts/test-bench-counts
	scripts/bench-counts

torture: build ## knocks the server over for TORTURE_S seconds (default 600) and proves that nothing was lost
	@scripts/setup --torture
	scripts/torture --binary $(COUNSEL)

soak: setup ## an even load with reloads for SOAK_MINUTES (default 60): memory, descriptors and p99 must stay flat
	swift build -c release --product counsel --scratch-path .build-release
	scripts/soak

sanitize: setup ## the tests under ThreadSanitizer and AddressSanitizer
	scripts/sanitize

fuzz: setup ## feeds every reader of strangers' bytes with made-up ones, FUZZ_S seconds each (default 60)
	scripts/fuzz $(FUZZ_TARGETS)
