"""Results whose plugin is gone: their records stay readable, and say what is missing."""

from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest
from contests import CLERK, HEAD, JUDGES, PRINCIPAL, SCORER, Story
from results import (
    KEEPER,
    STRANGER,
    Tin,
    Tins,
    a_counted_tin,
    a_rate,
    an_office,
    count,
    give,
    put_up,
)

from homeroom_core.discovery import Plugin
from homeroom_core.office import Office
from homeroom_core.people import TEACHER, Actor, Organization
from homeroom_core.scoring import ScoringMethod, ScoringRequest, scoring_method
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.storage import MemoryStorage
from homeroom_core.testing.acts import ORG, WEEKDAYS, practice_plugins
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.version import VERSION


def plugin(name: str, **functions: Any) -> Plugin:
    module = ModuleType(name)
    vars(module).update(functions)
    return Plugin(name, "1.2", "object", module, "d" * 64)


RATES = plugin("rates", homeroom_rubrics=lambda: [a_rate(Decimal(3))])


@pytest.fixture
def gone() -> Office:
    """An office with a counted tin, whose rate no plugin provides any more."""
    storage = MemoryStorage()
    a_counted_tin(an_office(storage, Tins(rate=None), RATES))
    return an_office(storage, Tins(rate=None))


def test_its_history_is_told_with_what_is_missing(gone: Office) -> None:
    found = gone.explain("s1", "tin-1", to=KEEPER)
    title, titled, note, *_ = found.explanation.lines("en")
    assert (found.own, found.needs, title, titled.strip()) == (
        False,
        None,
        "Tin: Shut [tin-1]",
        "'For the trip'",
    )
    assert note == (
        "  how it came about cannot be told step by step now: there is no rubric 'rate'; there is: "
        "none; the journal names plugins that are not here: rates 1.2 (dddddddddddd)"
    )
    told = [list(found.explanation.lines(language))[2] for language in LANGUAGES]
    assert len(set(told)) == len(LANGUAGES)


def test_plugin_that_is_here_but_not_active_is_to_be_activated(gone: Office) -> None:
    office = Office(
        gone.storage,
        plugins=an_office(None, Tins(rate=None), RATES).plugins,
        organizations=[Organization("s1", plugins=("Tins",))],
    )
    lines = list(office.explain("s1", "tin-1", to=KEEPER).explanation.lines("en"))
    assert "add it to organizations.s1.plugins in homeroom.toml" in lines[2]


def test_name_that_stands_in_a_hidden_field_is_not_said() -> None:
    storage = MemoryStorage()
    office = an_office(storage, Tins(rate=None), RATES)
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create(put_up, title="For the trip")
    for giver in ("rate", "rates"):
        with office.desk("s1", by=Actor.of(giver, TEACHER)) as desk:
            desk.create(give, tin=made.id, worth=Fraction(1))
    with office.desk("s1", by=KEEPER) as desk:
        desk.apply(count, desk.get(Tin, made.id))
    found = an_office(storage, Tins(rate=None)).explain("s1", made.id, to=STRANGER)
    note = list(found.explanation.lines("en"))[2]
    assert note == (
        "  how it came about cannot be told step by step now: a plugin that this needs is not here"
    )


@scoring_method("our_mean", label=Text("本校平均", "本校平均", "Our mean"))
def our_mean(request: ScoringRequest) -> dict[str, Fraction]:
    totals = {}
    for entrant in request.entrants:
        worth = [request.card_step(entrant, one).value for one in request.by_entry[entrant.id]]
        totals[entrant.id] = sum(worth, Fraction(0)) / len(worth)
    return totals


def scoring_methods() -> list[ScoringMethod]:
    return [our_mean]


def test_contest_whose_scoring_method_is_gone_is_read_by_everybody() -> None:
    ours = plugin("ours", homeroom_scoring_methods=scoring_methods)
    story = Story(plugins=practice_plugins(ours), scoring=ScoringPolicy(method="our_mean"))
    story.proposed()
    story.publicised()
    office = Office(
        story.walk.office.storage,
        plugins=practice_plugins(),
        organizations=[Organization(ORG, calendar=WEEKDAYS.name)],
        clock=story.walk.clock,
    )
    entry, contestant = story.entries[0], Actor.of(story.people[0].id, TEACHER)
    (result,) = office.replay(ORG).listed
    assert "there is no scoring method 'our_mean'" in str(result.text)
    assert str(result.text).endswith(f"; stored by our_mean ours 1.2 dddddddddddd {VERSION}")
    for reader in (CLERK, PRINCIPAL, SCORER, HEAD, JUDGES[1], contestant):
        for id in (entry, story.id):
            assert office.show(ORG, id, to=reader).id == id
            assert office.show_history(ORG, id, to=reader)
            assert office.available(ORG, id, by=reader)
            assert office.explain(ORG, id, to=reader).record == id
        assert office.portfolio(ORG, contestant.id, to=reader).person == contestant.id
    (note,) = [one for one in office.explain(ORG, entry, to=CLERK).explanation.notes if "our_mean" in one.en]  # fmt: skip
    assert note.en.endswith("not here: ours 1.2 (dddddddddddd)")
    unjudged = [
        option.transition.name
        for option in office.available(ORG, story.id, by=CLERK)
        if "lifecycle.not_provided" in [one.code for one in option.decision.refusals]
    ]
    assert unjudged == ["accept_tally"]
