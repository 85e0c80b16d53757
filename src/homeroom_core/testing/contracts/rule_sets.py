"""What a set of rules keeps to: it is data, can be met, and says what its comparators say.

Every rule is tried on facts at each of its boundaries, just below and just above; what the set
answers is held against the rules as plain data.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice, product
from typing import Any

import attrs
from hypothesis import strategies as st

from homeroom_core.eligibility import Eligibility, RuleSet, judge_rules
from homeroom_core.fact import Facts, FactValue, compare
from homeroom_core.families import RULE_SETS
from homeroom_core.rule import AllOf, AnyOf, Requirement, Rule
from homeroom_core.strict import lacks_language
from homeroom_core.testing.contracts.elsewhen import Moment, at_moments, provided_again
from homeroom_core.testing.contracts.law import Case, Contract, NotTried, Subject, broken, holds
from homeroom_core.testing.contracts.rule_labels import claims, ranges
from homeroom_core.text import Text, listing
from homeroom_core.training.person import IN_POST, Details, Person
from homeroom_core.training.person import facts as person_facts


def _methods(rules: Any) -> object:
    """The class of a set, where it is one of the plugin's own."""
    return None if type(rules) is RuleSet else type(rules)


RULE_SET_CONTRACT = Contract(RULE_SETS, source=_methods)

MOST = 20_000
"""So many combinations of facts are tried to meet rules that are combined."""


_DAY = date(2025, 9, 1)
_SUPPLIED = person_facts(
    Person(
        id="person-1",
        org="no1",
        state=IN_POST,
        version=1,
        staff_no="T001",
        details=Details(
            name="T001",
            title="senior",
            work_since=_DAY,
            homeroom_since=_DAY,
            homeroom_years=Decimal(1),
            counted_on=_DAY,
        ),
    ),
    _DAY,
)
"""Facts as a person record supplies them, of somebody of whom everything is known."""


@attrs.frozen
class Known:
    """What is known about somebody, for the lines of an example."""

    facts: Facts

    def lines(self) -> Iterator[Text]:
        """Fact by fact."""
        for name, value in sorted(self.facts.items()):
            yield Text.same(f"{name} = {value}")
        if not self.facts:
            yield _NOTHING_KNOWN


def _walk(rules: Iterable[Requirement]) -> Iterator[Requirement]:
    for rule in rules:
        yield rule
        if not isinstance(rule, Rule):
            yield from _walk(rule.rules)


def _plain(rule: Requirement) -> Requirement:
    """The rule as plain data, whatever class the plugin made of it."""
    home = Rule if isinstance(rule, Rule) else AllOf if isinstance(rule, AllOf) else AnyOf
    fields = {one.name: getattr(rule, one.name) for one in attrs.fields(home)}
    if home is not Rule:
        fields["rules"] = tuple(map(_plain, fields["rules"]))
    return home(**fields)


def _values(rules: Iterable[Requirement]) -> dict[str, list[FactValue]]:
    """From fact to the values that matter: at each boundary, and on both sides of it."""
    found: dict[str, list[FactValue]] = {}
    for rule in _walk(rules):
        if isinstance(rule, Rule):
            values = found.setdefault(rule.fact, [])
            values += [value for value in _about(rule) if value not in values]
    return found


def _about(rule: Rule) -> Iterator[FactValue]:
    for value in rule.boundary.parsed:
        yield value
        if isinstance(value, bool):
            yield not value
        elif isinstance(value, date):
            yield value - timedelta(days=1)
            yield value + timedelta(days=1)
        elif isinstance(value, str):
            yield f"{value}\u2014"
        else:
            number = Fraction(value)
            yield from (value - 1, value + 1)
            yield from (number - Fraction(1, 1000), number + Fraction(1, 1000))


def _met(rule: Requirement, facts: Mapping[str, FactValue]) -> bool:
    """Whether a rule holds for facts that are all known, by its data alone."""
    if isinstance(rule, Rule):
        return compare(facts[rule.fact], rule.comparator, rule.boundary)
    return (all if isinstance(rule, AllOf) else any)(_met(one, facts) for one in rule.rules)


