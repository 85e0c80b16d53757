"""Takes empty arguments out of what it is shown."""

BROKEN_LAW = "veto.changes_nothing"


def homeroom_check_transition(request):
    for name in list(request.arguments):
        if not request.arguments[name]:
            del request.arguments[name]
