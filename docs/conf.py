"""Sphinx settings: everything is built from the checkout, nothing is fetched."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version as version_of
from itertools import groupby
from typing import Any

project = "homeroom"
author = "The homeroom authors"
copyright = f"2026, {author}"  # Sphinx's name for it
version = release = version_of("homeroom")

extensions = [
    "myst_parser",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinxcontrib.mermaid",  # a reader's browser draws; without it the text of a diagram stands
]
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = f"homeroom {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_fence_as_directive = ["mermaid"]  # as code hosts read it
myst_heading_anchors = 3
mermaid_height = "800px"

# Every module gets a page in reference/api, made from its docstrings at each build.
apidoc_modules = [
    {
        "path": f"../src/{package}",
        "destination": f"reference/api/{package}",
        "separate_modules": True,
        "module_first": True,
        "exclude_patterns": ["../src/homeroom_plugins/scaffold/kinds"],  # to be copied, not called
        "automodule_options": {"members", "show-inheritance"},
    }
    for package in ("homeroom_core", "homeroom_plugins")
]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
# The sidebar of every page holds the whole tree: it names pages, not each class and function.
toc_object_entries = False
# Annotations say the types; looking for comments that do takes a tenth of the build.
autodoc_use_type_comments = False
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
# The house writes code in single backticks, as in Markdown.
default_role = "code"


def setup(app: Any) -> None:
    """Connect what Sphinx calls while it reads."""
    app.connect("autodoc-process-docstring", module_docstring)
    app.connect("html-page-context", short_sidebar, priority=100)  # before the theme asks for it


def short_sidebar(
    _app: object, _page: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Open only the branch of the page itself: all modules on each page are most of the build."""
    if "toctree" in context:
        whole = context["toctree"]
        context["toctree"] = lambda **asked: whole(**{**asked, "collapse": True})


def module_docstring(
    _app: object, what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Rewrite a module's docstring in place: in the house it is Markdown, to Sphinx it is not."""
    if what == "module":
        lines[:] = rewritten(lines)


def rewritten(lines: Iterable[str]) -> Iterator[str]:
    """The same lines with tables as `list-table` and indented blocks as literal blocks.

    >>> list(rewritten(["So:", "", "    x = 1"]))
    ['So:', '', '::', '', '    x = 1']
    >>> list(rewritten(["| a | b |", "|---|---|", "| 1 | 2 |"]))[:3]
    ['', '.. list-table::', '   :header-rows: 1']
    """
    literal, blank = False, True
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            yield from _table(group)
            continue
        for line in group:
            indented = line.startswith("    ")
            if indented and blank and not literal:
                yield from ("::", "")
            if line.strip():
                literal = indented and (literal or blank)
            blank = not line.strip()
            yield line


def _table(rows: Iterable[str]) -> Iterator[str]:
    yield from ("", ".. list-table::", "   :header-rows: 1", "")
    for row in rows:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if not set("".join(cells)) <= set("-: "):
            yield from (f"   {' ' if at else '*'} - {cell}" for at, cell in enumerate(cells))
    yield ""