def _meeting(rules: tuple[Requirement, ...]) -> dict[str, FactValue] | None:
    """Facts that meet all of these rules, or `None` if there are none; may give up as well.

    Raises:
        NotTried: There are too many combinations.
    """
    values = _values(rules)
    for rule in rules:
        if isinstance(rule, Rule):  # these stand alone: what fails one of them is no use
            fit = [
                v for v in values[rule.fact] if rule.boundary.fits(v) and _met(rule, {rule.fact: v})
            ]
            values[rule.fact] = fit
    names = list(values)
    tried = 0
    for chosen in islice(product(*values.values()), MOST):
        tried += 1
        facts = dict(zip(names, chosen, strict=True))
        if all(_met(rule, facts) for rule in rules):
            return facts
    if tried == MOST:
        raise NotTried(_TOO_MANY)
    return None


def _people(subject: Subject) -> list[Case]:
    """Somebody who meets the rules, with one fact at a time at and about each boundary."""
    rules = tuple(map(_plain, subject.thing.rules))
    values = _values(rules)
    try:
        meeting = _meeting(rules)
    except NotTried:
        meeting = None
    base = meeting or {name: options[0] for name, options in values.items()}
    found: list[Facts] = [base, {}]
    for name, options in values.items():
        found += [{**base, name: value} for value in options]
        found.append({key: value for key, value in base.items() if key != name})
        found.append({name: options[0]})
    return [(Known(facts),) for facts in found]


def _anybody(subject: Subject) -> st.SearchStrategy[Case]:
    options = {
        name: st.sampled_from(values) | st.none()
        for name, values in _values(subject.thing.rules).items()
    }
    return st.tuples(st.fixed_dictionaries(options).map(Known))


@RULE_SET_CONTRACT.law(
    "rules.are_data",
    Text(
        "规则是数据：不带自己的程序，才能存进方案、日后照样判断",
        "規則是資料：不帶自己的程式，才能存進方案、日後照樣判斷",
        "Rules are data and carry no code, so that a scheme can keep them and judge by them later.",
    ),
)
def are_data(subject: Subject) -> None:
    """Set and rules are of the library's own classes."""
    things = [(subject.thing, RuleSet), *((r, _home(r)) for r in _walk(subject.thing.rules))]
    for thing, home in things:
        found = _OF_CLASS.format(id=thing.id, type=type(thing).__name__)
        holds(
            type(thing) is home,
            found=found,
            wanted=_OF_CLASS.format(id=thing.id, type=home.__name__),
        )


def _home(rule: object) -> type:
    return next(one for one in (Rule, AllOf, AnyOf) if isinstance(rule, one))


@RULE_SET_CONTRACT.law(
    "rules.can_be_met",
    Text(
        "规则不互相矛盾：总有人能全部符合",
        "規則不互相矛盾：總有人能全部符合",
        "The rules do not contradict each other: somebody could meet all of them.",
    ),
)
def can_be_met(subject: Subject) -> None:
    """There are facts that meet each requirement, and facts that meet all hard ones at once."""
    rules = tuple(map(_plain, subject.thing.rules))
    for rule in _walk(rules):
        if _meeting((rule,)) is None:
            broken(found=_NOBODY, wanted=_SOMEBODY, example=[_said(rule)])
    hard = tuple(rule for rule in rules if not rule.soft)
    if hard and _meeting(hard) is None:
        broken(found=_NOBODY, wanted=_SOMEBODY, example=map(_said, _fewest(hard)))


