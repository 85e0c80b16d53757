"""示范课: the record of a demonstration lesson, and what it is made of.

Its lifecycle is in `demonstration`, what decides on people and seats in `demonstration_rules` and
`demonstration_seats`, the reasons for its refusals in `demonstration_reasons`.
"""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal, get_args

import attrs
from attrs.validators import ge, in_, min_len

from homeroom_core.fact import number
from homeroom_core.lifecycle import State
from homeroom_core.rule import AnyOf, Requirement, Rule
from homeroom_core.text import Text
from homeroom_core.training.activity import LED
from homeroom_core.training.attendance import Attended, PartHours, Presence
from homeroom_core.training.deidentify import MOST_DIGITS

ANNOUNCED = State("announced", "已发布", "已公告", "Announced")
HELD = State("held", "已开课", "已開課", "Held")
CREDITED = State("credited", "已认定学时", "已認定學時", "Credited")
ARCHIVED = State("archived", "已归档", "已歸檔", "Archived")
CANCELLED = State("cancelled", "已取消", "已取消", "Cancelled")

DEMONSTRATION_STATES = (ANNOUNCED, HELD, CREDITED, ARCHIVED, CANCELLED)

OthersMay = Literal["from_day", "spare_seats"]
"""When those who are not young may register: from a day on, or for seats that the young can spare."""

_YEARS = Text("年", "年", " years")
_NOTICES = "usual practice in school and district notices"

HOST_RULES: tuple[Requirement, ...] = (
    AnyOf(
        id="host.experienced",
        label=Text("执教经验", "執教經驗", "Experience"),
        rules=(
            Rule(
                id="host.homeroom_years",
                label=Text("班主任年限", "班主任年限", "Years as homeroom teacher"),
                fact="homeroom_years",
                comparator=">=",
                boundary=number(5),
                unit=_YEARS,
                source=_NOTICES,
            ),
            Rule(
                id="host.award_certificates",
                label=Text("评比获奖证书", "評比獲獎證書", "Award certificates in contests"),
                fact="award_certificates",
                comparator=">=",
                boundary=number(1),
                source=_NOTICES,
            ),
        ),
    ),
)
"""Who gives a demonstration lesson: long in post, or with an award in a contest."""

YOUNG_RULES: tuple[Requirement, ...] = (
    Rule(
        id="observer.work_years",
        label=Text("工作年限", "工作年限", "Years of work"),
        fact="work_years",
        comparator="<",
        boundary=number(3),
        unit=_YEARS,
        source=_NOTICES,
    ),
)
"""Who is a young teacher: less than three years of work, three not included."""


@attrs.frozen(kw_only=True)
class DemonstrationPolicy:
    """The terms a scheme sets for demonstration lessons.

    Attributes:
        host_rules: What has to hold of whoever gives one; see `demonstration_rules.host_facts`.
        young_rules: What makes somebody a young teacher, on the day of the lesson.
        others: When those who are not young may register: `from_day`: so many working days before
            the lesson; `spare_seats`: as soon as there are more seats than young teachers in post
            who have not registered.
        others_working_days_before: That number of working days, for `from_day`.
        note_owed: Whether young observers owe a note before their hours are credited.
        note_within_working_days: Time for that note, after the day.
        most_digits: How many digits may follow each other in a text.
        credit_within_working_days: Time to credit the hours after the day.
        hours: What a lesson counts: for observers, for observers who spoke about it, for the host.

    Source: usual practice of schools: young teachers are those of less than three years of work;
    two to four hours a session. The spans are proposals.
    """

    host_rules: tuple[Requirement, ...] = HOST_RULES
    young_rules: tuple[Requirement, ...] = YOUNG_RULES
    others: OthersMay = attrs.field(default="from_day", validator=in_(get_args(OthersMay)))
    others_working_days_before: int = attrs.field(default=3, validator=ge(1))
    note_owed: bool = True
    note_within_working_days: int = attrs.field(default=5, validator=ge(1))
    most_digits: int = attrs.field(default=MOST_DIGITS, validator=ge(1))
    credit_within_working_days: int = attrs.field(default=10, validator=ge(1))
    hours: PartHours = attrs.Factory(PartHours)


