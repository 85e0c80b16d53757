"""`homeroom hours`: hours of an activity for everybody in it, and what is missing for whom."""

from fractions import Fraction

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.dates import school_date
from homeroom_core.desk import Desk
from homeroom_core.errors import Reason, RecordNotFoundError, Refusal, RefusedError
from homeroom_core.office import system_clock
from homeroom_core.people import Actor
from homeroom_core.reading import Reading
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.school_year import SchoolYear
from homeroom_core.text import Text
from homeroom_core.trace import show
from homeroom_core.training import hours as steps
from homeroom_core.training.activity import Activity
from homeroom_core.training.hours_account import (
    HoursAccount,
    PersonHours,
    bound,
    hours_policy,
    missing_for_whom,
    standing,
)
from homeroom_core.training.hours_reasons import NO_ACTIVITY
from homeroom_core.training.hours_records import (
    LOGGED,
    SOURCES,
    VERIFIED,
    HoursPolicy,
    TrainingHours,
    sees_hours,
)
from homeroom_core.training.person import Person
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import refusal_json
from homeroom_plugins.cli.said import SaidGroup, SaidOption

NO_CREDITS = Reason(
    "hours.no_credits",
    Text(
        "{measured}还没有记任何人的学时", "{measured}還沒有記任何人的學時", "{measured} gives hours to nobody yet"
    ),
    Text(
        "先在该活动中核记参加人员的学时",
        "先在該活動中核記參加人員的學時",
        "the activity has to credit its people first",
    ),
)  # fmt: skip
_LOG = Text("登记活动学时", "登記活動學時", "Log an activity")

hours = SaidGroup("hours", text=Text("学时和学分。", "學時和學分。", "Hours of training."), lazy={})


@command(
    Text(
        "为一项活动记有学时的每个人登记学时，一次写入；已登记的跳过。\n\n示例：homeroom hours log forum-3",
        "為一項活動記有學時的每個人登記學時，一次寫入；已登記的略過。\n\n範例：homeroom hours log forum-3",
        "Log the hours of an activity for everybody it gives some, in one commit; those who have "
        "theirs already are skipped.\n\nExample: homeroom hours log forum-3",
    ),
    click.Argument(["activity"]),
    SaidOption(
        "--pre-service",
        is_flag=True,
        text=Text("作为岗前培训登记", "作為崗前培訓登記", "Log it as pre-service training."),
    ),
)
def log(here: Invocation, *, activity: str, pre_service: bool) -> None:
    """Log an activity for everybody."""

    def work(desk: Desk) -> tuple[tuple[TrainingHours, ...], int]:
        found = _activity(desk, activity, actor)
        people = steps.unlogged(found, desk)
        everybody = len({credit.person for credit in found.credits})
        made = tuple(
            desk.create(
                steps.log_activity, activity=activity, person=person, pre_service=pre_service
            )
            for person in people
        )
        return made, everybody - len(made)

    with here.office() as office:
        actor = here.actor(office)
        made, skipped = office.transact(here.org, actor, work)
    data: dict[str, JSON] = {
        "activity": activity,
        "logged": [{"record": one.id, "person": one.person, "hours": show(Fraction(one.hours))} for one in made],
        "skipped": skipped,
    }  # fmt: skip
    here.answer(
        data, lambda: here.say(_LOGGED.format(activity=activity, made=len(made), skipped=skipped))
    )


@command(
    Text(
        "核实并认定一项活动已登记的学时，一次写入；不能认定的列出原因。\n\n"
        "示例：homeroom hours credit forum-3",
        "核實並認定一項活動已登記的學時，一次寫入；不能認定的列出原因。\n\n"
        "範例：homeroom hours credit forum-3",
        "Verify and credit what is logged of an activity, in one commit; what cannot be credited "
        "is listed with the reasons.\n\nExample: homeroom hours credit forum-3",
    ),
    click.Argument(["activity"]),
)
def credit(here: Invocation, *, activity: str) -> int:
    """Verify and credit the hours of an activity."""

    def work(desk: Desk) -> tuple[int, tuple[tuple[str, tuple[Refusal, ...]], ...]]:
        _activity(desk, activity, actor)
        done, left = 0, []
        open_ones = desk.find(TrainingHours, activity=activity, state=(LOGGED, VERIFIED))
        for one in tuple(open_ones):
            try:
                seen = desk.apply(steps.verify, one) if one.state == LOGGED else one
                desk.apply(steps.credit, seen)
                done += 1
            except RefusedError as error:
                left.append((one.id, error.refusals))
        return done, tuple(left)

    with here.office() as office:
        actor = here.actor(office)
        done, left = office.transact(here.org, actor, work)
    data: dict[str, JSON] = {
        "activity": activity,
        "credited": done,
        "left": [
            {"record": id, "refusals": [refusal_json(one, here.language) for one in refusals]}
            for id, refusals in left
        ],
    }
    here.answer(data, lambda: _show_credited(here, activity, done, left))
    return REFUSED if left else DONE


