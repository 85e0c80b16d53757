"""Every hook: what a plugin may add to homeroom, say no to, or be told of.

A plugin is a module or an object with functions of these names; nothing else marks them. There are
three kinds of hook, each with its own rule for what an exception does:

- *provide*: called once, when the office opens. Answers are put together; two plugins that offer
  the same name, an answer of the wrong type, or an exception keep the office from opening, with an
  error that names the plugin.
- *veto*: called before every step. Refusals are added up, and any refusal refuses. An exception
  refuses as well (it fails closed) and is reported with the plugin's name.
- *notify*: called after every commit. An exception is logged and counted; it stops nobody.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
import pluggy

from homeroom_core.act import Act
from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.calendar import Calendar
from homeroom_core.commands import Command
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import Refusal
from homeroom_core.exporting import Exporter
from homeroom_core.importing import Importer
from homeroom_core.journal import Entry
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.record import Record
from homeroom_core.scoring import ScoringMethod, TieBreaker
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.storage import Storage

PROJECT = "homeroom"
"""Name of the entry-point group and of the pluggy project."""

API_VERSION = 1
"""Major version of the plugin API; a plugin may say which it was made for: `HOMEROOM_API = 1`."""

PREFIX = "homeroom_"

PROVIDE, VETO, NOTIFY = "provide", "veto", "notify"

_spec = pluggy.HookspecMarker(PROJECT)


@attrs.frozen(kw_only=True)
class TransitionRequest:
    """A step that is about to be made, and which nothing in the lifecycle itself stands against.

    Attributes:
        record: The record as it is; for a creation, as it would be.
        transition: Name of the transition or the creation.
        act: Who, when, why, and what may be looked up.
        arguments: What was handed in, by name.
    """

    record: Record
    transition: str
    act: Act
    arguments: Mapping[str, Any]


@attrs.frozen(kw_only=True)
class Committed:
    """What one commit added to the journal of an organization.

    Attributes:
        org: The organization.
        entries: The new entries, in sequence.
    """

    org: str
    entries: tuple[Entry, ...]


@_spec
def homeroom_rubrics() -> Sequence[Sheet]:  # type: ignore[empty-body]  # a specification
    """Provide sheets of any kind, each under its id: rubrics, ledgers, merit sheets, composites.

    Every one is found as a sheet, the judged ones as rubrics too.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_computed_criteria() -> Sequence[ComputedCriterion]:  # type: ignore[empty-body]  # a specification
    """Provide functions that make points from records, each under its name.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_eligibility_rules() -> Sequence[RuleSet]:  # type: ignore[empty-body]  # a specification
    """Provide sets of eligibility rules, each under its id.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_scoring_methods() -> Sequence[ScoringMethod]:  # type: ignore[empty-body]  # a specification
    """Provide scoring methods, each under its name.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_tie_breaks() -> Sequence[TieBreaker]:  # type: ignore[empty-body]  # a specification
    """Provide tie-breakers, each under its name, for the chains of scoring and award policies.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_award_policies() -> Sequence[NamedAwardPolicy]:  # type: ignore[empty-body]  # a specification
    """Provide award policies, each under its name, with a way of their own to give the awards or not.

    What such a way answers is held against the policy each time: more awards than places, an entry
    that has none, or two, is an error that names the plugin.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_storage_backends() -> Mapping[str, Callable[[str], Storage]]:  # type: ignore[empty-body]  # a specification
    """Provide stores: from the scheme of a URL (`sqlite`) to what opens a store from a whole URL.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_calendars() -> Sequence[Calendar]:  # type: ignore[empty-body]  # a specification
    """Provide calendars of working days, each under its name.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_lifecycles() -> Sequence[Lifecycle[Any]]:  # type: ignore[empty-body]  # a specification
    """Provide lifecycles, sealed, each under the kind of its record.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_importers() -> Sequence[Importer]:  # type: ignore[empty-body]  # a specification
    """Provide importers, each under its name: from a file of somebody else's to steps to be made.

    The steps are made by whoever imports, under the grants they hold, all of them or none.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_exporters() -> Sequence[Exporter]:  # type: ignore[empty-body]  # a specification
    """Provide exporters, each under its name: from what somebody may see of records to a file.

    They are handed views, which the filter before every output has been through, never records.

    Called: once, when the office opens. Answers: put together. An exception: the office does not
    open. Since 0.1.
    """


@_spec
def homeroom_commands() -> Sequence[Command]:  # type: ignore[empty-body]  # a specification
    """Provide commands of the command line, each under its name, loaded when they are used.

    Called: once, when the office opens, and when the command line lists or looks for a command that
    is not its own. Answers: put together. An exception: the office does not open; the command line
    says so, and goes on with the commands of its own. Since 0.1.
    """


@_spec
def homeroom_check_transition(request: TransitionRequest) -> Refusal | Iterable[Refusal] | None:
    """Say why a step may not be made, or nothing.

    Called: before every creation and transition that the lifecycle itself allows. Answers: added
    up; any refusal refuses. An exception: refuses, and is reported with the plugin's name. It must
    answer at once: the organization's write lock is held meanwhile. Since 0.1.
    """


@_spec
def homeroom_committed(request: Committed) -> None:
    """Be told of what was committed.

    Called: after every commit, in the thread that made it, with the lock already given back.
    Answers: none. An exception: logged and counted; the commit stands. Since 0.1.
    """


HOOKS: Mapping[str, str] = {
    "homeroom_rubrics": PROVIDE,
    "homeroom_computed_criteria": PROVIDE,
    "homeroom_eligibility_rules": PROVIDE,
    "homeroom_scoring_methods": PROVIDE,
    "homeroom_tie_breaks": PROVIDE,
    "homeroom_award_policies": PROVIDE,
    "homeroom_storage_backends": PROVIDE,
    "homeroom_calendars": PROVIDE,
    "homeroom_lifecycles": PROVIDE,
    "homeroom_importers": PROVIDE,
    "homeroom_exporters": PROVIDE,
    "homeroom_commands": PROVIDE,
    "homeroom_check_transition": VETO,
    "homeroom_committed": NOTIFY,
}
"""Every hook and its kind."""


@attrs.frozen(kw_only=True)
class Renamed:
    """A hook, or the argument of one, that is still taken by an older name.

    Attributes:
        hook: The hook, as it is called now.
        was: The older name, of the hook or of its argument.
        name: What that is called now.
        argument: Whether it is the argument that was renamed.
        since: Version of homeroom with the new name.
        until: Version in which the old one goes.
        adapt: From what the old hook answers to what the hook answers now; as it is by default.
    """

    hook: str
    was: str
    name: str
    argument: bool = False
    since: str
    until: str
    adapt: Callable[[Any], Any] | None = None


RENAMED: tuple[Renamed, ...] = ()
"""What is still taken by an older name: nothing so far."""


def adapted(
    function: Callable[..., Any], adapt: Callable[[Any], Any] | None = None
) -> Callable[..., Any]:
    """A function of an older form, as the hook is called now; `original` is what was written."""

    def call(*request: object) -> Any:
        answer = function(*request)
        return answer if adapt is None else adapt(answer)

    call.original = function  # type: ignore[attr-defined]  # functions take attributes
    return call
