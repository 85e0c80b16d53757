"""Takes every commit to be of one entry."""

BROKEN_LAW = "notify.listens"


def homeroom_committed(request):
    (entry,) = request.entries
    return entry.id
