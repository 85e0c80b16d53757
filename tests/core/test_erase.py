from pathlib import Path

import pytest

from homeroom_core.errors import ErasedError, RecordNotFoundError, RefusedError
from homeroom_core.journal import Entry
from homeroom_core.office import Office
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.testing.acts import ORG, SCHOOL_DAY, actor, practice_office
from homeroom_core.training.growth_plan import draft, withdraw
from homeroom_core.training.growth_plan_records import GrowthPlan
from homeroom_plugins.storage.sqlite import SqliteStorage

TEACHER, OFFICE = actor("person-1"), actor("moral_education_office-1")


@pytest.fixture(params=["memory", "sqlite"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    storage: Storage = MemoryStorage()
    if request.param == "sqlite":
        storage = SqliteStorage(tmp_path / "school.db", synchronous="normal")
    return practice_office(storage)


def drafted(office: Office, teacher: str = "person-1") -> GrowthPlan:
    with office.desk(ORG, by=OFFICE) as desk:
        return desk.create(
            draft, teacher=teacher, title="three years", starts=SCHOOL_DAY, ends=SCHOOL_DAY
        )


def test_erased_record_cannot_be_read_any_more(office: Office) -> None:
    plan = drafted(office)
    office.erase(ORG, plan.id, by=OFFICE, reason="asked for by the teacher")
    with pytest.raises(ErasedError):
        office.get(ORG, GrowthPlan, plan.id)
    with pytest.raises(ErasedError):
        office.as_of(ORG, GrowthPlan, plan.id, office.history(ORG, plan.id)[0].moment)
    with office.reading(ORG) as reading, pytest.raises(ErasedError):
        reading.any(plan.id)


def test_find_passes_over_an_erased_record(office: Office) -> None:
    plan, other = drafted(office), drafted(office, "person-2")
    office.erase(ORG, plan.id, by=OFFICE, reason="asked for")
    with office.desk(ORG, by=OFFICE) as desk:
        assert list(desk.find(GrowthPlan)) == [other]
        assert list(desk.find(GrowthPlan, teacher="person-1")) == []


def test_journal_says_who_erased_and_why_and_no_more(office: Office) -> None:
    plan = drafted(office)
    office.erase(ORG, plan.id, by=OFFICE, reason="asked for")
    first, last = office.history(ORG, plan.id)
    assert (first.payload, first.salt, first.transition, first.actor) == (
        None, None, "draft", OFFICE.id,
    )  # fmt: skip
    assert (last.transition, last.version, last.source, last.target, last.fields, last.reason) == (
        "erase", 2, "draft", "draft", {}, "asked for",
    )  # fmt: skip


def test_everything_still_verifies(office: Office) -> None:
    plan = drafted(office)
    drafted(office, "person-2")
    office.erase(ORG, plan.id, by=OFFICE, reason="asked for")
    drafted(office)
    assert list(office.verify(ORG)) == []


def test_erasing_in_the_desk_that_created_it_forgets_it_there_too(office: Office) -> None:
    told: list[Entry] = []
    with office.desk(ORG, by=OFFICE) as desk:
        plan = desk.create(draft, teacher="person-1", title="x", starts=SCHOOL_DAY, ends=SCHOOL_DAY)
        desk.apply_because("a mistake", withdraw, plan)
        desk.erase(plan.id, "entered by mistake")
        with pytest.raises(ErasedError):
            desk.get(GrowthPlan, plan.id)
        told.extend(desk.entries)
    assert told == list(office.feed(ORG))
    assert [entry.payload is None for entry in told] == [True, True, False]
    assert list(office.verify(ORG)) == []


def test_step_of_an_erased_record_is_an_error(office: Office) -> None:
    plan = drafted(office)
    office.erase(ORG, plan.id, by=OFFICE, reason="asked for")
    with pytest.raises(ErasedError), office.desk(ORG, by=TEACHER) as desk:
        desk.apply_because("late", withdraw, plan)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_erasing_without_a_reason_is_refused_and_changes_nothing(
    office: Office, reason: str
) -> None:
    plan = drafted(office)
    with pytest.raises(RefusedError) as refused:
        office.erase(ORG, plan.id, by=OFFICE, reason=reason)
    assert [refusal.code for refusal in refused.value.refusals] == ["lifecycle.reason_required"]
    assert office.get(ORG, GrowthPlan, plan.id) == plan


def test_erasing_what_is_not_there_is_an_error(office: Office) -> None:
    with pytest.raises(RecordNotFoundError):
        office.erase(ORG, "growth_plan-9", by=OFFICE, reason="asked for")


def test_erasing_twice_is_an_error(office: Office) -> None:
    plan = drafted(office)
    office.erase(ORG, plan.id, by=OFFICE, reason="asked for")
    with pytest.raises(ErasedError):
        office.erase(ORG, plan.id, by=OFFICE, reason="once more")
    assert len(office.feed(ORG)) == 2


def test_erasing_in_a_desk_that_fails_changes_nothing(office: Office) -> None:
    plan = drafted(office)
    with pytest.raises(RecordNotFoundError), office.desk(ORG, by=OFFICE) as desk:  # noqa: PT012  # the second step undoes the first
        desk.erase(plan.id, "asked for")
        desk.erase("growth_plan-9", "asked for")
    assert office.get(ORG, GrowthPlan, plan.id) == plan


def test_only_the_office_or_the_principal_may_erase(office: Office) -> None:
    plan = drafted(office)
    with pytest.raises(RefusedError) as caught:
        office.erase(ORG, plan.id, by=TEACHER, reason="I would rather not be inspected")
    assert [refusal.code for refusal in caught.value.refusals] == ["lifecycle.not_granted"]
    assert office.get(ORG, GrowthPlan, plan.id) == plan
