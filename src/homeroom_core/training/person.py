"""教职工: the people of a school, and the classes they lead, as records with a history.

Somebody who leaves keeps their record, and comes back to it when re-hired; everything that refers
to them stays attached. Classes are led for intervals of time, so that years of service can be
counted from them. No identity number, date of birth or telephone number is kept.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
from attrs.validators import ge, min_len, optional

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.dates import days_served, full_years, months_later
from homeroom_core.errors import Refusal
from homeroom_core.fact import Facts, FactValue
from homeroom_core.grants import owner, role
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.people import (
    AFFAIRS_MEETING,
    ASSISTANT,
    HOMEROOM_TEACHER,
    OFFICE,
    PRINCIPAL,
    ROLES,
    SUPERVISOR,
    TITLES,
    Actor,
)
from homeroom_core.record import Record
from homeroom_core.strict import is_code
from homeroom_core.text import Term, Text, coded, listing
from homeroom_core.training.person_reasons import (
    CLASS_TAKEN,
    ENDS_EARLY,
    HOLDS_POST,
    LEADS_ALREADY,
    NO_CLASS,
    NO_DOCUMENT,
    NO_NUMBER,
    NO_SUCH_POST,
    NO_SUCH_SANCTION,
    NUMBER_TAKEN,
    TITLE_NO_CODE,
    UNKNOWN_ROLE,
    UNKNOWN_SANCTION,
)
from homeroom_core.training.under_scheme import terms_in_force

IN_POST = State("in_post", "在岗", "在職", "In post")
ON_LEAVE = State("on_leave", "请假离岗", "請假離崗", "On leave")
LEFT = State("left", "已离校", "已離校", "Left")

CLASS_ROLES = (HOMEROOM_TEACHER, ASSISTANT)

WARNING = Term("warning", "警告", "警告", "Warning")
DEMERIT = Term("demerit", "记过", "記過", "Demerit")
DEMOTION = Term("demotion", "降低岗位等级", "降低職務等級", "Demotion")
SANCTIONS = (WARNING, DEMERIT, DEMOTION)


@attrs.frozen(kw_only=True)
class SanctionPolicy:
    """How long sanctions run, in months, where a decision does not say otherwise.

    Source: the usual terms of public institutions (6, 12 and 24 months).
    """

    warning_months: int = attrs.field(default=6, validator=ge(1))
    demerit_months: int = attrs.field(default=12, validator=ge(1))
    demotion_months: int = attrs.field(default=24, validator=ge(1))

    def months(self, sanction: str) -> int:
        """How many months a sanction of this kind runs."""
        by_kind: dict[str, int] = {
            WARNING: self.warning_months,
            DEMERIT: self.demerit_months,
            DEMOTION: self.demotion_months,
        }
        return by_kind[sanction]


@attrs.frozen(kw_only=True)
class Sanction:
    """One sanction, as it was decided.

    Attributes:
        kind: One of `SANCTIONS`.
        since: First day it runs.
        until: Last day it runs, included.
        document: Number of the document with the decision.
        lifted_on: Since when it no longer counts, if it was lifted before its time.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "kind": Text("处分种类", "處分種類", "Sanction"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"kind": SANCTIONS}

    kind: str
    since: date
    until: date
    document: str
    lifted_on: date | None = None

    def runs(self, first: date, last: date) -> bool:
        """Whether it counts on any day of a span."""
        end = self.until if self.lifted_on is None else self.lifted_on - timedelta(days=1)
        return self.since <= last and first <= min(end, self.until)


@attrs.frozen(kw_only=True)
class Post:
    """Leading or assisting a class for a time.

    Attributes:
        class_code: The class, such as `2025-G7-03`.
        role: `homeroom_teacher` or `assistant`.
        since: First day.
        until: Last day, included; `None` while it lasts.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"role": CLASS_ROLES}

    class_code: str = attrs.field(validator=min_len(1))
    role: str
    since: date
    until: date | None = None


@attrs.frozen(kw_only=True)
class Details:
    """What a roster says of a person and may say differently next time.

    Attributes:
        name: As on notices.
        title: Code of the professional title, one of `homeroom_core.people.TITLES` or one of the
            school's own; empty if not known.
        subject: Subject taught, as the roster has it.
        grade: Grade group, as the roster has it.
        work_since: When the first job began, anywhere.
        joined_on: When they came to this school.
        homeroom_since: When they first led a class.
        homeroom_years: Years of leading a class as the roster counts them, at `counted_on`.
        counted_on: The day for which `homeroom_years` holds.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "title": Text("职称", "職稱", "Professional title"),
        "subject": Text("任教学科", "任教學科", "Subject taught"),
        "grade": Text("年级", "年級", "Grade group"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"title": TITLES}

    name: str = attrs.field(validator=min_len(1))
    title: str = ""
    subject: str = ""
    grade: str = ""
    work_since: date | None = None
    joined_on: date | None = None
    homeroom_since: date | None = None
    homeroom_years: Decimal | None = attrs.field(default=None, validator=optional(ge(Decimal(0))))
    counted_on: date | None = None


