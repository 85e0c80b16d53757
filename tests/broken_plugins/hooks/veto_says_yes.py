"""Says that it is fine."""

BROKEN_LAW = "veto.answers"


def homeroom_check_transition(request):
    return bool(request.record.id) or None if request.transition == "submit" else None
