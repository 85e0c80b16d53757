"""Ends the program where nobody gave a reason."""

import sys

BROKEN_LAW = "notify.listens"


def homeroom_committed(request):
    for entry in request.entries:
        if entry.transition == "withdraw" and not entry.reason:
            sys.exit("no reason")