@attrs.frozen(kw_only=True)
class Person(Record):
    """One member of staff.

    Attributes:
        staff_no: The school's own number (工号); unique in the organization.
        details: What the roster says.
        roles: Codes of the roles held, class roles included.
        posts: Classes led or assisted, oldest first.
        recognised_by_peers: Whether colleagues have recognised them as advisor.
        sanctions: What was imposed on them, oldest first.
    """

    kind: ClassVar[str] = "person"
    label: ClassVar[Text] = Text("教职工", "教職員", "Person")
    indexed: ClassVar[tuple[str, ...]] = ("staff_no", "latest_class")
    terms_class: ClassVar[type | None] = SanctionPolicy
    known_by: ClassVar[str] = "details.name"
    listed: ClassVar[tuple[str, ...]] = (
        "staff_no",
        "details.name",
        "roles",
        "posts.class_code",
    )
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "roles": ROLES,
        "role": CLASS_ROLES,
        "kind": SANCTIONS,
    }

    staff_no: str
    details: Details
    roles: frozenset[str] = frozenset()
    posts: tuple[Post, ...] = ()
    recognised_by_peers: bool = False
    sanctions: tuple[Sanction, ...] = ()

    def owners(self) -> frozenset[str]:
        """The person."""
        return frozenset((self.id,))

    def actor(self) -> Actor:
        """The person as an actor, with all roles held; none for somebody who has left."""
        return Actor(self.id, frozenset() if self.state == LEFT else self.roles)

    def hidden_from(self, actor: Actor, reader: object) -> frozenset[str]:  # noqa: ARG002  # needs no other record
        """What the roster says, from all but the person, the office and the principal.

        Sanctions are seen by those who decide on them or check them as well.
        """
        if actor.id == self.id or actor.has(OFFICE) or actor.has(PRINCIPAL):
            return frozenset()
        told = frozenset({"details", "recognised_by_peers"})
        return told if any(map(actor.has, (AFFAIRS_MEETING, SUPERVISOR))) else told | {"sanctions"}

    @property
    def latest_class(self) -> str | None:
        """Code of the class led now or, if there is none, last; stores find people by it."""
        led = [post.class_code for post in self.posts if post.role == HOMEROOM_TEACHER]
        return led[-1] if led else None

    def sanctions_in(self, first: date, last: date) -> tuple[Sanction, ...]:
        """The sanctions that count on any day of a span, oldest first."""
        return tuple(one for one in self.sanctions if one.runs(first, last))

    def class_led(self, on: date) -> str | None:
        """Code of the class led as homeroom teacher on a day, if any."""
        for post in self.posts:
            if post.role == HOMEROOM_TEACHER and _covers(post, on):
                return post.class_code
        return None


def facts(person: Person, on: date) -> Facts:
    """What is known of a person on a school date, for rules of eligibility.

    Years are completed years. `homeroom_years` is what the roster counted plus the days served as
    homeroom teacher since then, in years of 365 days, rounded down to whole years.
    """
    details = person.details
    known: dict[str, FactValue | None] = {
        "as_of": on,
        "in_post": person.state == IN_POST and person.class_led(on) is not None,
        "recognised_by_peers": person.recognised_by_peers,
        "has_open_sanction": bool(person.sanctions_in(on, on)),
        "homeroom_years": _homeroom_years(person, on),
    }
    if details.title:
        known["title"] = details.title
    if details.work_since is not None:
        known["work_years"] = full_years(details.work_since, on)
        known["work_since"] = details.work_since
    if details.homeroom_since is not None:
        known["homeroom_since"] = details.homeroom_since
    return {name: value for name, value in known.items() if value is not None}


person = Lifecycle(Person, states=(IN_POST, ON_LEAVE, LEFT), initial=IN_POST, final=(LEFT,))

office = role(OFFICE, PRINCIPAL)
discipline = role(PRINCIPAL, AFFAIRS_MEETING).but_not(owner)


def staff_no_is_free(person: Person, act: Act) -> Refusal | None:
    """A staff number is given, and belongs to one person for good."""
    if not person.staff_no.strip():
        return NO_NUMBER()
    for other in act.reader.find(Person, staff_no=person.staff_no):
        return NUMBER_TAKEN(measured=person.staff_no, required=other.id)
    return None


