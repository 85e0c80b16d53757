"""Allowed is done and refused is not, for the same reasons; whoever asks, in whatever state."""

import attrs
import pytest
from homeroom_core.decision import available, decide, perform
from homeroom_core.errors import RefusedError
from homeroom_core.lifecycle import STAY
from homeroom_core.testing.acts import CAST, act
from homeroom_core.testing.lifecycle_machine import Scene, hinted
from homeroom_core.testing.strategies import acts, values
from hypothesis import event, given
from hypothesis import strategies as st
from lifecycle_machines import MACHINES

LIFECYCLES = [(m.plan.lifecycles[0], m.plan.arguments) for m in MACHINES]


def situations(lifecycle, arguments):
    """A record in any state, one of its transitions, anybody, and arguments good or bad."""

    @st.composite
    def drawn(draw):
        record = draw(values(lifecycle.record))
        transition = draw(st.sampled_from(list(lifecycle.transitions.values())))
        holding = [a for a in CAST if transition.grant.holds(record, act(a))]
        now = draw(acts())
        if holding and draw(st.booleans()):
            now = attrs.evolve(now, actor=draw(st.sampled_from(holding)))
        sensible = arguments[transition](Scene(act=now, record=record, reader=now.reader)) \
            if transition in arguments else None  # fmt: skip
        handed = draw(
            sensible if sensible is not None and draw(st.booleans()) else hinted(transition)
        )
        return record, transition, now, dict(handed)

    return drawn()


@pytest.mark.parametrize(
    ("lifecycle", "arguments"), LIFECYCLES, ids=lambda x: getattr(x, "kind", "")
)
@given(data=st.data())
def test_allowed_is_done_and_refused_is_refused_for_the_same_reasons(
    lifecycle, arguments, data
) -> None:
    record, transition, now, handed = data.draw(situations(lifecycle, arguments))
    decision = decide(record, transition, now, **handed)
    event(f"{transition.name}: {bool(decision)}")
    before = attrs.asdict(record, recurse=False)
    try:
        after = perform(record, transition, now, **handed)
    except RefusedError as error:
        assert (bool(decision), error.refusals) == (False, decision.refusals)
    else:
        targets = {record.state if t is STAY else str(t) for t in transition.targets}
        assert (bool(decision), after.version) == (True, record.version + 1)
        assert after.state in targets
    assert attrs.asdict(record, recurse=False) == before


@pytest.mark.parametrize(
    ("lifecycle", "arguments"), LIFECYCLES, ids=lambda x: getattr(x, "kind", "")
)
@given(data=st.data())
def test_available_tells_what_decide_will_say_but_for_the_arguments(
    lifecycle, arguments, data
) -> None:
    record, transition, now, handed = data.draw(situations(lifecycle, arguments))
    options = available(lifecycle, record, now)
    assert [o.transition for o in options] == list(lifecycle.transitions.values())
    shown = next(o.decision for o in options if o.transition is transition)
    refusals = decide(record, transition, now, **handed).refusals
    assert refusals[: len(shown.refusals)] == shown.refusals


@pytest.mark.parametrize(
    ("lifecycle", "arguments"), LIFECYCLES, ids=lambda x: getattr(x, "kind", "")
)
@given(data=st.data())
def test_every_refusal_reads_in_three_languages(lifecycle, arguments, data) -> None:
    record, transition, now, handed = data.draw(situations(lifecycle, arguments))
    for refusal in decide(record, transition, now, **handed).refusals:
        read = (*attrs.astuple(refusal.text), *attrs.astuple(refusal.remedy))
        assert all(text.strip() for text in read)
        assert refusal.code.count(".") == 1
