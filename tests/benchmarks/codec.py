"""A growth plan with ten goals to JSON text and back, against pydantic models of the same shape.

homeroom writes with `to_json` and `encode`, reads with `decode` and `from_json`, in pure Python;
pydantic validates in Rust. How many of four faults each of them reports is counted as well.

    python tests/benchmarks/codec.py [--json] [--quick]
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

import attrs
from harness import Bench, Work, peer

from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.errors import InputError
from homeroom_core.training.growth_goal import Goal
from homeroom_core.training.growth_plan_records import (
    ACTIVE,
    Finding,
    GrowthPlan,
    Inspection,
    PlanVersion,
    Progress,
)

GOALS = 10
OURS, PEER, FLOOR = "homeroom", "pydantic", "json alone"


def main() -> None:
    """Measure and report."""
    bench = Bench("codec", __doc__ or "", peers=("pydantic",))
    plan = a_plan()
    text = encode(to_json(plan))
    data = decode(text)
    broken = encode(_broken(to_json(plan)))
    bench.counts["characters of JSON"] = len(text)
    out: dict[str, Work] = {
        f"{OURS}: to_json and encode": _often(lambda: encode(to_json(plan))),
        f"{FLOOR}: dumps": _often(lambda: json.dumps(data)),
    }
    back: dict[str, Work] = {
        f"{OURS}: decode and from_json": _often(lambda: from_json(GrowthPlan, decode(text))),
        f"{FLOOR}: loads": _often(lambda: json.loads(text)),
    }
    failing: dict[str, Work] = {f"{OURS}: four faults": _often(lambda: _refused(broken))}
    bench.counts["of 4 faults reported by homeroom"] = len(_refused(broken))
    if (pydantic := peer("pydantic")) is not None:
        model = _models(pydantic)(GrowthPlan)
        theirs = model.model_validate_json(text)
        out[f"{PEER}: model_dump_json"] = _often(theirs.model_dump_json)
        back[f"{PEER}: model_validate_json"] = _often(lambda: model.model_validate_json(text))

        def refused() -> int:
            try:
                model.model_validate_json(broken)
            except pydantic.ValidationError as error:
                return len(error.errors())
            return 0

        failing[f"{PEER}: four faults"] = _often(refused)
        bench.counts["of 4 faults reported by pydantic"] = refused()
    _compare(bench, out, back, failing)
    bench.report()


def a_plan() -> GrowthPlan:
    """An approved plan with ten goals, some progress and an inspection."""
    goals = tuple(
        Goal(
            id=f"goal-{number}",
            title=f"Goal number {number}: lead the class meetings of the term",
            measure="Three meetings led by pupils, with plan, record and reflection",
            due=date(2026, 6, number + 1),
            dimension="conduct",
        )
        for number in range(GOALS)
    )
    return GrowthPlan(
        id="growth_plan-7",
        org="school-1",
        state=ACTIVE,
        version=9,
        teacher="person-7",
        advisor="person-9",
        title="Growing together, 2025-2028",
        starts=date(2025, 9, 1),
        ends=date(2028, 8, 31),
        diagnosis="Knows every pupil; talks with parents only when something has gone wrong.",
        goals=goals,
        versions=(
            PlanVersion(
                number=1,
                diagnosis="Knows every pupil.",
                goals=goals[:2],
                reasons={"goal-1": "the term was shortened"},
                approved_by="person-1",
                approved_on=date(2025, 9, 20),
            ),
        ),
        progress=tuple(
            Progress(goal=goal.id, on=date(2025, 11, 3), note="done in class 3", evidence=("r-1",))
            for goal in goals[:3]
        ),
        inspections=(
            Inspection(
                by="person-1",
                on=date(2026, 1, 15),
                findings=tuple(Finding(goal=goal.id, outcome="on_track") for goal in goals),
            ),
        ),
    )


def _compare(
    bench: Bench, out: dict[str, Work], back: dict[str, Work], failing: dict[str, Work]
) -> None:
    for what, title, works in (
        ("writing", "Writing a plan as JSON text", out),
        ("reading", "Reading it", back),
        ("refusing", "Refusing a text with four faults", failing),
    ):
        rows = bench.measure(title, works, cpu=True)
        mine = next(found for name, found in rows.items() if name.startswith(OURS))
        for other in (PEER, FLOOR):
            found = [figure for name, figure in rows.items() if name.startswith(other)]
            bench.cost(f"{what} : {other}", mine, found[0] if found else None)


def _often(work: Any) -> Work:
    def run(times: int) -> None:
        for _ in range(times):
            work()

    return run


def _broken(data: Any) -> Any:
    """The same with four faults in different places."""
    data["starts"] = "2025-13-01"
    data["goals"][3]["due"] = 7
    del data["goals"][5]["measure"]
    data["inspections"][0]["findings"][2]["outcome"] = None
    return data


def _refused(text: str) -> tuple[Any, ...]:
    try:
        from_json(GrowthPlan, decode(text))
    except InputError as error:
        return error.faults
    return ()


def _models(pydantic: Any) -> Any:
    """Makes a frozen model of the same fields from an attrs class, and from those within it."""
    made: dict[type, Any] = {}

    def model(cls: type) -> Any:
        if cls not in made:
            hints = get_type_hints(cls)
            fields: dict[str, Any] = {
                field.name: (translated(hints[field.name]), default(field))
                for field in attrs.fields(cls)
            }
            config = pydantic.ConfigDict(frozen=True, extra="forbid")
            made[cls] = pydantic.create_model(cls.__name__, __config__=config, **fields)
        return made[cls]

    def translated(hint: Any) -> Any:
        if attrs.has(hint):
            return model(hint)
        whole: Any = get_origin(hint)
        if whole in (tuple, Mapping):
            return whole[tuple(map(translated, get_args(hint)))]
        return hint

    def default(field: Any) -> Any:
        if field.default is attrs.NOTHING:
            return ...
        factory = getattr(field.default, "factory", None)
        if factory is None:
            return field.default
        return pydantic.Field(default_factory=made.get(factory, factory))

    return model


if __name__ == "__main__":
    main()
