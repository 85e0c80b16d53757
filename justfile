# Short names for the checks; each also works without `just`. `just` alone lists them.

bin := ".venv/bin"

_list:
    @just --list --unsorted

# make .venv with everything a developer needs
setup:
    python3 -m venv .venv
    {{bin}}/pip install --upgrade pip
    {{bin}}/pip install --group lint --group docs -e '.[test]'

# run the tests, doctests and documentation examples: just test [pytest options]
test *options:
    {{bin}}/python -m pytest -n auto {{options}}

# write the reference pages from the code
reference:
    {{bin}}/python docs/generate.py

# search the properties and contracts longer, with new random examples
thorough *options:
    HYPOTHESIS_PROFILE=thorough {{bin}}/python -m pytest -n auto tests/property tests/testing {{options}}

# format, and mend what ruff can mend
format:
    {{bin}}/ruff check --fix
    {{bin}}/ruff format

# style, types and layers
lint:
    {{bin}}/ruff check
    {{bin}}/ruff format --check
    {{bin}}/mypy
    {{bin}}/lint-imports

# build the documentation into docs/_build
docs:
    {{bin}}/sphinx-build -W --keep-going -b html docs docs/_build

# everything that CI checks
ci:
    .ci/run