def _fewest(rules: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The fewest of these rules that nobody can meet together."""
    left = rules
    for rule in rules:
        without = tuple(one for one in left if one is not rule)
        if without and _meeting(without) is None:
            left = without
    return left


@RULE_SET_CONTRACT.law(
    "rules.verdict",
    Text(
        "在界限上、略低、略高时，判断都与所写的比较符一致",
        "在界限上、略低、略高時，判斷都與所寫的比較符一致",
        "At a boundary, just below and just above it, the verdict is what the comparator says.",
    ),
    cases=_people,
    drawn=_anybody,
    examples=60,
)
def verdict(subject: Subject, known: Known) -> None:
    """What the set answers is what its data says."""
    rules = tuple(map(_plain, subject.thing.rules))
    _same(_judged(subject, known.facts), judge_rules(rules, known.facts))


def _same(found: Eligibility, wanted: Eligibility) -> None:
    """Go on if two answers are the same; else say in which rule they differ.

    Raises:
        BrokenLaw: They differ.
    """
    if found == wanted:
        return
    holds(found.eligible == wanted.eligible, found=_answer(found), wanted=_answer(wanted))
    for one, other in zip(found.verdicts, wanted.verdicts, strict=False):
        holds(one == other, found=_of_verdict(one), wanted=_of_verdict(other))
    broken(found=_answer(found), wanted=_answer(wanted))


@RULE_SET_CONTRACT.law(
    "rules.same_answer",
    Text(
        "同样的资料总是得到同样的判断，资料也不被改动",
        "同樣的資料總是得到同樣的判斷，資料也不被改動",
        "The same facts always get the same verdict, and are not changed.",
    ),
    cases=lambda subject: at_moments(_people(subject)),
)
def same_answer(subject: Subject, known: Known, moment: Moment) -> None:
    """In another order, and from the plugin loaded anew at another moment: the same answer."""
    facts = dict(known.facts)
    first = _judged(subject, facts)
    holds(facts == known.facts, found=facts, wanted=known.facts)
    again = _judged(subject, dict(reversed(list(known.facts.items()))))
    with provided_again(subject, "homeroom_eligibility_rules", moment) as fresh:
        later = _judged(fresh, known.facts)
    for other in (again, later):
        _same(other, first)


@RULE_SET_CONTRACT.law(
    "rules.have_words",
    Text(
        "名称、单位和选项的说法三种语言齐全",
        "名稱、單位和選項的說法三種語言齊全",
        "Labels, units and the words of choices are there in all three languages.",
    ),
)
def have_words(subject: Subject) -> None:
    """No text lacks a language, and no two rules have one id."""
    ids = [rule.id for rule in _walk(subject.thing.rules)]
    for id in ids:
        holds(ids.count(id) == 1, found=_TWICE.format(id=id), wanted=_ONCE)
    texts = {subject.thing.id: subject.thing.label}
    for rule in _walk(subject.thing.rules):
        texts[rule.id] = rule.label
        if isinstance(rule, Rule):
            texts |= {f"{rule.id}: {word}": text for word, text in rule.boundary.labels.items()}
            texts |= {f"{rule.id}: unit": rule.unit} if rule.unit is not None else {}
    for name, text in texts.items():
        holds(not lacks_language(text), found=_LACKS.format(name=name), wanted=_THREE_LANGUAGES)


@RULE_SET_CONTRACT.law(
    "rules.label_agrees",
    Text(
        "名称里写的界限与比较符所写的相同",
        "名稱裡寫的界限與比較符所寫的相同",
        "A limit that a label speaks of is the one that the comparator has.",
    ),
)
def label_agrees(subject: Subject) -> None:
    """Labels such as "at least 3 years" do not contradict the data."""
    for rule in _walk(subject.thing.rules):
        if not isinstance(rule, Rule) or rule.boundary.kind != "number":
            continue
        limits = {Fraction(value) for value in rule.boundary.parsed}  # type: ignore[arg-type]  # numbers
        if rule.comparator == "within":
            for words, ends in ranges(rule.label):
                holds(ends == limits, found=f"{rule.id}: {words}", wanted=_said(rule))
            continue
        for claim in claims(rule.label):
            agrees = claim.number in limits and rule.comparator in claim.fits
            holds(
                agrees or not claim.is_about(rule),
                found=f"{rule.id}: {claim.words}",
                wanted=_said(rule),
            )


@RULE_SET_CONTRACT.law(
    "rules.known_facts",
    Text(
        "花名册提供的资料，按其本来的类型比较",
        "花名冊提供的資料，按其本來的類型比較",
        "Facts that a person record supplies are compared as what they are: numbers, words, dates.",
    ),
)
def known_facts(subject: Subject) -> None:
    """The boundary is of the kind that the roster has."""
    for rule in _walk(subject.thing.rules):
        if isinstance(rule, Rule) and rule.fact in _SUPPLIED:
            fact = _SUPPLIED[rule.fact]
            found = f"{rule.id}: {rule.fact} {rule.limit} ({rule.boundary.kind})"
            holds(rule.boundary.fits(fact), found=found, wanted=f"{rule.fact} = {fact!r}")


@RULE_SET_CONTRACT.law(
    "rules.count_years",
    Text(
        "写了起算日期的规则，以年为单位，按“以上”或“超过”比较",
        "寫了起算日期的規則，以年為單位，按「以上」或「超過」比較",
        "A rule that says from what day it is counted measures years, and asks for at least or more.",
    ),
)
def count_years(subject: Subject) -> None:
    """`counted_from` makes dates of full years, and of nothing else."""
    for rule in _walk(subject.thing.rules):
        if not isinstance(rule, Rule) or rule.counted_from is None:
            continue
        years = rule.unit is None or "年" in rule.unit.zh_hans or "year" in rule.unit.en.lower()
        fits = rule.boundary.kind == "number" and rule.comparator in (">", ">=")
        holds(years and fits, found=_said(rule), wanted=_YEARS)


def _judged(subject: Subject, facts: Facts) -> Eligibility:
    found: Any = subject.thing.judge(facts)
    holds(isinstance(found, Eligibility), found=type(found).__name__, wanted="Eligibility")
    answer: Eligibility = found
    return answer


def _said(rule: Requirement) -> Text:
    return _RULE.format(id=rule.id, required=_plain(rule).required)


def _answer(found: Eligibility) -> Text:
    refused = listing(refusal.code for refusal in found.refusals)
    return _ELIGIBLE if found.eligible else _NOT_ELIGIBLE.format(refused=refused)


def _of_verdict(one: Any) -> Text:
    refusal = one.refusal
    return _VERDICT.format(
        rule=one.rule,
        holds=one.holds,
        required=one.required,
        text=refusal.text if refusal else "-",
        when=(refusal.when if refusal else None) or "-",
    )


_NOTHING_KNOWN = Text("什么资料也没有", "什麼資料也沒有", "nothing is known")
_TOO_MANY = Text("组合太多，未试", "組合太多，未試", "too many combinations to be tried")
_OF_CLASS = Text("{id}：{type}", "{id}：{type}", "{id}: {type}")
_NOBODY = Text("没有人能符合", "沒有人能符合", "nobody can meet them")
_SOMEBODY = Text("有人能符合", "有人能符合", "that somebody could meet them")
_TWICE = Text("{id} 出现两次", "{id} 出現兩次", "{id} stands there twice")
_ONCE = Text("每个代码一次", "每個代碼一次", "each id once")
_LACKS = Text("{name} 缺少某种语言", "{name} 缺少某種語言", "{name} lacks a language")
_THREE_LANGUAGES = Text("三种语言齐全", "三種語言齊全", "all three languages")
_YEARS = Text(
    "以年为单位，“以上”或“超过”",
    "以年為單位，「以上」或「超過」",
    "years, and at least or more than so many",
)
_RULE = Text("{id}：{required}", "{id}：{required}", "{id}: {required}")
_ELIGIBLE = Text("符合", "符合", "eligible")
_NOT_ELIGIBLE = Text("不符合（{refused}）", "不符合（{refused}）", "not eligible ({refused})")
_VERDICT = Text(
    "{rule}：{holds}（要求 {required}；{text}；{when}）",
    "{rule}：{holds}（要求 {required}；{text}；{when}）",
    "{rule}: {holds} (required: {required}; {text}; {when})",
)
