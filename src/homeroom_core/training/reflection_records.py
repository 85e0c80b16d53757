"""反思: the record of a reflection, its values, and the terms it is written under."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar

import attrs
from attrs.validators import ge, gt, min_len, optional

from homeroom_core.lifecycle import State
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, Reader
from homeroom_core.text import Term, Text
from homeroom_core.training.activity import Activity
from homeroom_core.training.deidentify import MOST_DIGITS

PRIVATE = State("private", "私人草稿", "私人草稿", "Private draft")
SHARED = State("shared", "已分享", "已分享", "Shared")
COMMENTED = State("commented", "已有点评", "已有點評", "Commented")
FILED = State("filed", "已归档", "已歸檔", "Filed")

OPEN_TO_READERS = (SHARED, COMMENTED)

READING = Term("reading", "读书", "讀書", "Reading")
COURSE = Term("course", "课程", "課程", "Course")
FORMS = (READING, COURSE)


@attrs.frozen(kw_only=True)
class ReflectionPolicy:
    """The terms a scheme sets for reflections.

    Attributes:
        most_hours: The most hours of self-study that one reflection can credit.
        most_digits: How many digits may follow each other in what is shared.
    """

    most_hours: Decimal = attrs.field(default=Decimal(4), validator=gt(Decimal(0)))
    most_digits: int = attrs.field(default=MOST_DIGITS, validator=ge(1))


@attrs.frozen(kw_only=True)
class Study:
    """Reading or a course, as the author logged it and the office verified it.

    Attributes:
        number: Counts up within the reflection; never given twice.
        form: One of `FORMS`.
        title: The book or the course.
        on: When it was done or finished.
        hours: Hours logged.
        verified: Hours that the office accepts, 0 to `hours`; `None` until it has looked.
        evidence: What they rest on, in the office's words.
        verified_by: Who verified them.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "title": Text("书名或课程", "書名或課程", "Book or course"),
        "form": Text("研修形式", "研修形式", "Form"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"form": FORMS}

    number: int = attrs.field(validator=ge(1))
    form: str
    title: str = attrs.field(validator=min_len(1))
    on: date
    hours: Decimal = attrs.field(validator=gt(Decimal(0)))
    verified: Decimal | None = attrs.field(default=None, validator=optional(ge(Decimal(0))))
    evidence: str = ""
    verified_by: str | None = None


@attrs.frozen(kw_only=True)
class GoalLink:
    """A goal of the author's growth plan that the reflection is about."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "plan": Text("成长规划", "成長規劃", "Growth plan"),
    }

    plan: str
    goal: str

    def __str__(self) -> str:
        return f"{self.plan}/{self.goal}"


@attrs.frozen(kw_only=True)
class ReaderComment:
    """What a reader said, or what the author answered."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("留言人", "留言人", "By"),
    }

    by: str
    on: date
    text: str


@attrs.frozen(kw_only=True)
class Reflection(Activity):
    """A journal entry of one teacher.

    Attributes:
        author: Id of the teacher.
        title: Its title.
        text: The entry itself.
        written_on: When it was begun.
        policy: The terms it was begun under.
        studies: Self-study logged in it.
        last_study: The highest number given to a study.
        goals: The goals that it is about.
        records: Ids of lessons and other records that it is about.
        readers: Ids of those it is shared with by name.
        all_staff: Whether it is shared with all staff.
        shared_on: Since when.
        comments: What readers and the author said, oldest first.
    """

    kind: ClassVar[str] = "reflection"
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"form": FORMS}
    label: ClassVar[Text] = Text("反思", "反思", "Reflection")
    indexed: ClassVar[tuple[str, ...]] = ("author",)
    terms_class: ClassVar[type | None] = ReflectionPolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "author",
        "written_on",
        "shared_on",
    )

    author: str
    title: str
    text: str = ""
    written_on: date
    policy: ReflectionPolicy = attrs.Factory(ReflectionPolicy)
    studies: tuple[Study, ...] = ()
    last_study: int = attrs.field(default=0, validator=ge(0))
    goals: tuple[GoalLink, ...] = ()
    records: tuple[str, ...] = ()
    readers: frozenset[str] = frozenset()
    all_staff: bool = False
    shared_on: date | None = None
    comments: tuple[ReaderComment, ...] = ()

    def owners(self) -> frozenset[str]:
        """The author."""
        return frozenset((self.author,))

    def open_to(self, actor: Actor) -> bool:
        """Whether it is shared with somebody, as one of the readers or as a member of staff."""
        if self.state == PRIVATE:
            return False
        return actor.id in self.readers or (self.all_staff and bool(actor.roles))

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """Everything, from all but the author and those it is shared with, whatever their office."""
        mine = actor.id == self.author
        return frozenset() if mine or self.open_to(actor) else EVERYTHING

    def earned_on(self) -> date | None:
        """The last day on which something was studied that counts."""
        return max((one.on for one in self.studies if one.verified), default=None)

    @property
    def verified_hours(self) -> Decimal:
        """What the office accepted, all studies together, before any limit."""
        return sum((one.verified or Decimal(0) for one in self.studies), Decimal(0))
