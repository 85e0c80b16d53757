"""The demonstration roster: a school of 60 classes whose people are all invented."""

from importlib import resources

DEMO_ROSTER = "demo_roster.csv"


def demo_roster() -> bytes:
    """The contents of the roster, as a spreadsheet program would export it.

    60 homeroom teachers of grades 7 to 9, 18 assistants with less than three years of work in
    September 2025, 12 teachers with a senior title who could be advisors, and the offices, judges
    and helpers of a contest. Names are put together at random. As real rosters do, it has a column
    of identity numbers (none of which can exist: no such region, wrong check digits), two names
    padded with a space, and columns nobody needs.
    """
    return (resources.files(__package__) / DEMO_ROSTER).read_bytes()
