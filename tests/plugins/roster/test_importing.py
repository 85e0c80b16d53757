from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from rosters import BY, ORG, Day, imported, people, roster_of, school

from homeroom_core.errors import InputError, Reason, Refusal, RefusedError
from homeroom_core.hookspecs import TransitionRequest
from homeroom_core.office import Office
from homeroom_core.people import PRINCIPAL, TEACHER, Actor
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Text
from homeroom_core.training.person import (
    IN_POST,
    LEFT,
    ON_LEAVE,
    Details,
    Person,
    Post,
    appoint,
    come_back,
    facts,
    go_on_leave,
    hand_over_class,
    leave,
    rehire,
)
from homeroom_plugins.roster import ImportReport, Roster, import_roster, rehearse_roster

WANG = {"工号": "T01", "姓名": "王芳", "职务": "", "职称": "", "班级": "703"}
LI = {"工号": "T02", "姓名": "李雷", "职务": "", "职称": "高级教师", "班级": "704"}
HAN = {"工号": "T03", "姓名": "韩梅梅", "职务": "班主任助理", "职称": "", "班级": "703"}
NEXT_YEAR = SchoolYear(2026)


@pytest.fixture
def clock() -> Day:
    return Day(date(2025, 9, 1))


@pytest.fixture
def office(clock: Day) -> Office:
    return school(clock)


def to_do(report: ImportReport) -> list[tuple[str, str]]:
    """Who has something left to do, and the name of the step that would."""
    steps = ("hand_over_class", "come_back", "rehire", "tomorrow", "or later")
    return [
        (remark.where, next(step for step in steps if step in remark.text.en))
        for remark in report.about("to_do")
    ]


def end(office: Office, staff_no: str, class_code: str) -> None:
    with office.desk(ORG, by=BY) as desk:
        person = next(desk.find(Person, staff_no=staff_no))
        desk.apply_because("接任", hand_over_class, person, class_code=class_code)


def test_new_people_are_registered_and_take_their_classes(office: Office) -> None:
    report = imported(office, LI, HAN, WANG)
    assert (report.added, report.updated, report.unchanged) == (("T01", "T02", "T03"), (), ())
    assert (report.missing, report.about("to_do")) == ((), ())
    assert people(office) == {
        "T01": Person(
            id="person-1",
            org=ORG,
            state=IN_POST,
            version=2,
            staff_no="T01",
            details=Details(name="王芳"),
            roles=frozenset({"teacher", "homeroom_teacher"}),
            posts=(_post("2025-G7-03", "homeroom_teacher"),),
        ),
        "T02": Person(
            id="person-2",
            org=ORG,
            state=IN_POST,
            version=2,
            staff_no="T02",
            details=Details(name="李雷", title="senior"),
            roles=frozenset({"teacher", "homeroom_teacher"}),
            posts=(_post("2025-G7-04", "homeroom_teacher"),),
        ),
        "T03": Person(
            id="person-3",
            org=ORG,
            state=IN_POST,
            version=2,
            staff_no="T03",
            details=Details(name="韩梅梅"),
            roles=frozenset({"teacher", "assistant"}),
            posts=(_post("2025-G7-03", "assistant"),),
        ),
    }
    assert report.steps == len(office.feed(ORG)) == 6
    assert list(office.verify(ORG)) == []


def test_a_newer_roster_changes_what_it_says_and_nothing_else(office: Office) -> None:
    imported(office, WANG, LI)
    report = imported(office, {**WANG, "职务": "评委", "职称": "一级教师"}, {**LI, "职称": ""})
    assert (report.updated, report.unchanged, report.steps) == (("T01",), ("T02",), 2)
    after = people(office)
    assert after["T01"].details == Details(name="王芳", title="first_grade")
    assert after["T01"].roles == {"teacher", "homeroom_teacher", "judge"}
    assert after["T02"].details == Details(name="李雷", title="senior")


def test_roles_given_otherwise_are_not_taken_away(office: Office) -> None:
    imported(office, WANG)
    with office.desk(ORG, by=BY) as desk:
        desk.apply(appoint, next(desk.find(Person)), roles=frozenset({"scorer"}))
    imported(office, {**WANG, "职务": "班主任、评委"})
    assert people(office)["T01"].roles == {"teacher", "homeroom_teacher", "judge", "scorer"}


def test_somebody_who_is_missing_is_reported_and_kept(office: Office) -> None:
    imported(office, WANG, LI)
    before = people(office)
    report = imported(office, LI)
    assert (report.missing, report.steps) == (("T01",), 0)
    assert people(office) == before


