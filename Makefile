# make run · make test · make check · make bench · make clean
# PORT, DATABASE_URL, ELASTICSEARCH_URL and the other variables of site/config/env.py are passed through.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done || true)
PYTHON := $(or $(PYTHON),python3)
BIN := .venv/bin
ARGS ?=
export PYTHONPATH := $(CURDIR)/site:$(CURDIR)
export PYTHONUTF8 := 1

.PHONY: help run test check bench screenshots clean install install-dev

help:
	@echo "make run    mở trang tại http://127.0.0.1:8000 (PORT=… để đổi cổng), Ctrl-C để dừng"
	@echo "            (ELASTICSEARCH=1 để tra cứu bằng Elasticsearch)"
	@echo "make test   chạy toàn bộ kiểm thử (ARGS=… chuyển cho pytest)"
	@echo "make check  kiểm tra mã nguồn, rồi chạy kiểm thử"
	@echo "make bench  đo tốc độ"
	@echo "make clean  xóa thư viện đã cài và mọi dữ liệu dùng thử (.venv, var)"

install:
	@command -v $(PYTHON) >/dev/null || { echo "Không thấy lệnh $(PYTHON). Cần Python 3.11 trở lên."; exit 1; }
	@$(PYTHON) site/config/install.py

install-dev:
	@command -v $(PYTHON) >/dev/null || { echo "Không thấy lệnh $(PYTHON). Cần Python 3.11 trở lên."; exit 1; }
	@$(PYTHON) site/config/install.py dev

run: install
	@exec $(BIN)/python -m config.run

test: install-dev
	@$(BIN)/python -m config.catalogues
	@exec $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --tabwidth 2 --check templates
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	@$(MAKE) --no-print-directory test

screenshots: install-dev
	@$(BIN)/python docs/take_screenshots.py

bench: install-dev
	@shopt -s nullglob; for file in benchmarks/[!_]*.py; do \
		echo "== $$file"; $(BIN)/python -m "benchmarks.$$(basename "$$file" .py)" || exit 1; done

clean:
	rm -rf .venv var
	find . -name __pycache__ -prune -exec rm -rf {} +
	find locale -name '*.mo' -delete
