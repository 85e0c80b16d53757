"""Every *provide* hook, through a plugin: what it answers is found under its name, or refused."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest
from tally import tally

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.commands import Command
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import PluginError
from homeroom_core.exporting import exporter
from homeroom_core.families import (
    AWARD_POLICIES,
    CALENDARS,
    COMMANDS,
    COMPUTED_CRITERIA,
    EXPORTERS,
    IMPORTERS,
    LIFECYCLES,
    RULE_SETS,
    SCORING_METHODS,
    SHEETS,
    STORAGE_BACKENDS,
    TIE_BREAKERS,
)
from homeroom_core.hookspecs import HOOKS, PROVIDE
from homeroom_core.importing import importer
from homeroom_core.plugin_source import digest_of
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family, Origin
from homeroom_core.provision import PROVISIONS
from homeroom_core.scoring import scoring_method, tie_breaker
from homeroom_core.sheets.computed import computed_criterion
from homeroom_core.storage import MemoryStorage, Storage
from homeroom_core.testing.appraisals import PRACTICE_RUBRIC
from homeroom_core.text import Text

LABEL = Text("我们的", "我們的", "Ours")
LEVEL = AwardLevel(id="star", label=LABEL, count=1)


class EveryDay:
    name = "ours"

    def is_working_day(self, day: date) -> bool:
        return day.year > 0


def opener(url: str) -> Storage:
    assert url == "ours:"
    return MemoryStorage()


class Ours:
    """One thing of every family, called `ours`."""

    def homeroom_rubrics(self) -> Any:
        return [attrs.evolve(PRACTICE_RUBRIC, id="ours")]

    def homeroom_computed_criteria(self) -> Any:
        return [computed_criterion("ours", label=LABEL, facts=("days",))(lambda _facts, most: most)]

    def homeroom_eligibility_rules(self) -> Any:
        return [RuleSet(id="ours", label=LABEL, rules=())]

    def homeroom_scoring_methods(self) -> Any:
        return [scoring_method("ours", label=LABEL)(lambda _request: {})]

    def homeroom_tie_breaks(self) -> Any:
        return [
            tie_breaker("ours", label=LABEL)(
                lambda _r, _s, group: dict.fromkeys(group, Fraction(1))
            )
        ]

    def homeroom_award_policies(self) -> Any:
        return [NamedAwardPolicy(name="ours", label=LABEL, policy=AwardPolicy(levels=(LEVEL,)))]

    def homeroom_storage_backends(self) -> Any:
        return {"ours": opener}

    def homeroom_calendars(self) -> Any:
        return [EveryDay()]

    def homeroom_lifecycles(self) -> Any:
        return [tally]

    def homeroom_importers(self) -> Any:
        return [importer("ours", label=LABEL)(lambda _request: ())]

    def homeroom_exporters(self) -> Any:
        made = exporter("ours", label=LABEL, suffix=".txt", media_type="text/plain")
        return [made(lambda _request: "")]

    def homeroom_commands(self) -> Any:
        return [Command(name="ours", label=LABEL, loads=lambda: None)]


FAMILIES: dict[str, tuple[Family[Any], str]] = {
    "homeroom_rubrics": (SHEETS, "ours"),
    "homeroom_computed_criteria": (COMPUTED_CRITERIA, "ours"),
    "homeroom_eligibility_rules": (RULE_SETS, "ours"),
    "homeroom_scoring_methods": (SCORING_METHODS, "ours"),
    "homeroom_tie_breaks": (TIE_BREAKERS, "ours"),
    "homeroom_award_policies": (AWARD_POLICIES, "ours"),
    "homeroom_storage_backends": (STORAGE_BACKENDS, "ours"),
    "homeroom_calendars": (CALENDARS, "ours"),
    "homeroom_lifecycles": (LIFECYCLES, "tally"),
    "homeroom_importers": (IMPORTERS, "ours"),
    "homeroom_exporters": (EXPORTERS, "ours"),
    "homeroom_commands": (COMMANDS, "ours"),
}
every_hook = pytest.mark.parametrize("hook", FAMILIES)


def test_every_provide_hook_has_its_family() -> None:
    assert set(FAMILIES) == {hook for hook, kind in HOOKS.items() if kind == PROVIDE}
    assert [(hook, FAMILIES[hook][0]) for _, hook, _ in PROVISIONS] == [
        (hook, family) for family, hook, _ in PROVISIONS
    ]


@every_hook
def test_what_a_plugin_provides_is_found_with_its_origin(hook: str) -> None:
    plugins = Plugins(Ours())
    family, name = FAMILIES[hook]
    assert name in plugins.names(family)
    assert plugins.origin(family, name) == Origin("Ours", "0", digest_of(Ours()))
    (given,) = getattr(Ours(), hook)()
    assert type(plugins(family, name)) is type(opener if isinstance(given, str) else given)
    (ours,) = [one for one in plugins.plugins if one.name == "Ours"]
    assert name in plugins.contributions(ours)[family.name]


@every_hook
@pytest.mark.parametrize("answer", [None, 7, ["seven"], [None]])
def test_an_answer_of_another_type_keeps_the_office_from_opening(hook: str, answer: object) -> None:
    class Wrong:
        pass

    wrong = Wrong()
    setattr(Wrong, hook, lambda _self: answer)
    with pytest.raises(PluginError, match=hook) as caught:
        Plugins(wrong)
    assert caught.value.plugin == "Wrong"


@every_hook
def test_two_plugins_may_not_provide_the_same_name(hook: str) -> None:
    class Others:
        pass

    setattr(Others, hook, lambda _self: getattr(Ours(), hook)())
    with pytest.raises(PluginError) as caught:
        Plugins(Ours(), Others())
    assert all(word in str(caught.value) for word in ("Others", "Ours", FAMILIES[hook][1]))
