"""`homeroom robustness`: what the result of a contest hangs on, tried from its sheets."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs
import click

from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, InputError
from homeroom_core.exact import ratio_from
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.reading import Reading
from homeroom_core.robustness import OTHERS, RobustnessReport
from homeroom_core.robustness import robustness as report_on
from homeroom_core.robustness_values import Variation
from homeroom_core.text import Text
from homeroom_core.trace import show
from homeroom_core.training.contest_scoring import judged_of
from homeroom_plugins.cli.contest_reading import whole_result
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidOption

_LABEL = Text("稳健性报告", "穩健性報告", "Robustness report")
_STEP = Text(
    "大于 0 且小于 1 的比值，如 5/100 或 0.05",
    "大於 0 且小於 1 的比值，如 5/100 或 0.05",
    "a ratio above 0 and below 1, such as 5/100 or 0.05",
)


@command(
    Text(
        "说明评比结果取决于什么：去掉任何一位评委、任何一项比重增减一步、改用其他计分办法时，"
        "第一名和奖项会不会变；各名次有多大把握。\n\n"
        "只作参考，不改变任何结果；只有看得到全部评分表的人可以查看。",
        "說明評比結果取決於什麼：去掉任何一位評委、任何一項比重增減一步、改用其他計分辦法時，"
        "第一名和獎項會不會變；各名次有多大把握。\n\n"
        "只作參考，不改變任何結果；只有看得到全部評分表的人可以檢視。",
        "Say what the result of a contest hangs on: whether the winner or an award changes if any one "
        "judge is left out, any one weight moves a step, or another method is used, and how sure the "
        "places are.\n\n"
        "It informs and changes nothing; only those who may see every sheet may see it.",
    ),
    click.Argument(["contest"]),
    SaidOption(
        "--method",
        "methods",
        multiple=True,
        metavar="NAME",
        text=Text(
            "与哪些计分办法比较；可重复",
            "與哪些計分辦法比較；可重複",
            "A method to compare with; may be repeated.",
        ),
    ),
    SaidOption(
        "--step",
        default="5/100",
        metavar="RATIO",
        text=Text(
            "比重增减多少，如 5/100",
            "比重增減多少，如 5/100",
            "What weights move by, such as 5/100.",
        ),
    ),
    SaidOption(
        "--draws",
        type=click.IntRange(min=1, max=100_000),
        default=1000,
        metavar="N",
        text=Text("推演多少次", "推演多少次", "How many draws the places are judged by."),
    ),
    SaidOption(
        "--seed",
        type=int,
        default=1,
        metavar="N",
        text=Text("推演的种子", "推演的種子", "Seed of the draws."),
    ),
)
def robustness(
    here: Invocation, *, contest: str, methods: tuple[str, ...], step: str, draws: int, seed: int
) -> None:
    """Say what a result hangs on.

    Raises:
        InputError: The step is no ratio between 0 and 1.
    """
    share = ratio_from(step)
    if share is None or not 0 < share < 1:
        raise InputError("homeroom robustness", (Fault("--step", step, _STEP),))
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            found, names = reported(
                office,
                reading,
                contest,
                actor,
                others=methods or OTHERS,
                step=share,
                draws=draws,
                seed=seed,
            )
    report = called(found, names)
    here.answer(_json(here, contest, report), lambda: _show(here, report))


def reported(
    office: Office, reading: Reading, id: str, actor: Actor, **how: Any
) -> tuple[RobustnessReport, Mapping[str, str]]:
    """The report on a contest, and what to call each judge before an actor.

    Raises:
        RecordNotFoundError: There is no such record, or the actor may not see it.
        RefusedError: It is no contest, has no result yet, or not all of it is open to the actor.
    """
    contest, names = whole_result(reading, id, actor, "robustness", _LABEL)
    return report_on(judged_of(contest, reading, office.plugins_of(reading.org)), **how), names


def called(report: RobustnessReport, names: Mapping[str, str]) -> RobustnessReport:
    """The report with its judges called so."""

    def name(one: Variation) -> Variation:
        by_judge = one.kind in ("judge", "judge_weight")
        return attrs.evolve(one, of=names.get(one.of, "#")) if by_judge else one

    return attrs.evolve(report, variations=tuple(map(name, report.variations)))


def _json(here: Invocation, contest: str, report: RobustnessReport) -> dict[str, JSON]:
    return {
        "contest": contest,
        "stable": report.stable,
        "winners": list(report.winners),
        "variations": [_variation(here, one) for one in report.variations],
        "boundaries": [
            {
                "level": one.level,
                "last": list(one.last),
                "following": list(one.following),
                "margin": show(one.margin),
                "tried": one.tried,
                "crossed": one.crossed,
            }
            for one in report.boundaries
        ],
        "intervals": [
            {"entry": one.entry, "low": one.low, "high": one.high, "first": show(one.top)}
            for one in report.intervals
        ],
        "no_intervals": None if report.no_intervals is None else here.read(report.no_intervals),
        "neighbours": [
            {
                "first": n.first,
                "second": n.second,
                "ahead": show(n.ahead),
                "close": n.close,
                "at_stake": n.at_stake,
            }
            for n in report.neighbours
        ],
        "step": show(report.step),
        "level": show(report.level),
        "draws": report.draws,
        "seed": report.seed,
        "words": [here.read(line) for line in report.words],
    }


def _variation(here: Invocation, one: Variation) -> dict[str, JSON]:
    return {
        "kind": one.kind,
        "of": one.of,
        "step": None if one.step is None else show(one.step),
        "winners": list(one.winners),
        "winner_changes": one.winner_changes,
        "awards": [
            {"entry": change.entry, "before": change.before, "after": change.after}
            for change in one.awards
        ],
        "moved": one.moved,
        "refused": None if one.refused is None else here.read(one.refused),
    }


def _show(here: Invocation, report: RobustnessReport) -> None:
    for line in report.words:
        here.say(line)
    if not report.intervals:
        return
    here.say()
    here.say(_INTERVALS.format(level=_percent(report.level), draws=report.draws, seed=report.seed))
    places = {standing.entry: standing.rank for standing in report.result.standings}
    table = here.tables(*(here.read(head) for head in _HEADS))
    for one in report.intervals:
        table.add([places[one.entry], one.entry, f"{one.low}-{one.high}", _percent(one.top)])
    table.show()


def _percent(share: Fraction) -> str:
    return f"{round(100 * share)} %"


_INTERVALS = Text(
    "各名次的把握（{level} 区间，{draws} 次推演，种子 {seed}）：",
    "各名次的把握（{level} 區間，{draws} 次推演，種子 {seed}）：",
    "How sure the places are ({level} intervals, {draws} draws, seed {seed}):",
)
_HEADS = (
    Text("名次", "名次", "place"),
    Text("作品", "作品", "entry"),
    Text("可能的名次", "可能的名次", "may be"),
    Text("居首的推演", "居首的推演", "first in"),
)
