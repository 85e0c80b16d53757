"""The rules that are shipped for mentoring pairs: who needs an advisor, and who may be one."""

from homeroom_core.fact import no, number, words, yes
from homeroom_core.people import PROFESSOR, SENIOR
from homeroom_core.rule import Requirement, Rule
from homeroom_core.text import Term, Text

_YEARS = Text("年", "年", " years")
_NOTICES = "usual practice in school and district notices"


def work_years_rule(*, below: int = 3) -> Rule:
    """Less than so many full years of work; 'less than three' (不足三年) excludes exactly three.

    Args:
        below: The first number of full years that is too many.
    """
    return Rule(
        id="assistant.work_years",
        label=Text("工作年限", "工作年限", "Years of work"),
        fact="work_years",
        comparator="<",
        boundary=number(below),
        unit=_YEARS,
        source=_NOTICES,
    )


def title_rule(*titles: Term) -> Rule:
    """One of these professional titles; by default the two senior ones."""
    enough = titles or (SENIOR, PROFESSOR)
    return Rule(
        id="advisor.title",
        label=Text("职称", "職稱", "Professional title"),
        fact="title",
        comparator="in",
        boundary=words(*enough, labels={str(term): term.label for term in enough}),
        source=_NOTICES,
    )


RECOGNISED = Rule(
    id="advisor.recognised",
    label=Text("同行认可", "同儕認可", "Recognised by peers"),
    fact="recognised_by_peers",
    comparator="==",
    boundary=yes(),
    source=_NOTICES,
)
NO_SANCTION = Rule(
    id="advisor.no_sanction",
    label=Text("处分期内", "處分期內", "Under a sanction"),
    fact="has_open_sanction",
    comparator="==",
    boundary=no(),
    source=_NOTICES,
)
LOAD = Rule(
    id="pair.load",
    label=Text(
        "顾问所带助理数（含本对）",
        "顧問所帶助理數（含本對）",
        "Assistants of the advisor, this one included",
    ),
    fact="advisor_load",
    comparator="<=",
    boundary=number(2),
    source=_NOTICES,
)
SAME_GRADE = Rule(
    id="pair.same_grade",
    label=Text("同年级", "同年級", "Same grade"),
    fact="same_grade",
    comparator="==",
    boundary=yes(),
    soft=True,
    source=_NOTICES,
)

NEEDS_ADVISOR: tuple[Requirement, ...] = (work_years_rule(),)
ADVISOR_RULES: tuple[Requirement, ...] = (title_rule(), RECOGNISED, NO_SANCTION)
PAIR_RULES: tuple[Requirement, ...] = (LOAD, SAME_GRADE)
