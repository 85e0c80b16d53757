"""Waits for an answer that takes its time."""

import time

BROKEN_LAW = "veto.answers_at_once"


def homeroom_check_transition(request):
    time.sleep(0.6)
    return
