"""Who may take part: rules over facts, and verdicts that say what was measured and required.

A fact that is not known never passes silently: its rule neither holds nor fails, and the person is
not eligible until it is known. A soft rule only warns.
"""

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, date, timedelta
from decimal import Decimal
from math import ceil, floor

import attrs

from homeroom_core.dates import anniversary
from homeroom_core.errors import Fault, InputError, Reason, Refusal
from homeroom_core.fact import Facts, compare
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.rule import AllOf, AnyOf, Requirement, Rule, named
from homeroom_core.strict import check
from homeroom_core.text import Text, listing

NOT_MET = Reason(
    "eligibility.not_met",
    Text(
        "{label}：现为 {found}{unit}",
        "{label}：現為 {found}{unit}",
        "{label}: found {found}{unit}",
    ),
    Text("要求 {wanted}", "要求 {wanted}", "required: {wanted}"),
)
NOT_KNOWN = Reason(
    "eligibility.not_known",
    Text(
        "{label}：缺少资料“{fact}”，无法判断",
        "{label}：缺少資料「{fact}」，無法判斷",
        "{label}: '{fact}' is not known, so it cannot be judged",
    ),
    Text(
        "请补充该项资料（要求 {wanted}）",
        "請補充該項資料（要求 {wanted}）",
        "supply it (required: {wanted})",
    ),
)
NONE_HOLDS = Reason(
    "eligibility.none_holds",
    Text(
        "{label}：以下条件一项也不具备：{found}",
        "{label}：以下條件一項也不具備：{found}",
        "{label}: none of these holds: {found}",
    ),
    Text("至少具备一项：{wanted}", "至少具備一項：{wanted}", "one is enough: {wanted}"),
)
NOT_ALL_HOLD = Reason(
    "eligibility.not_all_hold",
    Text(
        "{label}：以下条件未具备：{found}",
        "{label}：以下條件未具備：{found}",
        "{label}: these do not hold: {found}",
    ),
    Text("须全部具备：{wanted}", "須全部具備：{wanted}", "all are needed: {wanted}"),
)

_RULE_ONCE = Text("规则代码不得重复", "規則代碼不得重複", "each rule id once")

AS_OF = "as_of"
"""Name of the fact that is the school date on which eligibility is judged."""


@attrs.frozen(kw_only=True)
class Verdict:
    """What came of one requirement.

    Attributes:
        rule: Its id.
        holds: Whether it holds; `None` where a fact is not known.
        soft: Whether it only warns.
        measured: What was found, as text; `None` where it is not known.
        required: What is required, for people.
        refusal: Why it does not hold; its code is the rule's id, or that and `.not_known`.
        waived: Whether it was waived.
    """

    rule: str
    holds: bool | None
    soft: bool
    measured: str | None
    required: Text
    refusal: Refusal | None = None
    waived: bool = False


@attrs.frozen(kw_only=True)
class Eligibility:
    """The answer for one person.

    Attributes:
        eligible: Whether nothing stands against it.
        refusals: What stands against it.
        warnings: What soft and waived rules say.
        verdicts: One a requirement, in the order of the rules.
    """

    eligible: bool
    refusals: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...]
    verdicts: tuple[Verdict, ...]


@takes_plain_values
@attrs.frozen(kw_only=True)
class RuleSet:
    """The rules for one purpose, such as entering a contest, under an id that schemes name.

    Attributes:
        id: Its code, such as `contestant`.
        label: What people call it.
        rules: All of them have to hold; with none everybody may.

    Raises:
        DefinitionError: The id is none, or the label lacks a language.
    """

    id: str
    label: Text
    rules: tuple[Requirement, ...]

    def __attrs_post_init__(self) -> None:
        check(f"rule set {self.id}", named(self.id, self.label))

    def judge(self, facts: Facts) -> Eligibility:
        """Whether the rules hold for these facts, and why not; see `judge_rules`."""
        return judge_rules(self.rules, facts)


def judge_rules(
    rules: Iterable[Requirement], facts: Facts, *, waived: Iterable[str] = ()
) -> Eligibility:
    """Whether somebody with these facts may take part, and everything that speaks against it.

    Args:
        rules: The requirements; all are judged.
        facts: What is known, by name. The fact `as_of` is the school date it is judged for.
        waived: Ids of requirements that were waived on record; one that names no role that may
            waive it cannot be waived.

    Raises:
        InputError: A fact is of another kind than its rule compares, or two requirements have the
            same id; lists all faults.

    >>> from homeroom_core.fact import number
    >>> rule = Rule(id="new", label=Text("工作年限", "工作年限", "Years of work"), fact="work_years",
    ...             comparator="<", boundary=number(3), unit=Text("年", "年", " years"))
    >>> judge_rules([rule], {"work_years": 2}).eligible
    True
    >>> print(judge_rules([rule], {"work_years": 3}).refusals[0])
    Years of work: found 3 years; required: less than 3 years
    """
    listed = tuple(rules)
    faults = tuple(_faults(listed, facts))
    if faults:
        raise InputError("facts", faults)
    may_waive = {rule.id for rule in listed if rule.waiver} & set(waived)
    verdicts = tuple(
        attrs.evolve(verdict, waived=verdict.rule in may_waive and verdict.refusal is not None)
        for verdict in (_judge(rule, facts) for rule in listed)
    )
    refusals = tuple(v.refusal for v in verdicts if v.refusal and not (v.soft or v.waived))
    warnings = tuple(v.refusal for v in verdicts if v.refusal and (v.soft or v.waived))
    return Eligibility(
        eligible=not refusals, refusals=refusals, warnings=warnings, verdicts=verdicts
    )


