"""Expects each entry to change a title."""

BROKEN_LAW = "notify.listens"

TITLES = []


def homeroom_committed(request):
    for entry in request.entries:
        TITLES.append(entry.fields["title"])
