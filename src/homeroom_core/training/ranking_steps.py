"""The steps of a ranked call from the closed reviews to the public notice, and what it derives."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from homeroom_core.act import Act
from homeroom_core.award import Allotment, settle
from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import Grant
from homeroom_core.lifecycle import STAY, Lifecycle, State, Transition
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text
from homeroom_core.training.publicity import may_be_reopened
from homeroom_core.training.ranked_call import (
    RESULT_DIFFERS,
    C,
    RankedCall,
    allotment_of,
    can_be_ranked,
    choices_fit,
    has_open_ties,
    is_settled,
    notice_fits,
    ranked,
    reviews_are_closed,
    standings_of,
)
from homeroom_core.training.tally import ALLOTTED_BY, MADE_FROM, Tally, settled_alike, tally_of
from homeroom_core.training.tally_explained import explained_standings

Step = Transition[Any, ...]


@attrs.frozen
class RankingSteps:
    """The steps that `ranking_steps` declares."""

    rank: Step
    settle_ties: Step
    publicise: Step
    reopen: Step


def ranking_steps(
    lifecycle: Lifecycle[C],
    *,
    reviewing: State,
    placed: State,
    publicised: State,
    decided: tuple[State, ...],
    research: Grant,
    group: Grant,
    leadership: Grant,
) -> RankingSteps:
    """Declare the steps from the closed reviews to the public notice, and what is derived.

    Args:
        lifecycle: Whose steps they are.
        reviewing: The state in which answers are reviewed.
        placed: The state in which there are places.
        publicised: The state in which the public notice is up.
        decided: The states in which the result is in force.
        research: Who ranks and puts up.
        group: Who settles ties.
        leadership: Who may open a result again.
    """
    steps = RankingSteps(
        rank=_rank(lifecycle, reviewing, placed, research),
        settle_ties=_settle_ties(lifecycle, placed, group),
        publicise=_publicise(lifecycle, placed, publicised, research),
        reopen=_reopen(lifecycle, placed, publicised, reviewing, leadership),
    )
    lifecycle.derived(
        "tally",
        label=Text("名次", "名次", "places"),
        by=leadership,
        source=(placed, publicised, *decided),
        guards=(_staying_from(placed),),
        made_by=("method", "plugin", "plugin_version", "plugin_digest"),
        made_from=MADE_FROM,
    )(_tally_again)
    lifecycle.derived(
        "allotment",
        label=Text("拟定结果", "擬定結果", "proposed result"),
        by=leadership,
        source=placed,
        made_by=ALLOTTED_BY,
    )(_allotment_again)
    lifecycle.explained(_explain)
    return steps


def _rank(lifecycle: Lifecycle[C], reviewing: State, placed: State, by: Grant) -> Step:
    @lifecycle.transition(
        source=reviewing,
        target=placed,
        by=by,
        label=Text("排名", "排名", "Rank"),
        guards=(reviews_are_closed, can_be_ranked),
    )
    def rank(call: C, act: Act) -> C:
        """Work out the places from the signed sheets, and what they come to."""
        return ranked(call, act)

    return rank


def _settle_ties(lifecycle: Lifecycle[C], placed: State, by: Grant) -> Step:
    @lifecycle.transition(
        source=placed,
        target=STAY,
        by=by,
        label=Text("裁定并列", "裁定並列", "Settle ties"),
        guards=(has_open_ties,),
    )
    def settle_ties(call: C, _act: Act, *, choices: Mapping[str, str]) -> C:
        """Close the decisions that the award policy left open: id -> level."""
        if call.allotment is None:
            return call
        return change(call, allotment=settle(call.allotment, choices))

    settle_ties.check(choices_fit)
    return settle_ties


def _publicise(lifecycle: Lifecycle[C], placed: State, publicised: State, by: Grant) -> Step:
    @lifecycle.transition(
        source=placed,
        target=publicised,
        by=by,
        label=Text("公示", "公示", "Publicise"),
        guards=(is_settled,),
    )
    def publicise(call: C, _act: Act, *, notice: str) -> C:
        """Tie the call to the public notice of its proposed result."""
        return change(call, notice=notice)

    publicise.check(notice_fits)
    return publicise


def _reopen(
    lifecycle: Lifecycle[C], placed: State, publicised: State, reviewing: State, by: Grant
) -> Step:
    @lifecycle.transition(
        source=(placed, publicised),
        target=reviewing,
        by=by,
        label=Text("重新评审", "重新評審", "Reopen"),
        guards=(_upheld_once(publicised),),
        reason_required=True,
    )
    def reopen(call: C, _act: Act) -> C:
        """Open the review again; the places are stale until made again, nothing is proposed."""
        stale = change(call.tally, stale=True) if call.tally else None
        return change(call, tally=stale, allotment=None)

    return reopen


def _upheld_once(publicised: State) -> Callable[[RankedCall, Act], Refusal | None]:
    def objection_was_upheld(call: RankedCall, act: Act) -> Refusal | None:
        """Once there is a notice, the review is only opened again for an upheld objection."""
        return may_be_reopened(call.notice, act) if call.state == publicised else None

    return objection_was_upheld


def _staying_from(placed: State) -> Callable[[RankedCall, Act], Refusal | None]:
    def result_stays(call: RankedCall, act: Act) -> Refusal | None:
        """Once a result is put up, other arithmetic is accepted only if it changes nothing."""
        if call.state == placed or call.tally is None:
            return None
        again = _tally_again(call, act.reader, act.provided)
        same = again is None or _outcome(call, act, again) == _outcome(call, act, call.tally)
        return None if same else RESULT_DIFFERS()

    return result_stays


def _tally_again(call: RankedCall, reader: Reader, provided: Provided) -> Tally | None:
    """The places, made again from the sheets; none while answers are reviewed."""
    if call.tally is None or call.tally.stale:
        return None
    result = standings_of(call, reader, provided)
    return tally_of(result, by=call.tally.by, on=call.tally.on)


def _allotment_again(call: RankedCall, reader: Reader, provided: Provided) -> Allotment | None:
    """The result, made again from the places in force; what was settled, was settled."""
    if call.allotment is None or not call.has_places:
        return None
    return settled_alike(allotment_of(call, reader, provided), call.allotment)


def _explain(call: RankedCall, asked: Question) -> Explanation | None:
    """What stands where, the ties that were parted, and the arithmetic of the result."""
    return explained_standings(call, asked.provided)


def _outcome(call: RankedCall, act: Act, tally: Tally) -> object:
    """What a tally decides: the order, the places, and what they come to."""
    made = allotment_of(change(call, tally=tally), act.reader, act.provided)
    return [(p.entry, p.rank) for p in tally.placings], made.awards, made.open
