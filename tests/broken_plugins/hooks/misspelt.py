"""A hook that there is not."""

BROKEN_LAW = "plugin.loads"


def homeroom_scoring_method():
    return []
