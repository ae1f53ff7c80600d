# Needs Python 3.11 or later and make; everything else comes from the package registry into .venv here.
PYTHON ?= python3
VENV := .venv
SAM_VENV := .venv-sam
PEERS_VENV := .venv-peers
BIN := $(VENV)/bin
SAM := $(SAM_VENV)/bin/sam
REGION ?= us-east-1
OUTPUT ?= out
# The functions' runtime is CPython 3.13: the bundle's byte code must be written by it.
PYTHON313 ?= python3.13
PLATFORM ?= aarch64
LOCAL_PLATFORM ?= $(if $(filter aarch64 arm64,$(shell uname -m)),aarch64,x86_64)
# The runtime is Amazon Linux 2023 with glibc 2.34. pip takes wheels of the tags that it is told and of no older glibc.
WHEEL_TAGS = $(foreach tag,manylinux_2_28 manylinux2014,--platform $(tag)_$(PLATFORM))

.DEFAULT_GOAL := help
.PHONY: help run serve test test-api-schema test-dynamodb-local test-browser check format schema openapi build bundle-size sam-local sam-local-serve redrive bench bench-speed bench-memory bench-import-time bench-walls bench-figures bench-throughput bench-write-units bench-syndication storm train reliability ablation report clean

help:  ## what there is
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-19s %s\n", $$1, $$2}'