@person.creation(by=office, label=Text("登记", "登記", "Register"), guards=(staff_no_is_free,))
def register(
    act: Act, *, staff_no: str, details: Details, roles: frozenset[str] = frozenset()
) -> Person:
    """Take somebody into the roster."""
    return Person(
        id=act.new_id, org=act.org, state=IN_POST, staff_no=staff_no, details=details, roles=roles
    )


@register.check
def roles_are_known(
    _person: Person,
    _act: Act,
    *,
    staff_no: str,
    details: Details,
    roles: frozenset[str] = frozenset(),
) -> Iterable[Refusal]:
    """Every role is one of the field's."""
    del staff_no, details
    return _unknown_roles(roles)


@register.check
def title_is_a_code(
    _person: Person,
    _act: Act,
    *,
    staff_no: str,
    details: Details,
    roles: frozenset[str] = frozenset(),
) -> Refusal | None:
    """A title is written as the code that rules compare, never as its label."""
    del staff_no, roles
    return _title_no_code(details)


@person.transition(
    source=(IN_POST, ON_LEAVE), target=STAY, by=office, label=Text("更新", "更新", "Update")
)
def update(person: Person, _act: Act, *, details: Details) -> Person:
    """Take over what a newer roster says."""
    return change(person, details=details)


@update.check
def new_title_is_a_code(_person: Person, _act: Act, *, details: Details) -> Refusal | None:
    """A title is written as the code that rules compare, never as its label."""
    return _title_no_code(details)


@person.transition(
    source=(IN_POST, ON_LEAVE), target=STAY, by=office, label=Text("任命", "任命", "Appoint")
)
def appoint(
    person: Person, _act: Act, *, roles: frozenset[str], recognised_by_peers: bool | None = None
) -> Person:
    """Give the roles that somebody holds from now on, apart from those that go with a class."""
    held = (roles - set(CLASS_ROLES)) | {p.role for p in person.posts if p.until is None}
    recognised = person.recognised_by_peers if recognised_by_peers is None else recognised_by_peers
    return change(person, roles=held, recognised_by_peers=recognised)


@appoint.check
def appointed_roles_are_known(
    _person: Person, _act: Act, *, roles: frozenset[str], recognised_by_peers: bool | None = None
) -> Iterable[Refusal]:
    """Every role is one of the field's."""
    del recognised_by_peers
    return _unknown_roles(roles)


@person.transition(source=IN_POST, target=STAY, by=office, label=Text("接班", "接班", "Take class"))
def take_class(
    person: Person, act: Act, *, class_code: str, role: str = HOMEROOM_TEACHER
) -> Person:
    """Begin to lead or assist a class today."""
    post = Post(class_code=class_code, role=role, since=act.on)
    return change(person, posts=(*person.posts, post), roles=person.roles | {role})


@take_class.check
def class_is_free(
    person: Person, act: Act, *, class_code: str, role: str = HOMEROOM_TEACHER
) -> Iterable[Refusal]:
    """A class has one homeroom teacher, a homeroom teacher one class, and nobody two posts in it."""
    if not class_code.strip():
        yield NO_CLASS()
    if role not in CLASS_ROLES:
        yield UNKNOWN_ROLE(measured=role, required=coded(CLASS_ROLES))
    if any(p.class_code == class_code and p.until is None for p in person.posts):
        yield HOLDS_POST(measured=class_code)
    if role != HOMEROOM_TEACHER:
        return
    led = person.class_led(act.on)
    if led is not None:
        yield LEADS_ALREADY(measured=led)
    for other in act.reader.find(Person, latest_class=class_code):
        if other.id != person.id and other.class_led(act.on) == class_code:
            yield CLASS_TAKEN(measured=class_code, other=other.id)


@person.transition(
    source=(IN_POST, ON_LEAVE),
    target=STAY,
    by=office,
    label=Text("交接班级", "交接班級", "Hand over class"),
    reason_required=True,
)
def hand_over_class(person: Person, act: Act, *, class_code: str) -> Person:
    """Give up a class; today is the last day, and whoever follows begins after it."""
    posts = tuple(
        change(post, until=act.on) if post.class_code == class_code and post.until is None else post
        for post in person.posts
    )
    return change(person, posts=posts, roles=_roles_without_posts(person, posts))


@hand_over_class.check
def holds_the_post(person: Person, _act: Act, *, class_code: str) -> Refusal | None:
    """Only a post that is held can be given up."""
    held = [post.class_code for post in person.posts if post.until is None]
    if class_code in held:
        return None
    return NO_SUCH_POST(measured=class_code, required=listing(held) if held else "–")


