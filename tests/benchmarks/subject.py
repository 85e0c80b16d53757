"""What is measured: a record of 25 fields that goes round three states, each step changing one field.

A step asks one guard and one grant, and counts one revision; the peers do the same.
"""

from datetime import UTC, date, datetime
from typing import ClassVar

import attrs

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import named
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import TEACHER, Actor
from homeroom_core.record import Record
from homeroom_core.text import Text

TEACHER_ID = "person-7"
ORG = "school-1"
NOTE = "Visited the class, spoke with the parents of three pupils, agreed on what is to come." * 2

DRAFT = State("draft", "草稿", "草稿", "Draft")
SUBMITTED = State("submitted", "已提交", "已提交", "Submitted")
REVIEWING = State("reviewing", "审阅中", "審閱中", "Under review")

NO_GOALS = Reason(
    "dossier.no_goals",
    Text("没有目标", "沒有目標", "there are no goals"),
    Text("请先写目标", "請先寫目標", "write some first"),
)


@attrs.frozen(kw_only=True)
class Dossier(Record):
    """A record of 25 fields: the four that every record has, and 21 of its own."""

    kind: ClassVar[str] = "dossier"
    label: ClassVar[Text] = Text("档案", "檔案", "Dossier")
    indexed: ClassVar[tuple[str, ...]] = ("teacher",)

    teacher: str
    goals: int = 3
    revision: int = 0
    note: str = ""
    opened: date = date(2025, 9, 1)
    f1: str = "value 1"
    f2: str = "value 2"
    f3: str = "value 3"
    f4: str = "value 4"
    f5: str = "value 5"
    f6: str = "value 6"
    f7: str = "value 7"
    f8: str = "value 8"
    f9: str = "value 9"
    f10: str = "value 10"
    f11: str = "value 11"
    f12: str = "value 12"
    f13: str = "value 13"
    f14: str = "value 14"
    f15: str = "value 15"
    f16: str = "value 16"


dossier = Lifecycle(
    Dossier, states=(DRAFT, SUBMITTED, REVIEWING), initial=DRAFT, final=(REVIEWING,)
)

teacher = named("teacher", Text("该教师", "該教師", "the teacher"))


def has_goals(record: Dossier, _act: Act) -> Refusal | None:
    """There is at least one goal."""
    return None if record.goals > 0 else NO_GOALS()


@dossier.creation(by=teacher, label=Text("建档", "建檔", "Open"))
def begin(act: Act, *, of: str) -> Dossier:
    """Open a dossier."""
    return Dossier(id=act.new_id, org=act.org, state=DRAFT, teacher=of)


@dossier.transition(
    source=DRAFT,
    target=SUBMITTED,
    by=teacher,
    label=Text("提交", "提交", "Submit"),
    guards=(has_goals,),
)
def submit(record: Dossier, _act: Act) -> Dossier:
    """Hand it in."""
    return change(record, revision=record.revision + 1)


@dossier.transition(
    source=SUBMITTED,
    target=REVIEWING,
    by=teacher,
    label=Text("送审", "送審", "Review"),
    guards=(has_goals,),
)
def review(record: Dossier, _act: Act) -> Dossier:
    """Let it be reviewed."""
    return change(record, revision=record.revision + 1)


@dossier.transition(
    source=REVIEWING,
    target=DRAFT,
    by=teacher,
    label=Text("退回", "退回", "Reopen"),
    guards=(has_goals,),
)
def reopen(record: Dossier, _act: Act) -> Dossier:
    """Open it again."""
    return change(record, revision=record.revision + 1)


@dossier.transition(
    source=DRAFT,
    target=STAY,
    by=teacher,
    label=Text("记录", "記錄", "Note"),
    guards=(has_goals,),
)
def write_note(record: Dossier, _act: Act, *, revision: int, note: str) -> Dossier:
    """Replace the note: a step with arguments, of which each is like the last."""
    return change(record, revision=revision, note=note)


dossier.seal()

CYCLE = (submit, review, reopen)


def the_teacher() -> Actor:
    """Who makes every step."""
    return Actor.of(TEACHER_ID, TEACHER)


def an_act() -> Act:
    """The circumstances of every step that needs no store."""
    return Act(
        actor=the_teacher(),
        at=datetime(2025, 9, 10, 8, tzinfo=UTC),
        on=date(2025, 9, 10),
        org=ORG,
        new_id="dossier-1",
    )


def a_dossier() -> Dossier:
    """A new one, never stored."""
    return begin.body(an_act(), of=TEACHER_ID)
