"""Parameters of scoring methods: named, typed, checked before a method sees them.

Values are JSON values (text, whole numbers, true or false, tables of whole numbers; a ratio is text
such as `6/10` or `0.6`), so that a policy can be stored, hashed and read by a person.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal, get_args

import attrs

from homeroom_core.errors import Fault
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.strict import Table, check
from homeroom_core.text import Text, listing

Kind = Literal["whole", "choice", "flag", "wholes", "ratio", "ratios"]

_NO_KIND = Text(
    "kind 处写的是“{found}”，可写：{known}",
    "kind 處寫的是「{found}」，可寫：{known}",
    "kind is '{found}', it may be: {known}",
)
_WHOLES = Text(
    "评委代码到非负整数的对照",
    "評委代碼到非負整數的對照",
    "a table from ids to whole numbers, 0 or more",
)
_RATIOS = Text(
    "代码到大于 0 的比值的对照，如 1/2 或 0.5",
    "代碼到大於 0 的比值的對照，如 1/2 或 0.5",
    "a table from ids to ratios above 0, such as 1/2 or 0.5",
)
_RATIO = Text(
    "大于 0 的比值，如 6/10 或 0.6",
    "大於 0 的比值，如 6/10 或 0.6",
    "a ratio above 0, such as 6/10 or 0.6",
)


@takes_plain_values
@attrs.frozen(kw_only=True)
class Parameter:
    """One thing a policy may set about a method.

    Attributes:
        name: The key in the policy.
        kind: `whole` (a whole number), `choice` (a word), `flag`, `wholes` (a table from ids to
            whole numbers, 0 or more), `ratio` (a `Fraction` above 0, written as text), or `ratios`
            (a table from ids to these).
        default: What holds where the policy says nothing.
        label: What people call it.
        minimum: The least whole number accepted.
        choices: The words accepted.

    Raises:
        DefinitionError: There is no such kind.
    """

    name: str
    kind: Kind
    default: Any
    label: Text
    minimum: int = 0
    choices: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        known = get_args(Kind)
        problem = _NO_KIND.format(found=self.kind, known=listing(known))
        check(f"parameter {self.name}", [None if self.kind in known else problem])

    @property
    def accepted(self) -> Text:
        """What may be given, for people."""
        if self.kind == "choice":
            return listing(self.choices)
        if self.kind == "wholes":
            return _WHOLES
        if self.kind == "ratio":
            return _RATIO
        if self.kind == "ratios":
            return _RATIOS
        words = {"whole": f"{self.minimum}, {self.minimum + 1}, …", "flag": "true, false"}
        return Text.same(words[self.kind])


def settings(
    parameters: Sequence[Parameter], given: Mapping[str, Any], faults: list[Fault]
) -> dict[str, Any]:
    """The value of every parameter: what is given, defaults for the rest.

    What is unknown or not accepted is added to `faults`; the values are then of no use.

    >>> label = Text("去最高分个数", "去最高分個數", "highest dropped")
    >>> drop = Parameter(name="drop_high", kind="whole", default=1, label=label)
    >>> faults: list[Fault] = []
    >>> settings([drop], {}, faults), settings([drop], {"drop_high": -1}, faults)
    ({'drop_high': 1}, {'drop_high': 0})
    >>> [str(fault) for fault in faults]
    ["parameters.drop_high: found '-1', accepted: a whole number, 0 or more"]
    """
    table = Table(given, "parameters", faults)
    found = {parameter.name: _value(parameter, table) for parameter in parameters}
    table.done()
    return found


def _value(parameter: Parameter, table: Table) -> Any:
    name, default = parameter.name, parameter.default
    if parameter.kind == "whole":
        return table.whole(name, default, least=parameter.minimum)
    if parameter.kind == "choice":
        return table.choice(name, parameter.choices, default)
    if parameter.kind == "flag":
        return table.flag(name, default)
    if parameter.kind == "ratio":
        return _ratio(table, name, default)
    if not table.has(name):
        return default
    inner = table.table(name)
    if parameter.kind == "ratios":
        return {key: _ratio(inner, key) for key in inner.keys()}  # noqa: SIM118  # as below
    return {key: inner.whole(key) for key in inner.keys()}  # noqa: SIM118  # a table is no mapping


def _ratio(table: Table, name: str, *default: Fraction) -> Fraction:
    ratio = table.ratio(name, *default)
    if ratio <= 0:
        table.refuse(name, ratio, _RATIO)
    return ratio
