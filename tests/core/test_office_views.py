import datetime as dt

import pytest

from homeroom_core.errors import RecordNotFoundError, UnknownError
from homeroom_core.office import Office
from homeroom_core.people import OFFICE, TEACHER, Actor
from homeroom_core.storage import MemoryStorage
from homeroom_core.training.growth_plan import draft, submit
from homeroom_core.training.growth_plan_records import GrowthPlan
from homeroom_core.training.person import Details, register

OFFICER = Actor.of("office-1", OFFICE)
TEACHER_1 = Actor.of("teacher-1", TEACHER)
TEACHER_2 = Actor.of("teacher-2", TEACHER)


@pytest.fixture
def office() -> Office:
    """A store with one person and one plan."""
    made = Office(MemoryStorage(), clock=lambda: dt.datetime(2025, 9, 1, 8, tzinfo=dt.UTC))
    with made.desk("s1", by=OFFICER) as desk:
        desk.create(register, staff_no="1001", details=Details(name="王芳"))
        desk.create(
            draft,
            teacher="teacher-1",
            title="Plan",
            starts=dt.date(2025, 9, 1),
            ends=dt.date(2028, 8, 31),
        )
    return made


def test_a_record_is_shown_as_far_as_the_actor_may_see_it(office: Office) -> None:
    assert office.show("s1", "person-1", to=OFFICER).fields["details"]["name"] == "王芳"
    seen = office.show("s1", "person-1", to=TEACHER_1)
    assert (seen.fields["staff_no"], seen.hidden) == (
        "1001",
        ("details", "recognised_by_peers", "sanctions"),
    )


@pytest.mark.parametrize("id", ["growth_plan-2", "growth_plan-99"])
def test_a_hidden_record_looks_like_one_that_is_not_there(office: Office, id: str) -> None:
    for ask in (office.show, office.show_history):
        with pytest.raises(RecordNotFoundError) as caught:
            ask("s1", id, to=TEACHER_2)
        assert (caught.value.org, caught.value.record) == ("s1", id)
    with pytest.raises(RecordNotFoundError):
        office.available("s1", id, by=TEACHER_2)


def test_a_list_has_what_the_actor_may_see(office: Office) -> None:
    for actor, ids in (
        (OFFICER, ["growth_plan-2"]),
        (TEACHER_1, ["growth_plan-2"]),
        (TEACHER_2, []),
    ):
        assert [one.id for one in office.list("s1", "growth_plan", to=actor)] == ids


def test_a_list_is_narrowed_by_state_and_indexed_field(office: Office) -> None:
    def found(**query: object) -> list[str]:
        return [one.id for one in office.list("s1", "growth_plan", to=OFFICER, **query)]  # type: ignore[arg-type]  # as the cases give it

    assert found(state="draft") == found(where={"teacher": "teacher-1"}) == ["growth_plan-2"]
    assert found(state="submitted") == found(where={"teacher": "teacher-9"}) == []


def test_a_list_of_an_unknown_kind_is_an_error(office: Office) -> None:
    with pytest.raises(UnknownError):
        office.list("s1", "plan", to=OFFICER)


def test_history_is_shown_as_far_as_the_actor_may_see_the_record(office: Office) -> None:
    (entry,) = office.show_history("s1", "person-1", to=TEACHER_1)
    assert (entry.hidden, entry.reason) == (("details", "recognised_by_peers", "sanctions"), None)


def test_what_can_be_done_is_the_same_as_at_a_desk(office: Office) -> None:
    with office.desk("s1", by=TEACHER_1) as desk:
        at_desk = desk.available(draft.lifecycle, desk.get(GrowthPlan, "growth_plan-2"))
    asked = office.available("s1", "growth_plan-2", by=TEACHER_1)
    assert [(o.transition.name, bool(o.decision)) for o in asked] == [
        (o.transition.name, bool(o.decision)) for o in at_desk
    ]
    submitting = next(o for o in asked if o.transition is submit)
    assert [r.code for r in submitting.decision.refusals] == [
        "growth_plan.no_diagnosis",
        "growth_plan.too_few_goals",
    ]


def test_asking_takes_no_lock(office: Office) -> None:
    with office.desk("s1", by=OFFICER) as desk:
        desk.get(GrowthPlan, "growth_plan-2")
        assert office.available("s1", "growth_plan-2", by=TEACHER_1)


def test_verification_tells_how_far_it_is(office: Office) -> None:
    told: list[tuple[int, int]] = []
    assert list(office.verify("s1", progress=lambda done, total: told.append((done, total)))) == []
    assert told == [(2, 2)]
