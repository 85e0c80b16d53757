"""Hours (学时) of an activity: logged for everybody who earned some, verified, credited once."""

from homeroom_core.desk import Desk
from homeroom_core.training import hours
from homeroom_core.training.activity import Activity


def credit_hours(desk: Desk, activity: Activity) -> int:
    """Credit everybody the hours that an activity gives and that are not logged yet.

    Returns:
        For how many people.
    """
    people = hours.unlogged(activity, desk)
    for person in people:
        logged = desk.create(hours.log_activity, activity=activity.id, person=person)
        desk.apply(hours.credit, desk.apply(hours.verify, logged))
    return len(people)
