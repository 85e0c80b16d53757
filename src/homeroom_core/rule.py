"""Rules of eligibility as data: conditions on facts, and combinations of them."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal

import attrs

from homeroom_core.fact import COMPARATORS, Boundary, Comparator, phrase, takes
from homeroom_core.people import ROLES
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Text, listing

_BAD_ID = Text("代码“{id}”不合规", "代碼「{id}」不合規", "'{id}' cannot be an id")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "the label lacks a language")
_NO_FACT = Text(
    "须写明所依据的资料名", "須寫明所依據的資料名", "the name of the fact must be given"
)
_BAD_COMPARATOR = Text(
    "比较符“{found}”不能用于该界限；可用：{known}",
    "比較符「{found}」不能用於該界限；可用：{known}",
    "the comparator '{found}' does not go with the boundary; there are: {known}",
)
_NO_RULES = Text("至少要有一条规则", "至少要有一條規則", "at least one rule is needed")
_SOFT_INSIDE = Text(
    "组合内的规则不能只作提醒；请把整个组合设为提醒",
    "組合內的規則不能只作提醒；請把整個組合設為提醒",
    "a rule inside a combination cannot be soft; make the combination soft",
)
_TITLED = Text("{label}（{required}）", "{label}（{required}）", "{label} ({required})")


@takes_plain_values
@attrs.frozen(kw_only=True)
class Rule:
    """One condition on one fact.

    Attributes:
        id: Unique among the rules judged together, such as `contestant.homeroom_years`; stored
            refusals and waivers name it.
        label: What people call the condition.
        fact: Name of the fact it measures.
        comparator: How fact and boundary are compared; decides whether the number is included.
        boundary: What the fact is compared with.
        unit: Unit of fact and boundary, such as years.
        soft: Whether it only warns.
        waiver: Role that may waive it, if anybody may.
        source: Where the rule comes from.
        counted_from: Name of the date fact from which the measured full years run without a break;
            with it the rule can tell when it will hold.

    Raises:
        DefinitionError: The comparator does not go with the boundary, or a text is missing.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "source": Text("出处", "出處", "Source"),
        "unit": Text("计量单位", "計量單位", "Unit"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"waiver": ROLES}

    id: str
    label: Text
    fact: str
    comparator: Comparator
    boundary: Boundary
    unit: Text | None = None
    soft: bool = False
    waiver: str | None = None
    source: str = ""
    counted_from: str | None = None
    kind: Literal["rule"] = "rule"

    def __attrs_post_init__(self) -> None:
        fits = self.comparator in COMPARATORS and takes(self.comparator, self.boundary)
        bad = _BAD_COMPARATOR.format(found=self.comparator, known=listing(COMPARATORS))
        problems = [
            *named(self.id, self.label),
            None if self.fact else _NO_FACT,
            None if fits else bad,
        ]
        check(f"rule {self.id}", problems)

    @property
    def required(self) -> Text:
        """What is required, for people."""
        return phrase(self.comparator, self.boundary, self.unit)

    @property
    def limit(self) -> str:
        """What is required, for programs: comparator and values, such as `>= 3`."""
        return f"{self.comparator} {', '.join(self.boundary.values)}"


@takes_plain_values
@attrs.frozen(kw_only=True)
class AllOf:
    """Several requirements that must all hold.

    Raises:
        DefinitionError: There is none, or a text is missing.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"waiver": ROLES}

    id: str
    label: Text
    rules: tuple["Requirement", ...]
    soft: bool = False
    waiver: str | None = None
    kind: Literal["all_of"] = "all_of"

    def __attrs_post_init__(self) -> None:
        check(f"rule {self.id}", _combination_problems(self))

    @property
    def required(self) -> Text:
        """What is required, for people."""
        return listing(_titled(rule) for rule in self.rules)


@takes_plain_values
@attrs.frozen(kw_only=True)
class AnyOf:
    """Several requirements of which one is enough.

    Raises:
        DefinitionError: There is none, or a text is missing.
    """

    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"waiver": ROLES}

    id: str
    label: Text
    rules: tuple["Requirement", ...]
    soft: bool = False
    waiver: str | None = None
    kind: Literal["any_of"] = "any_of"

    def __attrs_post_init__(self) -> None:
        check(f"rule {self.id}", _combination_problems(self))

    @property
    def required(self) -> Text:
        """What is required, for people."""
        return listing(_titled(rule) for rule in self.rules)


Requirement = Rule | AllOf | AnyOf
"""A rule or a combination; in stored data `kind` tells which."""

attrs.resolve_types(AllOf)
attrs.resolve_types(AnyOf)


def _combination_problems(rule: AllOf | AnyOf) -> list[Text | None]:
    soft = any(one.soft for one in rule.rules)
    return [
        *named(rule.id, rule.label),
        None if rule.rules else _NO_RULES,
        _SOFT_INSIDE if soft else None,
    ]


def named(rule_id: str, label: Text) -> list[Text | None]:
    """The problems of an id and a label, `None` for each that has none."""
    return [
        None if is_code(rule_id) else _BAD_ID.format(id=rule_id),
        _NO_LABEL if lacks_language(label) else None,
    ]


def _titled(rule: Requirement) -> Text:
    return _TITLED.format(label=rule.label, required=rule.required)