@command(
    Text(
        "一学年及其周期的学时：已取得、计入、要求、尚缺；默认列出在岗人员，--person 给出一人的明细。",
        "一學年及其週期的學時：已取得、計入、要求、尚缺；預設列出在職人員，--person 給出一人的明細。",
        "Hours of a school year and of its cycle: earned, counted, required, missing. Everybody in "
        "post is listed; --person gives one person in detail.",
    ),
    SaidOption(
        "--year",
        type=click.IntRange(1, 9998),
        metavar="YEAR",
        text=Text(
            "学年的起始年份；默认为今天所在的学年",
            "學年的起始年份；預設為今天所在的學年",
            "Year in which the school year begins; that of today by default.",
        ),
    ),
    SaidOption(
        "--person",
        metavar="ID",
        text=Text("一人：编号或工号", "一人：代號或教職員編號", "One person: an id or a staff number."),
    ),
    SaidOption(
        "--missing",
        "missing",
        is_flag=True,
        text=Text("只列出尚有缺的人", "只列出尚有缺的人", "Only those for whom something is missing."),
    ),
)  # fmt: skip
def report(here: Invocation, *, year: int | None, person: str | None, missing: bool) -> None:
    """Say what is missing for whom."""
    with here.office() as office:
        actor = here.actor(office)
        today = school_date(
            (here.outside.clock or system_clock)(), office.organization(here.org).zone
        )
        with office.reading(here.org) as reading:
            policy = hours_policy(reading, today)
            if year is not None:
                asked = SchoolYear(year, policy.year_starts_month, policy.year_starts_day)
                today = asked.first
            people = _people(reading, actor, person, policy)
            hours = tuple(
                one
                for one in reading.find(TrainingHours)
                if hidden_fields(one, actor, reading) != EVERYTHING
            )
            names = {one.id: _name(one, actor, reading) for one in people}
    standings = tuple(standing(one, hours, policy, today) for one in people)
    if missing:
        standings = missing_for_whom(standings)
    year_now = policy.year_on(today)
    data: dict[str, JSON] = {
        "year": year_now.label,
        "people": [_json(one, names[one.person]) for one in standings],
    }
    if person is not None:
        here.answer(data, lambda: _show_one(here, standings, names))
    else:
        here.answer(data, lambda: _show_all(here, year_now, standings, names))


hours.add_command(log)
hours.add_command(credit)
hours.add_command(report)


@attrs.frozen
class _Called:
    """What to call somebody before the one who asks; the name is empty where it is hidden."""

    staff_no: str
    name: str


def _activity(reader: Reader, id: str, actor: Actor) -> Activity:
    """The activity, if this actor may see it, and it gives hours.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it.
        RefusedError: It is no activity, or gives nobody hours yet.
    """
    found = reader.any(id)
    if hidden_fields(found, actor, reader) == EVERYTHING:
        raise RecordNotFoundError(found.org, id)
    if not isinstance(found, Activity):
        raise RefusedError(id, "log_activity", _LOG, (NO_ACTIVITY(measured=id),))
    if not found.credits:
        raise RefusedError(id, "log_activity", _LOG, (NO_CREDITS(measured=id),))
    return found


def _people(
    reading: Reading, actor: Actor, asked: str | None, policy: HoursPolicy
) -> tuple[Person, ...]:
    """Those asked for whose hours the actor may see.

    Raises:
        RecordNotFoundError: One person is asked for, and there is none that the actor may see.
    """
    seen = [one for one in reading.find(Person) if sees_hours(actor, one.id)]
    if asked is None:
        return tuple(one for one in seen if bound(one, policy))
    found = tuple(one for one in seen if asked in (one.id, one.staff_no))
    if not found:
        raise RecordNotFoundError(reading.org, asked)
    return found


def _name(person: Person, actor: Actor, reader: Reader) -> _Called:
    hidden = hidden_fields(person, actor, reader)
    return _Called(person.staff_no, "" if "details" in hidden else person.details.name)


def _json(one: PersonHours, called: _Called) -> dict[str, JSON]:
    owed = one.pre_service
    return {
        "person": one.person,
        "staff_no": called.staff_no,
        "name": called.name or None,
        "complete": one.complete,
        "year": _account_json(one.year),
        "cycle": {
            **_account_json(one.cycle),
            "block": show(one.cycle.block),
            "block_required": show(one.cycle.block_required),
            "block_missing": one.cycle.block_missing,
        },
        "pre_service": None
        if owed is None
        else {
            "until": owed.until.isoformat(),
            "hours": show(owed.hours),
            "required": show(owed.required),
            "missing": show(owed.missing),
        },
    }


def _account_json(account: HoursAccount) -> dict[str, JSON]:
    return {
        "label": account.label,
        "first": account.first.isoformat(),
        "last": account.last.isoformat(),
        "sources": [
            {
                "source": one.source,
                "earned": show(one.earned),
                "counted": show(one.counted),
                "cut_off": show(one.cut_off),
                "pending": show(one.pending),
            }
            for one in account.sources
            if one.earned or one.pending
        ],
        "earned": show(account.earned),
        "counted": show(account.counted),
        "credits": show(account.credits),
        "pending": show(account.pending),
        "required": show(account.required),
        "missing": show(account.missing),
    }