def test_somebody_who_has_left_is_not_missing_and_not_hired_again(office: Office) -> None:
    imported(office, WANG, LI)
    with office.desk(ORG, by=BY) as desk:
        desk.apply_because("调动", leave, next(desk.find(Person, staff_no="T01")))
    assert imported(office, LI).missing == ()
    report = imported(office, {**WANG, "职称": "一级教师"}, LI)
    assert (to_do(report), report.steps) == ([("T01", "rehire")], 0)
    assert people(office)["T01"].state == LEFT


def test_somebody_hired_again_takes_a_class_with_the_next_import(
    office: Office, clock: Day
) -> None:
    imported(office, WANG)
    with office.desk(ORG, by=BY) as desk:
        gone = desk.apply_because("调动", leave, next(desk.find(Person)))
        desk.apply(rehire, gone, details=gone.details)
    assert to_do(imported(office, WANG)) == [("T01", "tomorrow")]
    clock.pass_by()
    assert imported(office, WANG).about("to_do") == ()
    assert people(office)["T01"].class_led(clock.day) == "2025-G7-03"


def test_somebody_on_leave_is_updated_and_takes_no_class(office: Office, clock: Day) -> None:
    imported(office, WANG)
    with office.desk(ORG, by=BY) as desk:
        desk.apply_because("产假", go_on_leave, next(desk.find(Person)))
    clock.pass_by()
    report = imported(office, {**WANG, "职称": "一级教师"})
    assert (to_do(report), report.updated) == ([("T01", "come_back")], ("T01",))
    person = people(office)["T01"]
    assert (person.state, person.details.title) == (ON_LEAVE, "first_grade")
    with office.desk(ORG, by=BY) as desk:
        desk.apply(come_back, desk.get(Person, person.id))
    assert imported(office, WANG).about("to_do") == ()


def test_a_class_that_changed_hands_is_handed_over_by_people_then_taken(
    office: Office, clock: Day
) -> None:
    imported(office, WANG, LI)
    newer = ({**WANG, "班级": ""}, {**LI, "班级": "703"})
    report = imported(office, *newer)
    assert to_do(report) == [("T01", "hand_over_class"), ("T02", "hand_over_class")]
    assert report.steps == 0
    end(office, "T01", "2025-G7-03")
    end(office, "T02", "2025-G7-04")
    assert to_do(imported(office, *newer)) == [("T02", "tomorrow")]
    clock.pass_by()
    assert imported(office, *newer).about("to_do") == ()
    after = people(office)
    assert after["T01"].class_led(clock.day) is None
    assert after["T02"].class_led(clock.day) == "2025-G7-03"


def test_a_class_led_by_somebody_else_names_who_has_to_hand_it_over(
    office: Office, clock: Day
) -> None:
    imported(office, WANG)
    report = imported(office, {**LI, "班级": "703"})
    assert (to_do(report), report.missing) == ([("T02", "hand_over_class")], ("T01",))
    assert "led by T01" in report.about("to_do")[0].text.en
    end(office, "T01", "2025-G7-03")
    assert to_do(imported(office, {**LI, "班级": "703"})) == [("T02", "tomorrow")]
    clock.pass_by()
    assert imported(office, {**LI, "班级": "703"}).about("to_do") == ()


def test_two_who_swap_classes_are_both_reported(office: Office) -> None:
    imported(office, WANG, LI)
    report = imported(office, {**WANG, "班级": "704"}, {**LI, "班级": "703"})
    assert to_do(report) == [("T01", "hand_over_class"), ("T02", "hand_over_class")]


def test_an_assistant_of_another_class_is_reported(office: Office) -> None:
    imported(office, WANG, LI, HAN)
    report = imported(office, WANG, LI, {**HAN, "班级": "704"})
    assert (to_do(report), report.steps) == ([("T03", "hand_over_class")], 0)


def test_a_roster_without_a_column_of_classes_says_nothing_of_them(office: Office) -> None:
    imported(office, WANG)
    report = imported(office, {"工号": "T01", "姓名": "王芳"})
    assert (report.about("to_do"), report.steps) == ((), 0)


def test_classes_of_a_year_that_is_over_end_and_the_next_are_taken_the_day_after(
    office: Office, clock: Day
) -> None:
    imported(office, WANG, HAN)
    newer = ({**WANG, "班级": "803"}, {**HAN, "班级": "803"})
    clock.day = date(2026, 8, 25)
    early = imported(office, *newer, year=NEXT_YEAR)
    assert (to_do(early), early.steps) == ([("T01", "or later"), ("T03", "or later")], 0)
    clock.day = date(2026, 9, 1)
    first = imported(office, *newer, year=NEXT_YEAR)
    assert (to_do(first), first.steps) == ([("T01", "tomorrow")], 3)
    assert imported(office, *newer, year=NEXT_YEAR).steps == 0
    clock.pass_by()
    second = imported(office, *newer, year=NEXT_YEAR)
    assert (second.about("to_do"), second.updated, second.steps) == ((), ("T01",), 1)
    assert people(office)["T01"].posts == (
        Post(
            class_code="2025-G7-03",
            role="homeroom_teacher",
            since=date(2025, 9, 1),
            until=date(2026, 9, 1),
        ),
        Post(class_code="2026-G8-03", role="homeroom_teacher", since=date(2026, 9, 2)),
    )
    given_up = [e for e in office.feed(ORG) if e.transition == "hand_over_class"]
    assert {entry.reason for entry in given_up} == {"2025-2026 → 2026-2027"}


