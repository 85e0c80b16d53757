"""Importing a roster: people are registered and updated, classes taken; nobody is ever removed.

People are recognised by their staff number. A roster says who leads a class, but not since when
somebody else no longer does, nor why; so a class that changed hands is left to whoever knows
(`hand_over_class`), and the report says so. Only a class of a school year that is over is given up
here: it is no more. Its successor is taken by the next import, from the next day on, since the last
day of a post is still served.

Rows are imported in the order of staff numbers, whatever the order of the file.
"""

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from homeroom_core.desk import Desk
from homeroom_core.importing import Found, ImportStep, carry_out
from homeroom_core.lifecycle import Operation
from homeroom_core.people import HOMEROOM_TEACHER
from homeroom_core.record import Reader
from homeroom_core.tables.place import Remark
from homeroom_core.text import Text, listing
from homeroom_core.training.person import (
    IN_POST,
    LEFT,
    Person,
    Post,
    appoint,
    hand_over_class,
    register,
    take_class,
    update,
)
from homeroom_plugins.roster.classes import year_of
from homeroom_plugins.roster.report import ImportReport
from homeroom_plugins.roster.rows import Roster, RosterRow

_Steps = Generator[Found, Any, None]


def import_roster(desk: Desk, roster: Roster) -> ImportReport:
    """Take over what a roster says; a second time it changes nothing.

    Roles that the roster names are given; none is taken away. Somebody who has left is not hired
    again by a roster that still names them. All is committed with the desk, or nothing is.

    Args:
        desk: Of the organization; its actor has to be the moral education office or the principal.
        roster: As `read_roster` gives it.

    Raises:
        InputError: Steps were refused, by a plugin or by what is stored; each is a fault of its
            row. Let it leave the desk, so that nothing is written.
        RefusedError: The actor may not do this at all.
    """
    run = Takeover(desk, roster, desk.act().on)
    carry_out(desk, run.steps(), roster.source)
    return run.report()


def rehearse_roster(opening: AbstractContextManager[Desk], roster: Roster) -> ImportReport:
    """What `import_roster` would do: it is done at a desk that commits nothing.

    Args:
        opening: A desk, not yet opened: `office.desk(org, by=actor)`.
        roster: As `read_roster` gives it.

    Raises:
        InputError: As `import_roster`.
        RefusedError: As `import_roster`.
    """
    try:
        with opening as desk:
            raise _RehearsedError(import_roster(desk, roster))  # noqa: TRY301  # so it commits nothing
    except _RehearsedError as end:
        return end.report


