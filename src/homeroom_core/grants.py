"""Who may make a transition: grants, and the ways they combine."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import attrs

from homeroom_core.act import Act
from homeroom_core.people import Role
from homeroom_core.strict import check
from homeroom_core.text import Text, listing

Holder = Callable[[Any, Act], bool]


@attrs.frozen
class Grant:
    """A permission: what it is called, and whether an act holds it on a record.

    `one | other` is held by whoever holds either; `one.but_not(other)` by whoever holds the first
    and not the second, which is how nobody comes to judge their own case.

    Attributes:
        label: Who that is, for people.
        holds: Called with the record and the act.
    """

    label: Text
    holds: Holder = attrs.field(repr=False)

    def __or__(self, other: "Grant") -> "Grant":
        mine, theirs = self.holds, other.holds
        return Grant(
            Text("{a}或{b}", "{a}或{b}", "{a} or {b}").format(a=self.label, b=other.label),
            lambda record, act: mine(record, act) or theirs(record, act),
        )

    def but_not(self, other: "Grant") -> "Grant":
        """This grant, less whoever also holds the other one."""
        mine, theirs = self.holds, other.holds
        return Grant(
            Text("{a}（{b}除外）", "{a}（{b}除外）", "{a}, but not {b}").format(
                a=self.label, b=other.label
            ),
            lambda record, act: mine(record, act) and not theirs(record, act),
        )


def role(*roles: Role) -> Grant:
    """Whoever holds one of these roles in the organization.

    Raises:
        DefinitionError: One of them is no role.
    """
    check("role(…)", (_NO_ROLE.format(found=repr(one)) for one in _no_texts(roles)))
    held = frozenset(roles)
    return Grant(listing(roles), lambda _record, act: not held.isdisjoint(act.actor.roles))


def named(field: str, label: Text) -> Grant:
    """The person whose id stands in this field of the record, or among its ids.

    Raises:
        DefinitionError: The field is not given by its name, or the label is no `Text`.
    """
    problems = [_NO_FIELD.format(found=repr(one)) for one in _no_texts((field,))]
    named: object = label
    if not isinstance(named, Text):
        problems.append(_NO_LABEL.format(found=repr(named)))
    check("named(…)", problems)
    read = attrgetter(field)

    def holds(record: Any, act: Act) -> bool:
        value, actor = read(record), act.actor.id
        return value == actor or (
            value is not None and not isinstance(value, str) and actor in value
        )

    return Grant(label, holds)


def _no_texts(given: tuple[object, ...]) -> list[object]:
    return [one for one in given if not isinstance(one, str)]


owner = Grant(
    Text("本人", "本人", "the owner"), lambda record, act: act.actor.id in record.owners()
)
"""The person whose own case the record is."""

staff = Grant(
    Text("本单位教职工", "本單位教職員", "any member of staff"),
    lambda _record, act: bool(act.actor.roles),
)
"""Anybody who holds a role in the organization."""

_NO_ROLE = Text(
    "{found} 不是角色，应写如 role(OFFICE, PRINCIPAL)",
    "{found} 不是角色，應寫如 role(OFFICE, PRINCIPAL)",
    "{found} is no role, write such as role(OFFICE, PRINCIPAL)",
)
_NO_FIELD = Text(
    '{found} 不是字段名，应写如 "leader"',
    '{found} 不是欄位名，應寫如 "leader"',
    '{found} is no name of a field, write such as "leader"',
)
_NO_LABEL = Text(
    'label 处写的是 {found}，应写 Text("简体", "繁體", "English")',
    'label 處寫的是 {found}，應寫 Text("简体", "繁體", "English")',
    'the label is {found}, write Text("简体", "繁體", "English")',
)