def test_an_older_roster_gives_up_no_class_of_a_newer_year(office: Office, clock: Day) -> None:
    clock.day = date(2026, 9, 1)
    imported(office, {**WANG, "班级": "803"}, year=NEXT_YEAR)
    report = imported(office, WANG)
    assert (to_do(report), report.steps) == ([("T01", "hand_over_class")], 0)


def test_years_of_leading_a_class_go_on_from_the_day_they_were_counted(office: Office) -> None:
    imported(office, {**WANG, "累计班主任年限": "2.5"})
    person = people(office)["T01"]
    assert person.details.homeroom_years == Decimal("2.5")
    assert person.details.counted_on == date(2025, 9, 1)
    assert facts(person, date(2026, 1, 1))["homeroom_years"] == 2
    assert facts(person, date(2026, 3, 10))["homeroom_years"] == 3


def test_a_rehearsal_reports_the_same_and_writes_nothing(office: Office) -> None:
    roster = roster_of(WANG, LI, HAN)
    rehearsed = rehearse_roster(office.desk(ORG, by=BY), roster)
    assert len(office.feed(ORG)) == 0
    assert rehearsed == office.transact(ORG, BY, lambda desk: import_roster(desk, roster))


class Veto:
    """A plugin that wants no one of these names."""

    REASON = Reason(
        "test.unwanted",
        Text("不收{measured}", "不收{measured}", "no {measured} here"),
        Text("换人", "換人", "somebody else"),
    )

    def __init__(self, *names: str) -> None:
        self.names = names

    def homeroom_check_transition(self, request: TransitionRequest) -> Iterator[Refusal]:
        record = request.record
        if isinstance(record, Person) and record.details.name in self.names:
            yield self.REASON(measured=record.details.name)


def rehearsed(office: Office, roster: Roster) -> ImportReport:
    return rehearse_roster(office.desk(ORG, by=BY), roster)


def done(office: Office, roster: Roster) -> ImportReport:
    return office.transact(ORG, BY, lambda desk: import_roster(desk, roster))


@pytest.mark.parametrize("way", [rehearsed, done])
def test_every_refusal_is_a_fault_of_its_row_and_nothing_is_written(
    way: Callable[[Office, Roster], ImportReport],
) -> None:
    office = school(None, Veto("李雷", "韩梅梅"))
    with pytest.raises(InputError) as caught:
        way(office, roster_of(HAN, WANG, LI))
    assert [(f.where, f.found, f.accepted.zh_hant) for f in caught.value.faults] == [
        ("A2", "T03", "不收韩梅梅（換人）"),
        ("A4", "T02", "不收李雷（換人）"),
    ]
    assert len(office.feed(ORG)) == 0


def test_who_may_not_import_is_told_once(office: Office) -> None:
    roster = roster_of(WANG, LI)
    teacher = Actor.of("person-9", TEACHER)
    with pytest.raises(RefusedError) as caught:
        office.transact(ORG, teacher, lambda desk: import_roster(desk, roster))
    assert [refusal.code for refusal in caught.value.refusals] == ["lifecycle.not_granted"]
    principal = Actor.of("person-8", PRINCIPAL)
    assert office.transact(ORG, principal, lambda desk: import_roster(desk, roster)).steps == 4


def test_the_report_sums_up_in_three_languages(office: Office) -> None:
    imported(office, WANG, LI)
    report = imported(office, {**WANG, "职称": "一级教师"}, HAN)
    assert report.text == Text(
        "roster.csv：新增 1 人，更新 1 人，未变 0 人；名册外在册 1 人；待办 0 项",
        "roster.csv：新增 1 人，更新 1 人，未變 0 人；名冊外在冊 1 人；待辦 0 項",
        "roster.csv: 1 added, 1 updated, 0 unchanged; 1 on the books but not in it; 0 left to do",
    )
    assert (report.school_year, report.encoding) == ("2025-2026", "utf-8")


def _post(class_code: str, role: str) -> Post:
    return Post(class_code=class_code, role=role, since=date(2025, 9, 1))
