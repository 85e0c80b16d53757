"""A contest whose awards are given in the way of a plugin: pinned, checked, kept with its origin."""

from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from contests import AWARDS, CLERK, Story, a_contest, an_act, codes

from homeroom_core.award_policy import AwardPolicy
from homeroom_core.awarding import AwardRequest, NamedAwardPolicy, award_policy
from homeroom_core.errors import PluginError
from homeroom_core.explaining import explain
from homeroom_core.recomputing import NEWER, SAME, UNCHECKED, recompute
from homeroom_core.telling import Telling
from homeroom_core.testing.acts import ORG, practice_office, practice_plugins
from homeroom_core.text import Text
from homeroom_core.training import contest as c
from homeroom_core.training.contest_guards import policy_fits
from homeroom_core.training.contest_scoring import judged_of

LABEL = Text("末位奖", "末位獎", "For the last")


class Ours:
    """Gives the first prize to the last place; or whatever else a test has it give."""

    __version__ = "2.1"

    def __init__(self, gives: Mapping[int, str] | None = None) -> None:
        self.gives = gives if gives is not None else {-1: "first"}

    def homeroom_award_policies(self) -> list[NamedAwardPolicy]:
        @award_policy("for_the_last", label=LABEL, policy=AWARDS)
        def way(request: AwardRequest) -> Mapping[str, str]:
            return {request.standings[at].entry: level for at, level in self.gives.items()}

        return [way]


POLICY = Ours().homeroom_award_policies()[0].policy


@pytest.fixture
def ours() -> Ours:
    return Ours()


@pytest.fixture
def story(ours: Ours) -> Story:
    """A contest under the policy, in an office that has the plugin."""
    return Story(plugins=practice_plugins(ours), awards=POLICY)


def test_the_way_of_the_plugin_gives_the_awards_and_they_keep_where_they_come_from(
    story: Story,
) -> None:
    contest = story.proposed()
    made = contest.allotment
    assert made is not None
    assert [(award.entry, award.level) for award in made.awards] == [(story.entries[-1], "first")]
    assert (contest.awards.name, made.policy, made.plugin, made.plugin_version) == (
        "for_the_last",
        "for_the_last",
        "Ours",
        "2.1",
    )


def test_awards_that_the_policy_does_not_allow_are_an_error_and_nothing_is_proposed(
    story: Story, ours: Ours
) -> None:
    story.scored()
    story.checked()
    ours.gives = {0: "first", 1: "first"}
    with pytest.raises(PluginError, match="given 2 times, for 1 places"):
        story.do(CLERK, c.propose)
    assert story.contest.allotment is None


def test_it_is_made_again_and_a_plugin_that_is_gone_leaves_it_as_it_stands(
    story: Story, ours: Ours
) -> None:
    contest = story.proposed()
    derivation = c.contest.derivations["allotment"]
    office = story.walk.office
    with office.reading(ORG) as reading:
        assert recompute(contest, derivation, reading, office.plugins).verdict == SAME
        other = Ours({0: "first"})
        other.__dict__["__version__"] = "3.0"
        newer = recompute(contest, derivation, reading, practice_plugins(other))
        assert (newer.verdict, newer.stored_by["plugin_version"]) == (NEWER, "2.1")
        gone = recompute(contest, derivation, reading, practice_plugins())
    assert gone.verdict == UNCHECKED
    assert "no award policy 'for_the_last'" in gone.text.en
    without = practice_office(office.storage, clock=story.walk.clock, plugins=practice_plugins())
    assert without.show(ORG, contest.id, to=CLERK).fields["allotment"]["plugin"] == "Ours"


def test_an_explanation_says_by_which_policy_of_which_plugin(story: Story) -> None:
    contest = story.proposed()
    office = story.walk.office
    with office.reading(ORG) as reading:
        act: Any = office._act(ORG, CLERK, reading)  # as the office asks
        telling = Telling(CLERK, reading)
        told = explain(reading, contest.id, act, office.organization(ORG).zone, telling)
    notes = [note.en for one in told.explanation.walk() for note in one.notes]
    assert "Award policy: For the last (plugin Ours 2.1)" in notes


def test_what_if_and_robustness_give_awards_in_the_same_way(story: Story) -> None:
    contest = story.proposed()
    with story.walk.office.reading(ORG) as reading:
        judged = judged_of(contest, reading, story.walk.office.plugins)
    made = judged.allotment(judged.result())
    assert made is not None
    assert made.awards == (contest.allotment and contest.allotment.awards)


@pytest.mark.parametrize("policy", [POLICY, attrs.evolve(AWARDS, name="for_nobody")])
def test_a_contest_is_not_called_under_a_name_that_nobody_provides(policy: AwardPolicy) -> None:
    refused = tuple(policy_fits(a_contest(awards=policy), an_act(CLERK)))
    assert codes(refused) == ["contest.policy_unfit"]
    assert f"awards: {policy.name}" in refused[0].text.en