$(VENV)/.ready: requirements.txt requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "presscut needs Python 3.11 or later; this one is " + sys.version.split()[0] + ". Try: make PYTHON=python3.13 …")'
	@echo "Once: what presscut, its tests and its checks need, into $(VENV)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(SAM_VENV)/.ready: requirements-sam.txt
	$(PYTHON) -m venv $(SAM_VENV)
	$(SAM_VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-sam.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.ready bench/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	@touch $@

$(VENV)/.browser: $(VENV)/.ready tests/browser/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r tests/browser/requirements.txt
	@touch $@

$(VENV)/.training: $(VENV)/.ready training/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r training/requirements.txt
	@touch $@

$(PEERS_VENV)/.ready: bench/requirements-peers.txt pyproject.toml
	$(PYTHON) -m venv $(PEERS_VENV)
	$(PEERS_VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps -r bench/requirements-peers.txt
	$(PEERS_VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

run: $(VENV)/.ready  ## drop pages into an embedded AWS and show the articles (PAGE=some.html URL=https://… for your own)
	@$(BIN)/python -m presscut.local --output $(OUTPUT) $(if $(URL),--url "$(URL)") $(if $(PAGE),"$(PAGE)")

serve: $(VENV)/.ready  ## the desk: pages beside their articles, with reasons, at http://127.0.0.1:8000 (PORT=…)
	@$(BIN)/python -m presscut.local.desk $(if $(PORT),--port $(PORT))

test: $(VENV)/.ready  ## all tests
	$(BIN)/python -m pytest -n auto tests

test-api-schema: $(VENV)/.ready  ## requests that schemathesis makes up from the OpenAPI document, far more of them
	PRESSCUT_SCHEMA_EXAMPLES=500 $(BIN)/python -m pytest -n auto tests/service/test_api_schema.py

test-dynamodb-local: $(VENV)/.ready  ## the service's tests on Amazon's own DynamoDB Local, which needs Java 17 and npm
	PRESSCUT_TEST_DYNAMODB=local $(BIN)/python -m pytest -n auto tests/service

test-browser: $(VENV)/.browser  ## the reader page and hostile pages in Debian's chromium (pictures in OUTPUT/screenshots)
	OUTPUT=$(OUTPUT) $(BIN)/python -m pytest -n auto tests/browser

check: $(VENV)/.ready $(SAM_VENV)/.ready  ## format, lint, types, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cfn-lint template.yaml
	SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=$(REGION) $(SAM) validate --lint --template template.yaml

format: $(VENV)/.ready  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(VENV)/.ready  ## write the JSON Schemas of an article and of its events anew
	$(BIN)/python -m presscut.schema

openapi: $(VENV)/.ready  ## write the OpenAPI document of the API anew
	$(BIN)/python -m presscut.service.openapi

build: $(SAM_VENV)/.ready  ## the bundle of the functions, for PLATFORM (aarch64, or x86_64); needs CPython 3.13 itself
	SAM_CLI_TELEMETRY=0 PATH="$$($(PYTHON313) -c 'import sys; print(sys.base_prefix)')/bin:$$PATH" $(SAM) build --template template.yaml

# `sam build` calls these; they differ in nothing, and the others copy what the first made.
build-IngestFunction build-ApiFunction build-PublishFunction build-SyndicationFunction build-SweepFunction:
	$(PYTHON313) -m pip install --quiet --disable-pip-version-check --target "$(ARTIFACTS_DIR)" $(WHEEL_TAGS) \
		--implementation cp --python-version 3.13 --only-binary=:all: -r requirements.txt
	cp -R src/presscut "$(ARTIFACTS_DIR)/"
	$(PYTHON313) tools/prune_bundle.py "$(ARTIFACTS_DIR)"
	$(PYTHON313) -m compileall -q --invalidation-mode unchecked-hash "$(ARTIFACTS_DIR)"

bundle-size: build  ## what the built bundle weighs
	@$(PYTHON313) tools/prune_bundle.py --size .aws-sam/build/IngestFunction

# Wherever a container engine answers (DOCKER_HOST); with an image of your own: SAM_LOCAL_FLAGS=--skip-pull-image.
SAM_LOCAL = $(BIN)/python -m presscut.local.containers --sam $(SAM) --region $(REGION) --flags="$(SAM_LOCAL_FLAGS)"

sam-local: $(VENV)/.ready  ## run every event of events/ in a container, truly, and look what came of it
	$(MAKE) build PLATFORM=$(LOCAL_PLATFORM)
	$(SAM_LOCAL)

sam-local-serve: $(VENV)/.ready  ## the AWS of sam-local, kept up for commands by hand
	$(MAKE) build PLATFORM=$(LOCAL_PLATFORM)
	$(SAM_LOCAL) --serve

redrive: $(VENV)/.ready  ## move what could not be ingested back to the queue (STACK=name)
	@$(BIN)/presscut redrive --stack "$(STACK)"

# BENCH_FLAGS takes what `python -m bench --help` lists, or that of the module that the target runs.
bench: $(VENV)/.bench $(PEERS_VENV)/.ready  ## accuracy over the corpora beside the checkout, with peers (BENCH_FLAGS=…)
	$(BIN)/python -m bench $(BENCH_FLAGS)

bench-speed: $(PEERS_VENV)/.ready  ## times beside trafilatura and a bare parse, in one process
	$(PEERS_VENV)/bin/python -m bench.speed

bench-memory: $(VENV)/.ready  ## peak memory of a page, in multiples of its bytes
	$(BIN)/python -m bench.memory

bench-import-time: $(VENV)/.ready  ## what importing the handlers costs
	$(BIN)/python -m bench.import_time

bench-walls: $(VENV)/.bench  ## walls that pages declare, found without the declaration
	$(BIN)/python -m bench.walls

bench-throughput: $(VENV)/.ready  ## articles a second of one ingest function on DynamoDB Local
	$(BIN)/python -m bench.throughput $(BENCH_FLAGS)

bench-write-units: $(VENV)/.ready  ## what an article costs in the table, over the corpora beside the checkout
	$(BIN)/python -m bench.write_units $(BENCH_FLAGS)

bench-syndication: $(VENV)/.bench  ## copies of texts found, and others taken for one, over the corpora beside the checkout
	$(BIN)/python -m bench.syndication $(BENCH_FLAGS)

# STORM_FLAGS takes what `python -m bench.storm --help` lists: --keys, --events, --seed, --seeds, --faults, --workers, …
storm: $(VENV)/.ready  ## the store under disorder, faults and killed processes, against an oracle (STORM_FLAGS=…)
	@$(BIN)/python -m bench.storm --json $(OUTPUT)/storm.json $(STORM_FLAGS)

bench-figures: $(VENV)/.bench  ## a sheet to read: pictures with captions and credits beside their markup
	$(BIN)/python -m bench.figures

train: $(VENV)/.training  ## train the judge's model on the corpora beside the checkout, cross-validate it, write its card
	$(BIN)/python -m training

reliability: $(VENV)/.training  ## how often fields are right by their sources, from the corpora beside the checkout
	$(BIN)/python -m training.reliability
	$(BIN)/ruff format --quiet src/presscut/extraction/metadata/reliability.py

ablation: $(VENV)/.training  ## what each correction of the judge is worth, cross-validated (OUTPUT/ablation.json for the report)
	@mkdir -p $(OUTPUT)
	$(BIN)/python -m training.ablation --output $(OUTPUT)/ablation.json

report: $(VENV)/.training $(VENV)/.bench  ## the bench's report of sites not seen in training (OUTPUT/report.html; with OUTPUT/ablation.json if it is there)
	$(BIN)/python -m training.report --output $(OUTPUT)/report.html $(if $(wildcard $(OUTPUT)/ablation.json),--ablation $(OUTPUT)/ablation.json)

clean:  ## remove all that was made here
	rm -rf $(VENV) $(SAM_VENV) $(PEERS_VENV) .cache .aws-sam $(OUTPUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
