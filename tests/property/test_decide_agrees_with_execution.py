"""Allowed is done and refused is not, for the same reasons; whoever asks, in whatever state."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES

from homeroom_core.act import Act
from homeroom_core.decision import available, decide, perform
from homeroom_core.errors import RefusedError
from homeroom_core.lifecycle import STAY, Lifecycle, Transition
from homeroom_core.record import Record
from homeroom_core.testing.acts import CAST
from homeroom_core.testing.lifecycle_machine import Arguments, Scene, hinted
from homeroom_core.testing.strategies import acts, values

LIFECYCLES = [(m.plan.lifecycles[0], m.plan.arguments) for m in MACHINES]


Situation = tuple[Record, Transition[Any, ...], Act, Mapping[str, Any]]


def situations(lifecycle: Lifecycle[Any], arguments: Arguments) -> st.SearchStrategy[Situation]:
    """A record in any state, one of its transitions, anybody, and arguments good or bad."""

    @st.composite
    def drawn(draw: st.DrawFn) -> Situation:
        record = draw(values(lifecycle.record))
        transition = draw(st.sampled_from(list(lifecycle.transitions.values())))
        now = draw(acts())
        holding = [a for a in CAST if transition.grant.holds(record, attrs.evolve(now, actor=a))]
        by = draw(st.sampled_from(holding or CAST) | st.sampled_from(CAST))
        scene = Scene(act=attrs.evolve(now, actor=by), record=record, reader=now.reader)
        sensible = arguments[transition](scene) if transition in arguments else None
        anything = hinted(transition)
        handed = draw(anything if sensible is None else sensible | anything)
        return record, transition, scene.act, handed

    return drawn()


def allowed_is_done_and_refused_is_refused_for_the_same_reasons(asked: Situation) -> None:
    record, transition, now, handed = asked
    decision = decide(record, transition, now, **handed)
    event(f"{transition.name}: {bool(decision)}")
    before = attrs.asdict(record, recurse=False)
    if decision:
        after = perform(record, transition, now, **handed)
        targets = {record.state if t is STAY else str(t) for t in transition.targets}
        assert (after.version, after.state in targets) == (record.version + 1, True)
    else:
        with pytest.raises(RefusedError) as refused:
            perform(record, transition, now, **handed)
        assert refused.value.refusals == decision.refusals
    assert attrs.asdict(record, recurse=False) == before


def available_tells_what_decide_will_say_but_for_the_arguments(asked: Situation) -> None:
    record, transition, now, handed = asked
    options = available(transition.lifecycle, record, now)
    assert [o.transition for o in options] == list(transition.lifecycle.transitions.values())
    shown = next(o.decision for o in options if o.transition is transition)
    refusals = decide(record, transition, now, **handed).refusals
    assert refusals[: len(shown.refusals)] == shown.refusals


def every_refusal_reads_in_three_languages(asked: Situation) -> None:
    record, transition, now, handed = asked
    for refusal in decide(record, transition, now, **handed).refusals:
        read = (*attrs.astuple(refusal.text), *attrs.astuple(refusal.remedy))
        assert all(text.strip() for text in read)
        assert refusal.code.count(".") == 1


@pytest.mark.parametrize(
    ("lifecycle", "arguments"), LIFECYCLES, ids=lambda x: getattr(x, "kind", "")
)
@given(data=st.data())
def test_whatever_is_asked_is_answered_alike_by_all_who_answer(
    lifecycle: Lifecycle[Any], arguments: Arguments, data: st.DataObject
) -> None:
    asked = data.draw(situations(lifecycle, arguments))
    allowed_is_done_and_refused_is_refused_for_the_same_reasons(asked)
    available_tells_what_decide_will_say_but_for_the_arguments(asked)
    every_refusal_reads_in_three_languages(asked)
