"""How hard the properties are tried: `HYPOTHESIS_PROFILE=thorough` searches longer, at random."""

import os

from hypothesis import settings

settings.register_profile(
    "default", derandomize=True, database=None, deadline=None, max_examples=25, print_blob=True
)
settings.register_profile(
    "thorough", derandomize=False, deadline=None, max_examples=1000, print_blob=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

collect_ignore = ["broken_plugins", "sound_plugins"]
"""Plugins that tests hand to the checks; nothing of them is a test, and some end the program."""
