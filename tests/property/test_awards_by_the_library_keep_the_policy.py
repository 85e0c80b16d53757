"""What this library's own way gives never breaks the policy that a plugin's answer is held against.

So an answer that is found to break it is wrong for certain: the check refuses no sound one.
"""

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom_core.award_policy import AwardPolicy
from homeroom_core.awarding import AwardRequest, broken_promises
from homeroom_core.ranking import Splitter
from homeroom_core.standing import Standing
from homeroom_core.testing.evaluation_strategies import award_policies, standings

UNITS = ("", "7(1)", "8(1)", "8(2)")
GROUPS = ("G7", "G8")


def by_last_letter(group: tuple[str, ...]) -> dict[str, int]:
    return {entry: int(entry[-1]) % 2 for entry in group}


@given(
    award_policies(),
    standings(most_entries=12),
    st.sampled_from([None, 1, 2]),
    st.booleans(),
    st.integers(0, 4),
    st.sampled_from([2, 3]),
)
@settings(max_examples=300)
def test_the_library_keeps_what_it_asks_of_plugins(
    policy: AwardPolicy,
    field: tuple[Standing, ...],
    per_unit: int | None,
    by_group: bool,
    more: int,
    spread: int,
) -> None:
    chain: tuple[tuple[str, Splitter], ...] = (("odd", by_last_letter),)  # type: ignore[assignment]  # ints part like fractions
    asked = AwardRequest(
        policy=attrs.evolve(policy, per_unit=per_unit, by_group=by_group),
        standings=field,
        field_size=len(field) + more,
        units={one.entry: UNITS[at % 4] for at, one in enumerate(field)},
        # A unit is of one group, as a class is of one grade; or in both, as a school may be.
        groups={
            one.entry: GROUPS[at % 4 // 2 if spread == 2 else at % 3 // 2]
            for at, one in enumerate(field)
        },
        chain=chain if policy.ties == "break" else (),
    )
    assert [text.en for text in broken_promises(asked, asked.allot())] == []
