"""Sphinx settings: everything is built from the checkout, nothing is fetched."""

import sys
from importlib.metadata import version as version_of
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.highlighting import lexers
from pygments.lexers.special import TextLexer

sys.path.insert(0, str(Path(__file__).parent))
from markup import module_docstring  # noqa: E402  # it stands beside this file

project = "homeroom"
author = "The homeroom authors"
copyright = f"2026, {author}"  # noqa: A001  # Sphinx's name for it
version = release = version_of("homeroom")

extensions = [
    "myst_parser",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"homeroom {release}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# Every module gets a page in reference/api, made from its docstrings at each build.
apidoc_modules = [
    {
        "path": f"../src/{package}",
        "destination": f"reference/api/{package}",
        "separate_modules": True,
        "module_first": True,
        "automodule_options": {"members", "show-inheritance"},
    }
    for package in ("homeroom_core", "homeroom_plugins")
]
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
# The house writes code in single backticks, as in Markdown.
default_role = "code"

# Sphinx shows the text of a diagram; code hosts draw it.
lexers["mermaid"] = TextLexer()


def setup(app: Sphinx) -> None:
    """Connect what Sphinx calls while it reads."""
    app.connect("autodoc-process-docstring", module_docstring)
