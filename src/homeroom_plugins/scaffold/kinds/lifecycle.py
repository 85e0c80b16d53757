"""A lifecycle: a teacher asks to go to a training course, and the office grants it or declines."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import attrs
from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.errors import Reason, Refusal
from homeroom_core.grants import owner, role
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.people import OFFICE, TEACHER
from homeroom_core.record import Record
from homeroom_core.text import Text

ASKED = State("asked", "待批", "待批", "Asked")
GRANTED = State("granted", "已同意", "已同意", "Granted")
DECLINED = State("declined", "未同意", "未同意", "Declined")


@attrs.frozen(kw_only=True)
class Leave(Record):
    """One teacher's request.

    Attributes:
        teacher: Id of the person who asks.
        course: The course.
        answer: What the office said.
    """

    kind: ClassVar[str] = "sample_plugin_leave"
    label: ClassVar[Text] = Text("外出培训申请", "外出培訓申請", "Request for a course")
    indexed: ClassVar[tuple[str, ...]] = ("teacher",)
    listed: ClassVar[tuple[str, ...]] = ("teacher", "course")
    field_labels: ClassVar[Mapping[str, Text]] = {
        "teacher": Text("申请人", "申請人", "Teacher"),
        "course": Text("培训课程", "培訓課程", "Course"),
        "answer": Text("答复", "答覆", "Answer"),
    }

    teacher: str
    course: str
    answer: str = ""

    def owners(self) -> frozenset[str]:
        """Whose case it is."""
        return frozenset((self.teacher,))


NO_COURSE = Reason(
    "sample_plugin_leave.no_course",
    Text("没有写明课程", "沒有寫明課程", "no course is named"),
    Text("请写明课程名称", "請寫明課程名稱", "name the course"),
)

leave = Lifecycle(
    Leave, states=(ASKED, GRANTED, DECLINED), initial=ASKED, final=(GRANTED, DECLINED)
)
office = role(OFFICE).but_not(owner)


def names_a_course(leave: Leave, _act: Act) -> Refusal | None:
    """A request names its course."""
    return None if leave.course.strip() else NO_COURSE()


@leave.creation(by=role(TEACHER), label=Text("申请", "申請", "Ask"), guards=(names_a_course,))
def ask(act: Act, *, course: str) -> Leave:
    """Ask to go to a course."""
    return Leave(id=act.new_id, org=act.org, state=ASKED, teacher=act.actor.id, course=course)


@leave.transition(source=ASKED, target=GRANTED, by=office, label=Text("同意", "同意", "Grant"))
def grant(leave: Leave, _act: Act, *, answer: str = "") -> Leave:
    """Let the teacher go."""
    return change(leave, answer=answer)


@leave.transition(
    source=ASKED,
    target=DECLINED,
    by=office,
    label=Text("不同意", "不同意", "Decline"),
    reason_required=True,
)
def decline(leave: Leave, act: Act) -> Leave:
    """Decline; the reason is the answer."""
    return change(leave, answer=act.reason or "")


leave.seal()


def homeroom_lifecycles() -> Sequence[Lifecycle[Any]]:
    """The lifecycle."""
    return [leave]
