"""Answers with a word."""

BROKEN_LAW = "veto.answers"


def homeroom_check_transition(request):
    return "not during exams" if request.transition == "submit" else None
