"""The machine of appraisals: a round and its cases, of teachers who led a class for a year."""

from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.testing.acts import ORG, actor, practice_plugins
from homeroom_core.testing.appraisal_strategies import APPRAISAL
from homeroom_core.testing.appraisals import PracticeSheets
from homeroom_core.testing.lifecycle_machine import lifecycle_machine
from homeroom_core.testing.walk import Walk
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training import person as p


def class_of_a_year(walk: Walk) -> None:
    """A teacher of the cast has led a class for a year."""
    details = p.Details(name="Teacher", grade="G7")
    with walk.office.desk(ORG, by=actor("principal-1")) as desk:
        made = desk.create(p.register, staff_no="1", details=details)
        desk.apply(p.take_class, made, class_code="2024-G7-01", role=str(HOMEROOM_TEACHER))
    walk.clock.advance(days=330)


AppraisalMachine = lifecycle_machine(
    ar.appraisal_round,
    a.appraisal,
    arguments=APPRAISAL,
    not_by_owner=tuple(
        step
        for step in (*a.appraisal.creations.values(), *a.appraisal.transitions.values())
        if step not in (a.review_oneself, a.sign, a.refuse_to_sign)
    ),
    world=class_of_a_year,
    plugins=practice_plugins(PracticeSheets(), lifecycles=(ar.appraisal_round, a.appraisal)),
)
