"""What a scheme is: its states, the record, its votes, and the terms of its own adoption."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from math import ceil
from typing import ClassVar

import attrs
from attrs.validators import ge, instance_of, min_len

from homeroom_core.lifecycle import State
from homeroom_core.record import Reader, Record
from homeroom_core.text import Text
from homeroom_core.training.scheme_contents import SchemeContents

DRAFT = State("draft", "草案", "草案", "Draft")
CONSULTED = State("consulted", "征求意见", "徵求意見", "Consulted on")
TABLED = State("tabled", "提请审议", "提請審議", "Tabled")
ADOPTED = State("adopted", "已通过", "已通過", "Adopted")
REJECTED = State("rejected", "未通过", "未通過", "Rejected")
IN_FORCE = State("in_force", "施行中", "施行中", "In force")
SUPERSEDED = State("superseded", "已被取代", "已被取代", "Superseded")
WITHDRAWN = State("withdrawn", "已撤回", "已撤回", "Withdrawn")


def _share(_policy: object, attribute: "attrs.Attribute[Fraction]", value: Fraction) -> None:
    if not 0 <= value < 1 and not (attribute.name == "quorum" and value == 1):
        msg = f"{attribute.name} is a share of all representatives, not {value}"
        raise ValueError(msg)


@attrs.frozen(kw_only=True)
class SchemePolicy:
    """How a scheme is adopted: what the congress's own charter says.

    Attributes:
        consult_working_days: How long the text is put to all staff; the first day counts.
        quorum: Least share of all representatives that is present; the share itself is enough.
        majority: Share of all representatives, present or not, that the votes in favour exceed.
        teachers: Least share of teachers among the representatives; the share itself is enough.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "teachers": Text("教师代表比例下限", "教師代表比例下限", "Least share of teachers"),
    }

    consult_working_days: int = attrs.field(default=5, validator=ge(1))
    quorum: Fraction = attrs.field(default=Fraction(2, 3), validator=_share)
    majority: Fraction = attrs.field(default=Fraction(1, 2), validator=_share)
    teachers: Fraction = attrs.field(default=Fraction(3, 5), validator=_share)

    def present_needed(self, representatives: int) -> int:
        """How many representatives have to be present.

        >>> SchemePolicy().present_needed(45)
        30
        """
        return ceil(self.quorum * representatives)

    def votes_needed(self, representatives: int) -> int:
        """How many votes in favour adopt a scheme.

        >>> SchemePolicy().votes_needed(45)
        23
        """
        return int(self.majority * representatives) + 1


@attrs.frozen(kw_only=True)
class SchemeComment:
    """What a member of staff said of the text, and the answer once there is one."""

    field_labels: ClassVar[Mapping[str, Text]] = {
        "by": Text("提出人", "提出人", "By"),
    }

    number: int
    by: str
    on: date
    text: str
    answer: str = ""
    answered_by: str | None = None
    answered_on: date | None = None


@attrs.frozen(kw_only=True)
class Vote:
    """The record of a vote of the congress: heads and votes, 0 or more each.

    Attributes:
        representatives: All representatives of the congress.
        teachers: How many of them are teachers.
        present: How many were present.
        in_favour: Votes in favour.
        against: Votes against.
        abstained: Abstentions, and ballots that were void or not handed in.
        minutes: Number of the minutes.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "minutes": Text("会议记录编号", "會議記錄編號", "Minutes"),
    }

    representatives: int = attrs.field(validator=[instance_of(int), ge(1)])
    teachers: int = attrs.field(validator=[instance_of(int), ge(0)])
    present: int = attrs.field(validator=[instance_of(int), ge(0)])
    in_favour: int = attrs.field(validator=[instance_of(int), ge(0)])
    against: int = attrs.field(validator=[instance_of(int), ge(0)])
    abstained: int = attrs.field(validator=[instance_of(int), ge(0)])
    minutes: str = attrs.field(validator=min_len(1))


@attrs.frozen(kw_only=True)
class Scheme(Record):
    """One version of a school's scheme.

    Attributes:
        title: Its title.
        contents: Clauses and terms.
        policy: How it is adopted.
        opens: First day of the consultation.
        closes: Last day of the consultation.
        comments: What staff said, oldest first.
        vote: The vote on it.
        voted_on: When the congress voted.
        document: Number of the document that puts it into force.
        effective_on: First day on which cases are opened under it.
    """

    kind: ClassVar[str] = "scheme"
    label: ClassVar[Text] = Text("实施方案", "實施方案", "Scheme")
    terms_class: ClassVar[type | None] = SchemePolicy
    listed: ClassVar[tuple[str, ...]] = (
        "title",
        "effective_on",
    )
    field_labels: ClassVar[Mapping[str, Text]] = {
        "opens": Text("征求意见开始", "徵求意見開始", "Consultation opens"),
        "closes": Text("征求意见截止", "徵求意見截止", "Consultation closes"),
    }

    title: str
    contents: SchemeContents
    policy: SchemePolicy = attrs.Factory(SchemePolicy)
    opens: date | None = None
    closes: date | None = None
    comments: tuple[SchemeComment, ...] = ()
    vote: Vote | None = None
    voted_on: date | None = None
    document: str = ""
    effective_on: date | None = None

    @property
    def digest(self) -> str:
        """Digest of the contents; cases that rest on the scheme keep it."""
        return self.contents.digest

    @property
    def unanswered(self) -> tuple[SchemeComment, ...]:
        """The comments that nobody has answered yet."""
        return tuple(comment for comment in self.comments if comment.answered_on is None)


def scheme_in_force(reader: Reader, on: date) -> Scheme | None:
    """The scheme under which cases are opened on a school date, past ones included."""
    found: Scheme | None = None
    for one in reader.find(Scheme, state=(IN_FORCE, SUPERSEDED)):
        if one.effective_on is None or one.effective_on > on:
            continue
        if found is None or found.effective_on is None or one.effective_on > found.effective_on:
            found = one
    return found
