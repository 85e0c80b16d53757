"""Ends the program when it is imported."""

import sys

BROKEN_LAW = "plugin.loads"

sys.exit("no licence")