@person.transition(
    source=IN_POST,
    target=ON_LEAVE,
    by=office,
    label=Text("离岗", "離崗", "Go on leave"),
    reason_required=True,
)
def go_on_leave(person: Person, act: Act) -> Person:
    """Begin a long leave; classes are given up today."""
    posts = _ended(person, act.on)
    return change(person, posts=posts, roles=_roles_without_posts(person, posts))


@person.transition(source=ON_LEAVE, target=IN_POST, by=office, label=Text("返岗", "復職", "Return"))
def come_back(person: Person, _act: Act) -> Person:
    """Be in post again after a leave."""
    return person


@person.transition(
    source=(IN_POST, ON_LEAVE),
    target=LEFT,
    by=office,
    label=Text("离校", "離校", "Leave"),
    reason_required=True,
)
def leave(person: Person, act: Act) -> Person:
    """Leave the school, by transfer or otherwise; the record and all that refers to it stay."""
    posts = _ended(person, act.on)
    return change(person, posts=posts, roles=frozenset())


@person.transition(source=LEFT, target=IN_POST, by=office, label=Text("返聘", "回聘", "Re-hire"))
def rehire(person: Person, _act: Act, *, details: Details) -> Person:
    """Come back to the school: the same record goes on."""
    return change(person, details=details)


@person.transition(
    source=(IN_POST, ON_LEAVE, LEFT),
    target=STAY,
    by=discipline,
    label=Text("给予处分", "給予處分", "Impose sanction"),
    reason_required=True,
)
def impose_sanction(
    person: Person, act: Act, *, kind: str, document: str, since: date, until: date | None = None
) -> Person:
    """Record a sanction; without a last day it runs as long as the scheme in force says."""
    if until is None:
        months = terms_in_force(act, Person, SanctionPolicy).months(kind)
        until = months_later(since, months) - timedelta(days=1)
    imposed = Sanction(kind=kind, since=since, until=until, document=document)
    return change(person, sanctions=(*person.sanctions, imposed))


@impose_sanction.check
def sanction_is_complete(
    _person: Person,
    _act: Act,
    *,
    kind: str,
    document: str,
    since: date,
    until: date | None = None,
) -> Iterable[Refusal]:
    """Its kind is known, it has a document, and it does not end before it begins."""
    if kind not in SANCTIONS:
        yield UNKNOWN_SANCTION(measured=kind, required=coded(SANCTIONS))
    if not document.strip():
        yield NO_DOCUMENT()
    if until is not None and until < since:
        yield ENDS_EARLY(measured=until, required=since)


@person.transition(
    source=(IN_POST, ON_LEAVE, LEFT),
    target=STAY,
    by=discipline,
    label=Text("解除处分", "解除處分", "Lift sanction"),
    reason_required=True,
)
def lift_sanction(person: Person, act: Act, *, document: str) -> Person:
    """End a sanction before its time, from today; `document` is that of the sanction."""
    sanctions = tuple(
        change(one, lifted_on=act.on)
        if one.document == document and one.runs(act.on, act.on)
        else one
        for one in person.sanctions
    )
    return change(person, sanctions=sanctions)


@lift_sanction.check
def sanction_runs(person: Person, act: Act, *, document: str) -> Refusal | None:
    """Only a sanction that runs is lifted."""
    running = [one.document for one in person.sanctions_in(act.on, act.on)]
    if document in running:
        return None
    return NO_SUCH_SANCTION(measured=document, required=listing(running) if running else "–")


person.seal()


def _covers(post: Post, on: date) -> bool:
    return post.since <= on and (post.until is None or on <= post.until)


def _ended(person: Person, on: date) -> tuple[Post, ...]:
    return tuple(change(post, until=on) if post.until is None else post for post in person.posts)


def _roles_without_posts(person: Person, posts: Iterable[Post]) -> frozenset[str]:
    held = {post.role for post in posts if post.until is None}
    return frozenset(r for r in person.roles if r not in CLASS_ROLES or r in held)


def _homeroom_years(person: Person, on: date) -> int | None:
    details = person.details
    counted, since = details.homeroom_years, details.counted_on
    led = [(p.since, p.until) for p in person.posts if p.role == HOMEROOM_TEACHER]
    if counted is None and not led:
        return None
    first = since or min((start for start, _ in led), default=on)
    days = days_served(led, first, on) if first <= on else 0
    return int(Fraction(counted or 0) + Fraction(days, 365))


def _title_no_code(details: Details) -> Refusal | None:
    if not details.title or is_code(details.title):
        return None
    return TITLE_NO_CODE(measured=details.title, required=coded(TITLES))


def _unknown_roles(roles: Iterable[str]) -> Iterable[Refusal]:
    for unknown in sorted(set(roles) - set(ROLES)):
        yield UNKNOWN_ROLE(measured=unknown, required=coded(ROLES))