def _show_credited(
    here: Invocation, activity: str, done: int, left: tuple[tuple[str, tuple[Refusal, ...]], ...]
) -> None:
    here.say(_CREDITED.format(activity=activity, done=done, left=len(left)))
    for id, refusals in left:
        for one in refusals:
            here.say(_LEFT.format(id=id, text=one.text, remedy=one.remedy))


def _show_all(
    here: Invocation,
    year: SchoolYear,
    standings: tuple[PersonHours, ...],
    names: dict[str, _Called],
) -> None:
    short = sum(not one.complete for one in standings)
    here.say(_WHOLE.format(year=year.label, people=len(standings), short=short))
    if not standings:
        return
    table = here.tables(*(here.read(head) for head in _HEADS))
    for one in standings:
        called, owed = names[one.person], one.pre_service
        table.add(
            [
                called.staff_no,
                called.name,
                show(one.year.counted),
                show(one.year.pending),
                show(one.year.required),
                show(one.year.missing),
                show(one.cycle.counted),
                show(one.cycle.missing),
                "" if owed is None else show(owed.missing),
            ]
        )
    table.show()


def _show_one(
    here: Invocation, standings: tuple[PersonHours, ...], names: dict[str, _Called]
) -> None:
    for one in standings:
        called = names[one.person]
        here.say(f"{called.staff_no} {called.name}".strip())
        for account in (one.year, one.cycle):
            title = _YEAR if account.per == "year" else _CYCLE
            here.say(title.format(label=account.label))
            table = here.tables(*(here.read(head) for head in _SOURCE_HEADS))
            for source in account.sources:
                if source.earned or source.pending:
                    label = next(term.label for term in SOURCES if term == source.source)
                    table.add(
                        [
                            here.read(label),
                            show(source.earned),
                            show(source.counted),
                            show(source.cut_off),
                            show(source.pending),
                        ]
                    )
            table.show()
            here.say(
                _SUM.format(
                    counted=show(account.counted),
                    credits=show(account.credits),
                    required=show(account.required),
                    missing=show(account.missing),
                )
            )
        if one.cycle.block_missing:
            here.say(_BLOCK.format(required=show(one.cycle.block_required)))
        owed = one.pre_service
        if owed is not None:
            here.say(
                _PRE_SERVICE.format(
                    required=show(owed.required),
                    until=owed.until,
                    hours=show(owed.hours),
                    missing=show(owed.missing),
                )
            )


_LOGGED = Text(
    "{activity}：登记 {made} 人，{skipped} 人已登记过",
    "{activity}：登記 {made} 人，{skipped} 人已登記過",
    "{activity}: logged for {made}, {skipped} had theirs already",
)
_CREDITED = Text(
    "{activity}：认定 {done} 人，{left} 人未能认定",
    "{activity}：認定 {done} 人，{left} 人未能認定",
    "{activity}: credited to {done}, not to {left}",
)
_LEFT = Text("  {id}：{text}；{remedy}", "  {id}：{text}；{remedy}", "  {id}: {text}; {remedy}")
_WHOLE = Text(
    "{year}学年：{people} 人，其中 {short} 人尚有缺",
    "{year}學年：{people} 人，其中 {short} 人尚有缺",
    "School year {year}: {people} people, something is missing for {short}",
)
_HEADS = (
    Text("工号", "教職員編號", "staff no."),
    Text("姓名", "姓名", "name"),
    Text("本学年计入", "本學年計入", "counted"),
    Text("待认定", "待認定", "pending"),
    Text("要求", "要求", "required"),
    Text("尚缺", "尚缺", "missing"),
    Text("周期计入", "週期計入", "in the cycle"),
    Text("周期尚缺", "週期尚缺", "cycle missing"),
    Text("岗前尚缺", "崗前尚缺", "pre-service missing"),
)
_SOURCE_HEADS = (
    Text("来源", "來源", "source"),
    Text("取得", "取得", "earned"),
    Text("计入", "計入", "counted"),
    Text("超限未计", "超限未計", "cut off"),
    Text("待认定", "待認定", "pending"),
)
_YEAR = Text("{label}学年", "{label}學年", "School year {label}")
_CYCLE = Text("周期 {label}", "週期 {label}", "Cycle {label}")
_SUM = Text(
    "计入 {counted} 学时（{credits} 学分），要求 {required}，尚缺 {missing}",
    "計入 {counted} 學時（{credits} 學分），要求 {required}，尚缺 {missing}",
    "{counted} hours counted ({credits} credits), {required} required, {missing} missing",
)
_BLOCK = Text(
    "周期内还缺一次不少于 {required} 学时的集中培训",
    "週期內還缺一次不少於 {required} 學時的集中培訓",
    "one training of at least {required} hours is still missing in the cycle",
)
_PRE_SERVICE = Text(
    "岗前培训：{until}前须满 {required} 学时，已有 {hours}，尚缺 {missing}",
    "崗前培訓：{until}前須滿 {required} 學時，已有 {hours}，尚缺 {missing}",
    "Pre-service training: {required} hours by {until}, {hours} so far, {missing} missing",
)