def facts_needed(rules: Iterable[Requirement]) -> frozenset[str]:
    """Names of the facts that these requirements measure."""
    needed: set[str] = set()
    for rule in rules:
        needed |= {rule.fact} if isinstance(rule, Rule) else facts_needed(rule.rules)
    return frozenset(needed)


def _judge(rule: Requirement, facts: Facts) -> Verdict:
    if isinstance(rule, Rule):
        return _judge_rule(rule, facts)
    return _judge_combination(rule, [_judge(one, facts) for one in rule.rules])


def _judge_rule(rule: Rule, facts: Facts) -> Verdict:
    fact = facts.get(rule.fact)
    if fact is None:
        reason = _reason(NOT_KNOWN, rule, suffix=".not_known")
        refusal = reason(
            required=rule.limit, label=rule.label, fact=rule.fact, wanted=rule.required
        )
        return _verdict(rule, None, refusal, holds=None)
    if compare(fact, rule.comparator, rule.boundary):
        return _verdict(rule, str(fact), None, holds=True)
    refusal = _reason(NOT_MET, rule)(
        measured=str(fact),
        required=rule.limit,
        when=_when(rule, facts),
        label=rule.label,
        found=rule.boundary.read(fact),
        wanted=rule.required,
        unit=rule.unit or "",
    )
    return _verdict(rule, str(fact), refusal, holds=False)


def _judge_combination(rule: AllOf | AnyOf, verdicts: list[Verdict]) -> Verdict:
    """Three-valued: what is not known decides nothing, unless the others decide already."""
    every = isinstance(rule, AllOf)
    found = [verdict.holds for verdict in verdicts]
    decisive = not every
    holds = decisive if decisive in found else (None if None in found else every)
    if holds:
        return _verdict(rule, None, None, holds=True)
    open_ones = [verdict.refusal for verdict in verdicts if verdict.refusal]
    template = NOT_ALL_HOLD if every else NONE_HOLDS
    reason = _reason(template, rule, suffix=".not_known" if holds is None else "")
    refusal = reason(
        required=", ".join(one.id for one in rule.rules),
        when=_combined_when([one.when for one in open_ones], every=every),
        label=rule.label,
        found=listing(one.text for one in open_ones),
        wanted=rule.required,
    )
    return _verdict(rule, None, refusal, holds=holds)


def _verdict(
    rule: Requirement, measured: str | None, refusal: Refusal | None, *, holds: bool | None
) -> Verdict:
    return Verdict(
        rule=rule.id,
        holds=holds,
        soft=rule.soft,
        measured=measured,
        required=rule.required,
        refusal=refusal,
    )


def _reason(template: Reason, rule: Requirement, *, suffix: str = "") -> Reason:
    """The wording under the rule's own code, with the role that may waive it."""
    return attrs.evolve(template, code=f"{rule.id}{suffix}", waiver=rule.waiver)


def _combined_when(dates: list[date | None], *, every: bool) -> date | None:
    """When all will hold, or the first will; unknown where a date that decides is not known."""
    known = [one for one in dates if one is not None]
    if not known or (every and len(known) < len(dates)):
        return None
    return max(known) if every else min(known)


def _when(rule: Rule, facts: Facts) -> date | None:
    """The first school date on which the rule holds, if the rule can tell."""
    if rule.comparator not in (">", ">="):
        return None
    limit = rule.boundary.parsed[0]
    if rule.fact == AS_OF and isinstance(limit, date):
        return limit if rule.comparator == ">=" else limit + timedelta(days=1)
    start = facts.get(rule.counted_from) if rule.counted_from else None
    if not isinstance(limit, Decimal) or not isinstance(start, date):
        return None
    years = ceil(limit) if rule.comparator == ">=" else floor(limit) + 1
    if not 0 <= years <= MAXYEAR - start.year:
        return None
    reached = anniversary(start, years)
    as_of = facts.get(AS_OF)
    return None if isinstance(as_of, date) and reached <= as_of else reached


def _faults(rules: Iterable[Requirement], facts: Facts) -> Iterator[Fault]:
    seen: set[str] = set()
    for rule in _every(rules):
        if rule.id in seen:
            yield Fault("rules", rule.id, _RULE_ONCE)
        seen.add(rule.id)
        fact = facts.get(rule.fact) if isinstance(rule, Rule) else None
        if isinstance(rule, Rule) and fact is not None and not rule.boundary.fits(fact):
            yield Fault(rule.fact, repr(fact), rule.boundary.accepted)


def _every(rules: Iterable[Requirement]) -> Iterator[Requirement]:
    for rule in rules:
        yield rule
        if not isinstance(rule, Rule):
            yield from _every(rule.rules)