class _RehearsedError(Exception):
    """Leaves the desk without a commit, and carries the report out."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


class Takeover:
    """What takes a roster over: the people as they are by now, and what is left to do.

    Args:
        reader: Where the people are read.
        roster: As `read_roster` gives it.
        on: Today, as a school date.
    """

    def __init__(self, reader: Reader, roster: Roster, on: date) -> None:
        self.roster = roster
        self.on = on
        self.before = {person.staff_no: person for person in reader.find(Person)}
        self.people = dict(self.before)
        self.remarks: list[Remark] = []

    def steps(self) -> Iterator[Found]:
        """The steps, one by one; each has to be told the person as they are after it."""
        rows = sorted(self.roster.rows, key=lambda row: row.staff_no)
        yield from self.roster.remarks
        for row in rows:
            yield from self.take_over(row)
        for settle in (self.end_last_year, self.settle_class):
            for row in rows:
                if row.staff_no in self.people:
                    yield from settle(row)
        yield from self.remarks

    def take_over(self, row: RosterRow) -> _Steps:
        """Register somebody new; otherwise update details and add roles."""
        known = self.people.get(row.staff_no)
        details = row.details(known.details if known else None, self.roster.counted_on)
        if known is None:
            given = {"staff_no": row.staff_no, "details": details, "roles": row.roles}
            yield from self.made(row, register, None, given)
            return
        if known.state == LEFT:
            self.to_do(row, _HAS_LEFT)
            return
        if details != known.details and not (
            yield from self.made(row, update, known, {"details": details})
        ):
            return
        known = self.people[row.staff_no]
        if not row.roles <= known.roles:
            yield from self.made(row, appoint, known, {"roles": known.roles | row.roles})

    def end_last_year(self, row: RosterRow) -> _Steps:
        """Give up the classes of school years that are over."""
        year = self.roster.school_year
        for post in _open(self.people[row.staff_no]):
            code_year = year_of(post.class_code)
            if code_year is None or code_year >= year.year:
                continue
            if self.on < year.first:
                text = _YEAR_RUNS.format(held=post.class_code, first=year.first)
                self.to_do(row, text)
                continue
            reason = f"{year.shifted(code_year - year.year)} → {year}"
            person, given = self.people[row.staff_no], {"class_code": post.class_code}
            if not (yield from self.made(row, hand_over_class, person, given, reason)):
                return

    def settle_class(self, row: RosterRow) -> _Steps:
        """Take the class that the row names, or say what stands in the way."""
        person, code = self.people[row.staff_no], row.class_code
        held = _open(person)
        if person.state == LEFT or not all(map(self.is_current, held)):
            return
        if any((post.class_code, post.role) == (code, row.class_role) for post in held):
            return
        if code is None:
            if held and self.roster.lists_classes:
                self.to_do(row, _NO_CLASS.format(held=_codes(held)))
            return
        obstacle = self.obstacle(row, person, held)
        if obstacle is None:
            given = {"class_code": code, "role": row.class_role}
            yield from self.made(row, take_class, person, given)
        else:
            self.to_do(row, obstacle)

    def made(
        self,
        row: RosterRow,
        step: Operation[Person, ...],
        person: Person | None,
        given: dict[str, Any],
        reason: str = "",
    ) -> Generator[Found, Any, bool]:
        """Make a step of a row; whether it was made."""
        after = yield ImportStep(
            where=f"A{row.number}",
            step=step,
            record=person,
            arguments=given,
            reason=reason,
            found=row.staff_no,
        )
        if after is not None:
            self.people[row.staff_no] = after
        return after is not None

    def obstacle(self, row: RosterRow, person: Person, held: list[Post]) -> Text | None:
        """What keeps somebody from taking a class today, and what to do about it."""
        if person.state != IN_POST:
            return _ON_LEAVE.format(code=row.class_code)
        same = [p for p in held if p.role == row.class_role or p.class_code == row.class_code]
        if same:
            return _LEADS_ANOTHER.format(held=_codes(same), code=row.class_code)
        if row.class_role != HOMEROOM_TEACHER:
            return None
        if person.class_led(self.on) is not None:
            return _FROM_TOMORROW.format(code=row.class_code)
        for other in self.people.values():
            if other.id != person.id and other.class_led(self.on) == row.class_code:
                leads = any(post.class_code == row.class_code for post in _open(other))
                text = _LED_BY_OTHER if leads else _FROM_TOMORROW
                return text.format(code=row.class_code, other=other.staff_no)
        return None

    def is_current(self, post: Post) -> bool:
        """Whether a post is not of a school year before the roster's."""
        return (year_of(post.class_code) or self.roster.school_year.year) >= (
            self.roster.school_year.year
        )

    def to_do(self, row: RosterRow, text: Text) -> None:
        """Say what is left to do for somebody."""
        self.remarks.append(Remark(kind="to_do", where=row.staff_no, text=text))

    def report(self) -> ImportReport:
        """What was done."""
        named = sorted(row.staff_no for row in self.roster.rows)
        missing = [
            number
            for number, person in sorted(self.before.items())
            if person.state != LEFT and number not in set(named)
        ]
        old, new = self.before, self.people
        known = [number for number in named if number in old]
        steps = (new[n].version - (old[n].version if n in old else 0) for n in named)
        return ImportReport.of(
            self.roster,
            added=tuple(number for number in named if number not in old),
            updated=tuple(n for n in known if new[n].version > old[n].version),
            unchanged=tuple(n for n in known if new[n].version == old[n].version),
            missing=tuple(missing),
            steps=sum(steps),
            remarks=(*self.roster.remarks, *self.remarks),
        )


def _open(person: Person) -> list[Post]:
    return [post for post in person.posts if post.until is None]


def _codes(posts: list[Post]) -> Text:
    return listing(post.class_code for post in posts)


_HAS_LEFT = Text(
    "已离校，未作更改；若已返聘，请先 rehire，再导入",
    "已離校，未作更改；若已回聘，請先 rehire，再匯入",
    "has left, so nothing was changed; if they are back, `rehire` them and import again",
)
_YEAR_RUNS = Text(
    "{held} 的学年尚未结束，暂不交接；请在 {first} 或之后再导入",
    "{held} 的學年尚未結束，暫不交接；請在 {first} 或之後再匯入",
    "the school year of {held} is not over, so it was kept; import again on {first} or later",
)
_NO_CLASS = Text(
    "名册中没有班级，但仍在 {held}；若已卸任，请 hand_over_class",
    "名冊中沒有班級，但仍在 {held}；若已卸任，請 hand_over_class",
    "no class in the roster, but still in {held}; if that is over, `hand_over_class`",
)
_ON_LEAVE = Text(
    "请假离岗中，未接 {code}；返岗后请先 come_back，再导入",
    "請假離崗中，未接 {code}；復職後請先 come_back，再匯入",
    "is on leave and did not take {code}; after `come_back`, import again",
)
_LEADS_ANOTHER = Text(
    "名册为 {code}，现任 {held}；若已换班，请先 hand_over_class，次日再导入",
    "名冊為 {code}，現任 {held}；若已換班，請先 hand_over_class，次日再匯入",
    "is in {held}, the roster says {code}; if that is so, `hand_over_class` and import again "
    "the day after",
)
_LED_BY_OTHER = Text(
    "名册为 {code}，该班现由 {other} 任班主任；若已换人，请对方先 hand_over_class，次日再导入",
    "名冊為 {code}，該班現由 {other} 任班主任；若已換人，請對方先 hand_over_class，次日再匯入",
    "{code} is led by {other}; if it changed hands, `hand_over_class` there and import again the "
    "day after",
)
_FROM_TOMORROW = Text(
    "原任今日止，{code} 自明日起可接；请明日再导入",
    "原任今日止，{code} 自明日起可接；請明日再匯入",
    "a post ends today, and {code} can be taken from tomorrow; import again then",
)
