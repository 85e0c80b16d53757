"""Looks people up by a field that is not indexed, and only when hours are logged."""

from homeroom_core.training.person import Person

BROKEN_LAW = "veto.answers"


def homeroom_check_transition(request):
    if request.record.kind == "hours":
        list(request.act.reader.find(Person, nickname="x"))
    return