@attrs.frozen(kw_only=True)
class Registration:
    """A seat taken.

    Attributes:
        person: Id of the observer.
        on: When they were registered.
        by: Who registered them.
        young: Whether they were found to be young for the day of the lesson.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("登记人", "登記人", "Registered by"),
    }

    person: str = attrs.field(validator=min_len(1))
    on: date
    by: str
    young: bool


@attrs.frozen(kw_only=True)
class ObservationNote:
    """What an observer takes away from a lesson.

    Attributes:
        by: Id of the observer.
        on: When it was handed in.
        text: The note.
        names_compared: With how many names of a class list it was compared before it was kept.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("撰写人", "撰寫人", "By"),
    }

    by: str = attrs.field(validator=min_len(1))
    on: date
    text: str = attrs.field(validator=min_len(1))
    names_compared: int = attrs.field(default=0, validator=ge(0))


@attrs.frozen(kw_only=True)
class Demonstration(Attended):
    """A demonstration lesson: one lesson on one day, watched by colleagues.

    Attributes:
        title: Its topic.
        host: Id of who gives it.
        class_code: The class it is given with; may be empty.
        on: The day.
        place: Where.
        seats: How many may watch, above 0.
        contest: Id of the contest that it belongs to; may be empty.
        policy: The numbers it was announced under.
        registrations: Who has a seat, in the order in which they registered.
        minutes: What was said about the lesson afterwards.
        materials: Numbers of documents: the lesson plan, slides, photographs.
        notes: The observation notes, in the order in which they came in.
        collection: Number of the collection it was archived in.
    """

    kind: ClassVar[str] = "demonstration"
    label: ClassVar[Text] = Text("示范课", "觀摩課", "Demonstration lesson")
    indexed: ClassVar[tuple[str, ...]] = ("host", "contest")
    terms_class: ClassVar[type | None] = DemonstrationPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "host",
        "on",
        "place",
        "seats",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "host": Text("授课教师", "授課教師", "Teacher of the lesson"),
        "minutes": Text("评课记录", "評課記錄", "Discussion"),
    }

    title: str
    host: str
    class_code: str = ""
    on: date
    place: str
    seats: int = attrs.field(validator=ge(1))
    contest: str = ""
    policy: DemonstrationPolicy = attrs.Factory(DemonstrationPolicy)
    registrations: tuple[Registration, ...] = ()
    minutes: str = ""
    materials: tuple[str, ...] = ()
    notes: tuple[ObservationNote, ...] = ()
    collection: str = ""

    def owners(self) -> frozenset[str]:
        """Who gives it."""
        return frozenset((self.host,))

    def people(self) -> frozenset[str]:
        """Who gives it, who has a seat, and who was there."""
        return self.present | self.registered | {self.host}

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return self.on, self.on

    @property
    def hours_a_day(self) -> PartHours:
        """What the lesson counts."""
        return self.policy.hours

    @property
    def registered(self) -> frozenset[str]:
        """Ids of all who have a seat."""
        return frozenset(one.person for one in self.registrations)

    @property
    def seats_left(self) -> int:
        """How many seats are free; never below 0."""
        return max(self.seats - len(self.registrations), 0)

    @property
    def observers(self) -> frozenset[str]:
        """Ids of those who watched."""
        return frozenset(one.person for one in self.presences if one.part != LED)

    @property
    def owing(self) -> frozenset[str]:
        """Ids of the young observers whose note is not in."""
        if not self.policy.note_owed:
            return frozenset()
        young = {one.person for one in self.registrations if one.young}
        return (self.observers & young) - {note.by for note in self.notes}

    @property
    def counted(self) -> tuple[Presence, ...]:
        """The presences of those who owe no note."""
        owing = self.owing
        return tuple(one for one in self.presences if one.person not in owing)
