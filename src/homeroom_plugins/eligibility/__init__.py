"""Rules of eligibility that come with homeroom; every figure is a parameter with a default.

The defaults are what school and district notices commonly ask for; none of them binds another
school. A school that differs calls the function with its own figures, or writes rules of its own.
"""

from collections.abc import Mapping, Sequence

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import no, number, words, yes
from homeroom_core.people import HEAD_JUDGE, OFFICE, PROFESSOR, SENIOR
from homeroom_core.rule import AnyOf, Requirement, Rule
from homeroom_core.text import Term, Text
from homeroom_core.training.mentorship_defaults import (
    RECOGNISED,
    title_rule,
    work_years_rule,
)

_YEARS = Text("年", "年", " years")
_NOTICES = "usual practice in school and district notices"
_HONOUR_LABELS: Mapping[str, Text] = {
    "district": Text("区级", "區級", "district"),
    "city": Text("市级", "市級", "city"),
    "province": Text("省级", "省級", "province"),
    "national": Text("国家级", "國家級", "national"),
}


def contestant_rules(*, least_homeroom_years: int = 3) -> RuleSet:
    """Who may enter a contest: in post, with some years as homeroom teacher.

    That last year's winners stay out is kept "in principle" by the notices: a soft rule.

    Args:
        least_homeroom_years: Full years that are enough, this number included.
    """
    rules: tuple[Requirement, ...] = (
        Rule(
            id="contestant.in_post",
            label=Text("现任班主任", "現任班主任", "In post as homeroom teacher"),
            fact="in_post",
            comparator="==",
            boundary=yes(),
            source=_NOTICES,
        ),
        Rule(
            id="contestant.homeroom_years",
            label=Text("班主任年限", "班主任年限", "Years as homeroom teacher"),
            fact="homeroom_years",
            comparator=">=",
            boundary=number(least_homeroom_years),
            unit=_YEARS,
            waiver=OFFICE,
            counted_from="homeroom_since",
            source=_NOTICES,
        ),
        Rule(
            id="contestant.not_last_winner",
            label=Text("上一届已获奖", "上一屆已獲獎", "Won last year's contest"),
            fact="won_last_year",
            comparator="==",
            boundary=no(),
            soft=True,
            source=_NOTICES,
        ),
    )
    return RuleSet(id="contestant", label=Text("参赛资格", "參賽資格", "Contestant"), rules=rules)


def judge_panel_rules() -> RuleSet:
    """Who may judge an entry: nobody who has a part in it. One set of facts a judge and entry.

    A judge of the same grade group or subject group can be admitted on record by the head judge,
    because a small school has no other; the other conflicts cannot be waived.
    """
    conflicts = (
        ("not_contestant", "is_contestant", Text("本人参赛", "本人參賽", "Is a contestant"), None),
        (
            "not_own_class",
            "is_own_class",
            Text("评本人班级", "評本人班級", "Entry of the own class"),
            None,
        ),
        (
            "not_paired",
            "is_paired",
            Text("师徒结对", "師徒結對", "Paired with the contestant"),
            None,
        ),
        (
            "not_related",
            "is_related",
            Text("亲属关系", "親屬關係", "Related to the contestant"),
            None,
        ),
        ("not_same_group", "is_same_group", Text("同组同事", "同組同事", "Same group"), HEAD_JUDGE),
    )
    rules = tuple(
        Rule(
            id=f"judge.{name}",
            label=label,
            fact=fact,
            comparator="==",
            boundary=no(),
            waiver=waiver,
            source=_NOTICES,
        )
        for name, fact, label, waiver in conflicts
    )
    return RuleSet(id="judge", label=Text("评委回避", "評委迴避", "Judge"), rules=rules)


def advisor_rules(
    *, titles: tuple[Term, ...] = (SENIOR, PROFESSOR), honour_suffices: bool = False
) -> RuleSet:
    """Who may be an advisor: a senior title, and recognition by peers.

    Args:
        titles: The titles that are enough.
        honour_suffices: Whether a subject lead, or an honour of district level or above, is enough
            without such a title; the notices list the three without saying "and" or "or".
    """
    title = title_rule(*titles)
    rules = (_standing(title) if honour_suffices else title, RECOGNISED)
    return RuleSet(id="advisor", label=Text("班主任顾问", "班主任顧問", "Advisor"), rules=rules)


def assistant_rules(*, work_years_below: int = 3) -> RuleSet:
    """Who may be an assistant: a teacher with less than some years of work.

    Counted are years of work, not years as homeroom teacher, and "less than three years" (不足三年)
    excludes exactly three.

    Args:
        work_years_below: The first number of full years that is too many.
    """
    rule = work_years_rule(below=work_years_below)
    label = Text("班主任助理", "班主任助理", "Assistant")
    return RuleSet(id="assistant", label=label, rules=(rule,))


def bundled_rules() -> tuple[RuleSet, ...]:
    """All of them, with the default figures.

    >>> [rule_set.id for rule_set in bundled_rules()]
    ['contestant', 'judge', 'advisor', 'assistant']
    """
    return (contestant_rules(), judge_panel_rules(), advisor_rules(), assistant_rules())


def _standing(title: Rule) -> AnyOf:
    lead = Rule(
        id="advisor.subject_lead",
        label=Text("学科带头人", "學科帶頭人", "Subject lead"),
        fact="is_subject_lead",
        comparator="==",
        boundary=yes(),
        source=_NOTICES,
    )
    honour = Rule(
        id="advisor.honour",
        label=Text("区级以上荣誉", "區級以上榮譽", "Honour of district level or above"),
        fact="highest_honour_level",
        comparator="in",
        boundary=words(*_HONOUR_LABELS, labels=_HONOUR_LABELS),
        source=_NOTICES,
    )
    label = Text("专业地位", "專業地位", "Professional standing")
    return AnyOf(id="advisor.standing", label=label, rules=(title, lead, honour))


def homeroom_eligibility_rules() -> Sequence[RuleSet]:
    """The bundled rules, with their default figures."""
    return bundled_rules()
