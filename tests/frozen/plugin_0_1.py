"""A plugin as somebody wrote it against homeroom 0.1, with every hook there was.

It is kept as it is: no byte of it is ever changed (a test compares its digest), and it has to go on
working. What a later homeroom asks of plugins is tried on a file of its own, beside this one.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

import attrs

from homeroom_core.act import Act
from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import award_policy
from homeroom_core.calendar import WeekdayCalendar
from homeroom_core.change import change
from homeroom_core.commands import Command
from homeroom_core.criterion import Criterion
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import Reason
from homeroom_core.exporting import exporter
from homeroom_core.fact import number
from homeroom_core.grants import owner, staff
from homeroom_core.importing import ImportColumn, ImportStep, importer
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.rubric import Rubric
from homeroom_core.rule import Rule
from homeroom_core.scale import FreeScale
from homeroom_core.scoring import scoring_method, tie_breaker
from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.storage import MemoryStorage
from homeroom_core.text import Text

HOMEROOM_API = 1

OPEN = State("open", "开放", "開放", "Open")
KEPT = State("kept", "已收藏", "已收藏", "Kept")

EMPTY = Reason(
    "keepsake.empty",
    Text("没有标题", "沒有標題", "there is no title"),
    Text("请写标题", "請寫標題", "write a title"),
)
RESTING = Reason(
    "keepsake.resting",
    Text("现在不收藏", "現在不收藏", "nothing is kept now"),
    Text("请稍后再试", "請稍後再試", "try again later"),
)


@attrs.frozen(kw_only=True)
class Keepsake(Record):
    """Something a class wants to keep."""

    kind: ClassVar[str] = "keepsake"
    label: ClassVar[Text] = Text("纪念品", "紀念品", "Keepsake")
    indexed: ClassVar[tuple[str, ...]] = ("keeper",)
    field_labels: ClassVar[dict[str, Text]] = {
        "keeper": Text("收藏人", "收藏人", "Keeper"),
        "title": Text("标题", "標題", "Title"),
    }

    keeper: str
    title: str = ""

    def owners(self) -> frozenset[str]:
        return frozenset((self.keeper,))

    def hidden_from(self, actor: Any, reader: Any) -> frozenset[str]:
        return frozenset() if actor.id == self.keeper else frozenset({"title"})


keepsake = Lifecycle(Keepsake, states=(OPEN, KEPT), initial=OPEN, final=(KEPT,))


@keepsake.creation(by=staff, label=Text("发现", "發現", "Find"))
def find(act: Act, *, title: str = "") -> Keepsake:
    """Find something."""
    return Keepsake(id=act.new_id, org=act.org, state=OPEN, keeper=act.actor.id, title=title)


@keepsake.transition(source=OPEN, target=KEPT, by=owner, label=Text("收藏", "收藏", "Keep"))
def keep(one: Keepsake, act: Act, *, title: str = "") -> Keepsake:
    """Keep it."""
    return change(one, title=title or one.title)


@keep.check
def has_a_title(one: Keepsake, act: Act, *, title: str = "") -> Any:
    return None if title or one.title else EMPTY()


keepsake.seal()


def homeroom_lifecycles():
    return [keepsake]


def homeroom_rubrics():
    label = Text("故事", "故事", "Story")
    most = Decimal(10)
    leaf = Criterion(id="told", label=label, maximum=most, scale=FreeScale(maximum=most))
    return [
        Rubric(id="old_story", version="1", title=label, total=most, criteria=(leaf,), source="")
    ]


@computed_criterion("old_share", label=Text("占比", "占比", "Share"), facts=("done",))
def share(facts, most):
    return min(most, facts["done"])


def homeroom_computed_criteria():
    return [share]


def homeroom_eligibility_rules():
    rule = Rule(
        id="old.years",
        label=Text("年限", "年限", "Years"),
        fact="work_years",
        comparator=">=",
        boundary=number(3),
        source="2025",
    )
    return [RuleSet(id="old", label=Text("旧规", "舊規", "Old rules"), rules=(rule,))]


@scoring_method("old_best", label=Text("取最高", "取最高", "Best card"))
def best(request):
    return {
        entrant.id: max(
            request.card_step(entrant, card).value for card in request.by_entry[entrant.id]
        )
        for entrant in request.entrants
    }


def homeroom_scoring_methods():
    return [best]


@tie_breaker("old_order", label=Text("按编号", "按代號", "By id"))
def by_id(request, scores, group):
    return {entry: Fraction(-at) for at, entry in enumerate(sorted(group))}


def homeroom_tie_breaks():
    return [by_id]


STAR = AwardLevel(id="star", label=Text("之星", "之星", "Star"), count=1)


@award_policy(
    "old_star", label=Text("年度之星", "年度之星", "Star"), policy=AwardPolicy(levels=(STAR,))
)
def star(request):
    return {request.standings[0].entry: "star"}


def homeroom_award_policies():
    return [star]


def homeroom_storage_backends():
    return {"oldmemory": lambda url: MemoryStorage()}


def homeroom_calendars():
    return [WeekdayCalendar("old_days", frozenset(), frozenset(), 2025, 2026)]


@importer(
    "old_keepsakes",
    label=Text("纪念品", "紀念品", "Keepsakes"),
    columns=(ImportColumn(name="title", label=Text("标题", "標題", "Title")),),
)
def read(request):
    for row in request.rows():
        yield ImportStep(where=row.where, step=find, arguments={"title": row["title"]})


def homeroom_importers():
    return [read]


@exporter(
    "old_titles",
    label=Text("标题", "標題", "Titles"),
    suffix=".txt",
    media_type="text/plain",
)
def write(request):
    titles = [
        str(view.fields.get("title", "-")) for one in request.lists for view in one.views
    ]
    return "\n".join(titles).encode()


def homeroom_exporters():
    return [write]


def _command():
    import click

    @click.command("old-hello")
    def hello():
        click.echo("hello")

    return hello


def homeroom_commands():
    label = Text("问好", "問好", "Say hello")
    return [Command(name="old-hello", label=label, loads=_command)]


def homeroom_check_transition(request):
    if request.transition == "keep" and request.arguments.get("title") == "no":
        return RESTING()
    return None


TOLD = []


def homeroom_committed(request):
    TOLD.append((request.org, [entry.transition for entry in request.entries]))
