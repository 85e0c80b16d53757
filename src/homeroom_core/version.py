"""The version of homeroom, which computed results keep: see `Lifecycle.derived`.

It also stands in `homeroom_core.__version__`, since importing the package loads nothing else; a
test holds the two together.
"""

VERSION = "0.1.0"
