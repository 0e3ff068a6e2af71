# make run: the dashboard at http://127.0.0.1:8050    make test: everything that CI checks
# make test-all: what takes long, too    make bench: docs/performance.md, docs/reading.md
VENV := .venv
PYTHON := $(VENV)/bin/python
BARE_DEBIAN := apt-get install -y make python3-venv
BROWSER_PACKAGES := chromium fonts-noto-core fonts-noto-cjk
SCRIPTS := dashboard/web/assets/vendor
ARTICLES := $(or $(ARTICLES_DIR),$(wildcard seeds/texts))

.PHONY: run test test-all lint compiled browser office bench reliability screenshots lock clean

run: $(VENV)/.run $(SCRIPTS)/plotly-basic.min.js compiled
	$(PYTHON) -m dashboard serve

test: $(VENV)/.test $(SCRIPTS)/plotly-basic.min.js browser lint compiled
	$(PYTHON) -m pytest --numprocesses auto --dist loadfile
	$(if $(ARTICLES),$(PYTHON) -m dashboard check --require-texts,@echo "The articles' texts are not at hand (ARTICLES_DIR): not read again.")

test-all: $(VENV)/.test $(SCRIPTS)/plotly-basic.min.js browser office lint compiled
	$(PYTHON) -m pytest --numprocesses auto --dist loadfile --long

lint: $(VENV)/.test
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy

# Once, as pip does for the libraries; where Python keeps no bytecode, each start would do it anew.
compiled: $(VENV)/.run
	@$(PYTHON) -m compileall -q dashboard

# Chromium and the Noto fonts, for the tests that look at a page as a person does.
browser:
	@if command -v chromium >/dev/null && fc-list 2>/dev/null | grep -q "Noto Sans CJK"; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy $(BROWSER_PACKAGES); \
	else echo "The tests in a browser will be skipped. For them: sudo apt-get install $(BROWSER_PACKAGES)"; fi

# LibreOffice, for the tests that open exported tables in it.
office:
	@if command -v soffice >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends libreoffice-calc; \
	else echo "The tests in LibreOffice will be skipped. For them: sudo apt-get install libreoffice-calc"; fi

# Alone on the machine, or the figures mean nothing.
bench: $(VENV)/.bench browser compiled
	PYTHONPATH=.:tests $(PYTHON) tests/bench/numerals.py
	PYTHONPATH=.:tests $(PYTHON) tests/bench/pages.py
	PYTHONPATH=.:tests $(PYTHON) tests/bench/growth.py
	PYTHONPATH=. $(PYTHON) tests/bench/pictures.py

# Alone on the machine: readers, a killed worker, 100,000 requests; about five minutes.
reliability: $(VENV)/.bench browser compiled
	PYTHONPATH=.:tests $(PYTHON) tests/bench/reliability.py

# What is installed, to the last file: the newest of what the requirements.in allow, with hashes for
# every system, and whose licences these are. Raise a version there first; then look at what changed.
UV := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
      --custom-compile-command "make lock"
lock: $(VENV)/.test
	$(VENV)/bin/$(UV) requirements.in -o requirements.txt
	$(VENV)/bin/$(UV) -c requirements.txt tests/requirements.in -o tests/requirements.txt
	$(VENV)/bin/$(UV) -c tests/requirements.txt tests/bench/requirements.in -o tests/bench/requirements.txt
	$(MAKE) $(VENV)/.test
	PYTHONPATH=tests $(PYTHON) -m licences > docs/licences.md

# The pictures in the README.
screenshots: $(VENV)/.test browser
	PYTHONPATH=. $(PYTHON) tests/screenshots.py docs

$(PYTHON):
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
	@python3 -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian first: $(BARE_DEBIAN)"; exit 1; }

$(VENV)/.run: requirements.txt | $(PYTHON)
	$(PYTHON) -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: tests/requirements.txt requirements.txt | $(PYTHON)
	$(PYTHON) -m pip install -q --disable-pip-version-check -r tests/requirements.txt
	@touch $@ $(VENV)/.run

$(VENV)/.bench: tests/bench/requirements.txt $(VENV)/.test
	$(PYTHON) -m pip install -q --disable-pip-version-check -r tests/bench/requirements.txt
	@touch $@

# Plotly's script for the pages, from npm; without npm the one inside the Python package serves.
$(SCRIPTS)/plotly-basic.min.js: dashboard/web/vendor.py | $(PYTHON)
	@$(PYTHON) -m dashboard.web.vendor

clean:
	rm -rf $(VENV) $(SCRIPTS)
