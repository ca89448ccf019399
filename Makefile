# make demo   the built-in example as a dossier in the browser
# make test   every check that a change must pass
# Each makes its own environment on first use; a second run starts at once.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
PIP_FLAGS = --quiet --disable-pip-version-check --no-input
RUN = .venv
DEV = .venv-dev
TRAIN = .venv-train
DATA ?= ../shared/data
# The release that the shipped weights were trained with. On Linux the registry's build brings several
# gigabytes of CUDA; for a small CPU build give pip its index: make train TORCH_ARGS="--index-url ..."
TORCH ?= torch==2.13.0

.DEFAULT_GOAL := help
.PHONY: help demo test lint check browser train bench lock clean

help:
	@sed -n 's/^# //p' Makefile | head -3
	@echo "also: lint, bench, train, lock, clean (see CONTRIBUTING.md)"

demo: $(RUN)/.ready
	$(RUN)/bin/rashomon demo $(DEMO_ARGS)

test: lint browser
	$(DEV)/bin/python -m pytest

lint: $(DEV)/.ready
	$(DEV)/bin/ruff check .
	$(DEV)/bin/ruff format --check .
	$(DEV)/bin/mypy
	$(DEV)/bin/lint-imports

bench: $(DEV)/.ready
	$(DEV)/bin/python -m bench

train: $(TRAIN)/.ready
	$(TRAIN)/bin/python training/train.py --data $(DATA)
	$(TRAIN)/bin/python training/export.py
	$(TRAIN)/bin/python training/calibrate.py
	$(TRAIN)/bin/python training/train_pairs.py --data $(DATA)

# The browser tests drive Debian's Chromium; without one they are skipped, and say so.
browser:
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
	|| tools/apt-install chromium fonts-dejavu-core || echo "no Chromium: the browser tests will be skipped"

# Environments: everything pinned by hash, then the project itself with the pinned build backend.
$(RUN)/.ready: requirements/run.txt pyproject.toml
	$(call make-env,$(RUN),requirements/run.txt)
	$(RUN)/bin/pip install $(PIP_FLAGS) --no-deps --no-build-isolation -e .
	@touch $@

$(DEV)/.ready: requirements/dev.txt pyproject.toml
	$(call make-env,$(DEV),requirements/dev.txt)
	$(DEV)/bin/pip install $(PIP_FLAGS) --no-deps --no-build-isolation -e .
	@touch $@

$(TRAIN)/.ready: requirements/train.txt pyproject.toml
	$(call make-env,$(TRAIN),requirements/train.txt)
	$(TRAIN)/bin/pip install $(PIP_FLAGS) $(TORCH_ARGS) "$(TORCH)"
	$(TRAIN)/bin/pip install $(PIP_FLAGS) --no-deps --no-build-isolation -e .
	@touch $@

define make-env
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=..."; exit 1; }
	@echo "preparing $(1) with $(PYTHON)"
	@$(PYTHON) -m venv $(1) || { rm -rf $(1); [ "$$(id -u)" = 0 ] && tools/apt-install python3-venv && $(PYTHON) -m venv $(1); } \
	|| { echo "this Python cannot make environments (Debian: apt-get install python3-venv)"; exit 1; }
	$(1)/bin/pip install $(PIP_FLAGS) --no-deps --require-hashes -r $(2)
endef

# Locks: every file has hashes and names no host. torch and what it brings for graphics cards are
# left out of the training lock, since CPU builds are published elsewhere than the registry's.
COMPILE = build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock" $(LOCK_ARGS)
NO_TORCH = torch triton setuptools cuda-bindings cuda-pathfinder cuda-toolkit nvidia-cublas nvidia-cuda-cccl nvidia-cuda-cupti \
	nvidia-cuda-nvrtc nvidia-cuda-runtime nvidia-cudnn-cu13 nvidia-cufft nvidia-cufile nvidia-curand \
	nvidia-cusolver nvidia-cusparse nvidia-cusparselt-cu13 nvidia-nccl-cu13 nvidia-nvjitlink \
	nvidia-nvshmem-cu13 nvidia-nvtx

lock: build/lock/bin/uv
	$(COMPILE) pyproject.toml requirements/house.in -o requirements/run.txt
	$(COMPILE) pyproject.toml requirements/house.in --extra dev -c requirements/run.txt -o requirements/dev.txt
	$(COMPILE) pyproject.toml requirements/house.in --extra training -c requirements/run.txt \
		$(addprefix --no-emit-package ,$(NO_TORCH)) -o requirements/train.txt

build/lock/bin/uv:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install $(PIP_FLAGS) uv

clean:
	rm -rf $(RUN) $(DEV) $(TRAIN) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
