"""Has words for a few kinds only."""

BROKEN_LAW = "notify.listens"

NAMES = {"growth_plan": "成长规划", "reflection": "反思", "person": "教师", "contest": "评比"}
SENT = []


def homeroom_committed(request):
    for entry in request.entries:
        SENT.append(f"{NAMES[entry.kind]} {entry.record}: {entry.transition}")
