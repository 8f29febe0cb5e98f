# `make help` lists the targets. Everything runs in .venv, which is made from requirements.lock.

PYTHON ?= python3.11
# The image has its environment elsewhere, and for GPUs made from requirements-gpu.lock.
VENV ?= .venv
LOCK ?= requirements.lock
BIN := $(VENV)/bin
# Changes of these bring the environment up to date.
INSTALLED := $(VENV)/.installed
PEERS := runs/bench/peers
# A real doccano server for tests, in an environment of its own.
DOCCANO := runs/doccano
# Tests run in two processes, each with some GiB; the tests of a file stay together, and files come in
# their order, so that those which take minutes do not come last.
PARALLEL := -n 2 --dist loadfile --no-loadscope-reorder
# Beam's job server and workers disturb what runs in the same process after them: tests/portable has
# processes of its own.
# A headless Chromium to test the server's page with; only where there is an npm.
CHROMIUM := runs/chromium
CHROMIUM_VERSION := 147.0.0
BROWSER := $(if $(shell command -v npm),$(CHROMIUM)/.installed)
RESOLVE := --quiet --python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: client help install run test test-fast test-doccano check format lock packages project image peers parity bench bench-ingest bench-feedback bench-serving bench-rollback bench-quality bench-odd-characters bench-fuzz bench-training clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

install: $(INSTALLED) ## create or update .venv

run: $(INSTALLED) ## train on the sample annotations and publish the model (runs/local)
	$(BIN)/txner run --config configs/local.yaml

test: check $(DOCCANO)/.installed $(BROWSER) ## all of check, and all tests
	$(BIN)/python -m pytest $(PARALLEL) --ignore=tests/portable
	$(BIN)/python -m pytest tests/portable -k "not master_is_here"
	$(BIN)/python -m pytest tests/portable -k master_is_here

test-fast: $(INSTALLED) ## the quick tests: no TFX, no servers, no trainings
	$(BIN)/python -m pytest $(PARALLEL) --fast

test-doccano: $(INSTALLED) $(DOCCANO)/.installed ## the tests against a real doccano server only
	$(BIN)/python -m pytest tests/doccano

check: $(INSTALLED) ## lint, types and the direction of imports only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# An override of the command line adds to those of pyproject.toml, so the same versions get CUDA.
lock: $(INSTALLED) ## resolve each requirements.in into versions with hashes
	$(BIN)/uv pip compile $(RESOLVE) requirements.in -o requirements.lock
	$(BIN)/uv pip compile $(RESOLVE) requirements.in -o requirements-gpu.lock \
		--constraint requirements.lock --override requirements-gpu.in
	for folder in tests/doccano benchmarks/peers; do \
		$(BIN)/uv --no-config pip compile $(RESOLVE) --no-header --no-annotate \
			$$folder/requirements.in -o $$folder/requirements.txt || exit 1; \
	done

image: ## build and push the image of this commit (IMAGE=registry/path/name, GPU=1, BUILDER=cloud)
	@scripts/image.sh

peers: $(INSTALLED) ## install what benchmarks compare with (runs/bench/peers, 1.5 GB)
	test -x $(PEERS)/bin/python || $(BIN)/uv --no-config venv --quiet --python $(PYTHON) $(PEERS)
	$(BIN)/uv --no-config pip install --quiet --require-hashes --python $(PEERS)/bin/python -r benchmarks/peers/requirements.txt

client: $(INSTALLED) ## build the client alone, for applications (dist/txner_client-*.whl)
	$(BIN)/uv --no-config build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist clients/python

bench-serving: $(INSTALLED) ## two minutes of load while labels move (MODEL=folder of a model)
	$(BIN)/python benchmarks/serving_load.py --model $(or $(MODEL),runs/local/serving/transactions)

bench-rollback: $(INSTALLED) ## how soon clients are off a version that is rolled back (MODEL=folder of a model)
	$(BIN)/python -m benchmarks.rollback --model $(or $(MODEL),runs/local/serving/transactions)

parity: peers ## compare the encoder with PyTorch's
	$(BIN)/python benchmarks/encoder_parity.py

bench: peers ## inference, ours and the peers', side by side; after make run
	$(BIN)/python -m benchmarks.inference

bench-quality: peers ## span F1, ours and the peers', several seeds (DATA="files or folders")
	$(BIN)/python -m benchmarks.quality $(if $(DATA),--data $(DATA))

bench-odd-characters: $(INSTALLED) ## span F1 with one odd character at each entity (MODEL=folder of a model)
	$(BIN)/python -m benchmarks.odd_characters --model $(or $(MODEL),runs/local/serving/transactions)

bench-fuzz: $(INSTALLED) ## five minutes of hostile inputs (FUZZ="--seconds 30 --seed 0 --only KIND")
	$(BIN)/python -m benchmarks.fuzz $(FUZZ)

bench-training: peers ## training speed, ours and the peers', side by side (DATA="files or folders")
	$(BIN)/python -m benchmarks.training $(if $(DATA),--data $(DATA))

bench-feedback: $(INSTALLED) ## 100,000 lines of feedback, every second one with a fault
	$(BIN)/python -m benchmarks.feedback

bench-ingest: $(INSTALLED) ## time and memory of ingesting up to a million records
	$(BIN)/python benchmarks/ingest.py

clean: ## remove .venv and the outputs of runs
	rm -rf .venv runs

# --no-config here and above: what pyproject.toml tells uv is meant for this project's environment.
$(DOCCANO)/.installed: tests/doccano/requirements.txt | $(INSTALLED)
	$(BIN)/uv --no-config venv --quiet --clear --python $(PYTHON) $(DOCCANO)/venv
	$(BIN)/uv --no-config pip install --quiet --require-hashes --python $(DOCCANO)/venv/bin/python -r $<
	@touch $@

# The package unpacks its browser below TMPDIR; its libraries only where it takes itself for a Lambda.
# Without it the page's test takes the system's Chromium, and is skipped where there is none.
$(CHROMIUM)/.installed:
	@mkdir -p $(CHROMIUM)
	@{ npm install --silent --no-fund --no-audit --prefix $(CHROMIUM) \
			@sparticuz/chromium@$(CHROMIUM_VERSION) && cd $(CHROMIUM) && \
		TMPDIR=$(CURDIR)/$(CHROMIUM) AWS_EXECUTION_ENV=AWS_Lambda_nodejs22.x \
			node --input-type=module -e \
			'import chromium from "@sparticuz/chromium"; await chromium.executablePath()' && \
		touch .installed; } || echo "no headless Chromium could be installed" >&2

$(INSTALLED): $(LOCK) setup.py pyproject.toml
	@$(MAKE) --no-print-directory packages
	@$(MAKE) --no-print-directory project
	@touch $@

# The image is made with these two, each in a layer of its own.
packages:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
		echo "Python 3.11 is needed; name it with make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@# uv itself by its hashes in the lock file, too: the lines from its name to the last one that goes on.
	@test -x $(BIN)/uv || { $(PYTHON) -m venv --clear $(VENV) && \
		awk '/^uv==/ {on = 1} on; on && !/\\$$/ {exit}' $(LOCK) > $(VENV)/uv.txt && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
			--require-hashes --only-binary :all: --requirement $(VENV)/uv.txt; }
	$(BIN)/uv pip sync --require-hashes --python $(BIN)/python $(LOCK)

project:
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
