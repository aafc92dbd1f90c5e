# All of it is set up by .ci/prepare (Python's standard library only), which takes seconds when nothing changed.
# Words for the program behind a target go into ARGS: make run ARGS="--port 9000", make test ARGS="-k points"
PYTHON ?= python3
ARGS ?=
PREPARE = $(PYTHON) -B .ci/prepare

.DEFAULT_GOAL := help
.PHONY: run test lint bench bench-points lock clean help

run: ## set everything up and start Codebadge with a live demo on http://localhost:8080
	@$(PREPARE) run $(ARGS)

test: ## set everything up and run every test: TypeScript, Python, browser
	@$(PREPARE) test $(ARGS)

lint: ## check style and types of Python and TypeScript
	@$(PREPARE) lint

bench: ## measure ingest, delay and fan-out, and print a table
	@$(PREPARE) bench $(ARGS)

bench-points: ## measure how well points are estimated: make bench-points ARGS="--data FOLDER"
	@$(PREPARE) bench-points $(ARGS)

lock: ## write the lock files anew from the ranges in setup.cfg
	@$(PREPARE) lock

clean: ## remove all that the set-up made (your data in ~/.local/share/codebadge stays)
	@$(PREPARE) clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 21
