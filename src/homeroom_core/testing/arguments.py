"""What the steps of the built-in lifecycles are usually handed: for `lifecycle_machine`."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from homeroom_core.people import ROLES
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.strategies import codes, texts, words
from homeroom_core.testing.training_strategies import (
    PEOPLE,
    details,
    findings,
    goal_sets,
    goals,
    growth_policies,
    notice_lines,
    notice_policies,
)
from homeroom_core.training import growth_plan as g
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.growth_goal import difference

Drawn = st.SearchStrategy[Mapping[str, Any]]

_CLASSES = st.sampled_from(["2025-G7-01", "2025-G7-02"])


@st.composite
def _draft(draw: st.DrawFn, scene: Scene) -> dict[str, Any]:
    starts = scene.act.on - timedelta(days=draw(st.integers(0, 60)))
    return {
        "teacher": draw(PEOPLE),
        "title": draw(words()),
        "starts": starts,
        "ends": starts + timedelta(days=draw(st.integers(100, 1100))),
        "advisor": draw(st.none() | st.just("advisor-1")),
        "policy": draw(st.none() | growth_policies()),
    }


def _write(scene: Scene) -> Drawn:
    plan: gr.GrowthPlan = scene.record
    sets = goal_sets(first=plan.starts, last=plan.ends, at_least=plan.policy.least_goals)
    return st.fixed_dictionaries({"diagnosis": words(), "goals": sets})


def _note_progress(scene: Scene) -> Drawn:
    known = st.sampled_from([goal.id for goal in scene.record.goals] or ["none"])
    evidence = st.lists(codes(), max_size=2).map(tuple)
    return st.fixed_dictionaries({"goal": known, "note": texts()}, optional={"evidence": evidence})


def _inspect(scene: Scene) -> Drawn:
    found = [findings(goal.id) for goal in scene.record.goals]
    return st.fixed_dictionaries({"findings": st.tuples(*found)})


def _adjust(scene: Scene) -> Drawn | None:
    plan: gr.GrowthPlan = scene.record
    if not plan.versions:
        return None
    before = plan.versions[-1].goals
    more = st.lists(
        goals(first=plan.starts, last=plan.ends),
        min_size=plan.policy.least_goals,
        max_size=3,
        unique_by=lambda goal: goal.id,
    ).map(tuple)
    return more.map(
        lambda after: {
            "goals": after,
            "reasons": dict.fromkeys(difference(before, after).goals, "as agreed"),
        }
    )


GROWTH_PLAN: Arguments = {
    g.draft: _draft,
    g.write: _write,
    g.send_back: lambda _scene: st.fixed_dictionaries({"comment": words()}),
    g.note_progress: _note_progress,
    g.inspect: _inspect,
    g.adjust: _adjust,
}
"""For `homeroom_core.training.growth_plan`."""


def _list_of_lines() -> st.SearchStrategy[tuple[n.NoticeLine, ...]]:
    return st.lists(notice_lines(), min_size=1, max_size=3).map(tuple)


def _publish(_scene: Scene) -> Drawn:
    return st.fixed_dictionaries(
        {"subject": codes(), "title": words(), "lines": _list_of_lines()},
        optional={
            "involved": st.frozensets(st.sampled_from(["supervisor-1", "person-2"])),
            "policy": notice_policies(),
        },
    )


def _answer(scene: Scene) -> Drawn:
    open_ones = [objection.number for objection in scene.record.unanswered] or [1]
    return st.fixed_dictionaries(
        {"number": st.sampled_from(open_ones), "upheld": st.booleans(), "note": words()}
    )


NOTICE: Arguments = {
    n.publish: _publish,
    n.object_to: lambda _scene: st.fixed_dictionaries({"text": words()}),
    n.answer: _answer,
    n.amend: lambda _scene: st.fixed_dictionaries({"lines": _list_of_lines()}),
}
"""For `homeroom_core.training.notice`."""


def _held_classes(scene: Scene) -> Drawn:
    held = [post.class_code for post in scene.record.posts if post.until is None]
    return st.fixed_dictionaries({"class_code": st.sampled_from(held) if held else _CLASSES})


_FIELD_ROLES = st.frozensets(st.sampled_from(ROLES).map(str), max_size=3)

PERSON: Arguments = {
    p.register: lambda _scene: st.fixed_dictionaries(
        {"staff_no": words(), "details": details()}, optional={"roles": _FIELD_ROLES}
    ),
    p.appoint: lambda _scene: st.fixed_dictionaries(
        {"roles": _FIELD_ROLES}, optional={"recognised_by_peers": st.booleans()}
    ),
    p.take_class: lambda _scene: st.fixed_dictionaries(
        {"class_code": _CLASSES},
        optional={"role": st.sampled_from(p.CLASS_ROLES).map(str)},
    ),
    p.hand_over_class: _held_classes,
}
"""For `homeroom_core.training.person`."""
