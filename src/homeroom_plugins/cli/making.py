"""What was typed for a step, made ready and made: for one record, or for every row of a file."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeVar

import attrs

from homeroom_core.arguments import Argument, arguments_from_json, arguments_of
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.codec import JSON
from homeroom_core.desk import Desk
from homeroom_core.errors import Fault, HomeroomError, InputError, UnknownError
from homeroom_core.families import AWARD_POLICIES, RUBRICS, RULE_SETS
from homeroom_core.labels import field_types
from homeroom_core.lifecycle import Creation, Lifecycle, Operation
from homeroom_core.office import Office
from homeroom_core.people import CODE
from homeroom_core.plugins import Plugins
from homeroom_core.record import Reader, Record
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Text, listing
from homeroom_core.training.person import Person
from homeroom_core.training.scheme_records import Scheme
from homeroom_plugins.cli.asked import in_words
from homeroom_plugins.cli.invocation import Invocation
from homeroom_plugins.cli.values import STAFF_NO, Shelf, step_data
from homeroom_plugins.rubrics import bundled_policies

T = TypeVar("T")


def creation_named(lifecycle: Lifecycle[Any], name: str | None) -> Creation[Any, ...]:
    """A way to create a record.

    Raises:
        InputError: None is named; lists what there is.
        UnknownError: There is none with that name.
    """
    if name is None:
        ways = listing(_NAMED.format(name=n, label=c.label) for n, c in lifecycle.creations.items())
        raise InputError("homeroom new", (Fault("CREATION", "-", ways),))
    if name not in lifecycle.creations:
        raise UnknownError(_CREATION, name, tuple(lifecycle.creations))
    return lifecycle.creations[name]


def shelf_of(here: Invocation, office: Office) -> Shelf:
    """What may be named instead of being written out."""
    return Shelf(
        rubrics=partial(office.plugins_of(here.org), RUBRICS),
        scoring=_scoring_of,
        awards=partial(_awards_of, office.plugins_of(here.org)),
        rules=partial(office.plugins_of(here.org), RULE_SETS),
        staff=partial(_with_number, here, office),
        folder=here.outside.folder,
    )


def typed(
    here: Invocation,
    office: Office,
    step: Operation[Any, ...],
    pairs: tuple[str, ...],
    whole: str | None,
) -> dict[str, JSON]:
    """What was typed for a step, as JSON values by name.

    Raises:
        InputError: Something is no pair, no JSON or no such file, or a name is given twice.
        UnknownError: There is nothing with a name that was given for something.
    """
    if whole == "-":
        whole = sys.stdin.read()
    shelf = shelf_of(here, office)
    data = step_data(step, pairs, whole, shelf=shelf)
    is_scheme = step.lifecycle.kind == Scheme.kind
    return {n: _terms_written_out(office, shelf, v) if is_scheme else v for n, v in data.items()}


def _terms_written_out(office: Office, shelf: Shelf, contents: JSON) -> JSON:
    """The contents of a scheme with rubrics, awards and rules that its terms name written out."""
    terms = contents.get("terms") if isinstance(contents, Mapping) else None
    if not isinstance(terms, Mapping):
        return contents
    whole: dict[str, JSON] = {}
    for place, one in terms.items():
        kind = place.partition("/")[0]
        known = kind in office.lifecycles and isinstance(one, Mapping)
        types = field_types(office.lifecycles[kind].record.terms_class or object) if known else {}
        whole[place] = (
            {name: _named(shelf, name, types.get(name), value) for name, value in one.items()}
            if known
            else one
        )
    return {**contents, "terms": whole}


def _named(shelf: Shelf, name: str, type: Any, value: JSON) -> JSON:
    return shelf.named(Argument(name=name, type=type, required=True), value)


def read_arguments(step: Operation[Any, ...], data: Mapping[str, JSON]) -> dict[str, Any]:
    """The arguments of a step.

    Raises:
        InputError: They do not fit; says what is missing in words, and where it is shown how they
            are written.
    """
    try:
        return arguments_from_json(step, data)
    except InputError as error:
        missing = {
            one.name: _MISSING.format(what=in_words(one))
            for one in arguments_of(step)
            if one.required and one.name not in data
        }
        faults = tuple(
            attrs.evolve(fault, accepted=missing.get(fault.where, fault.accepted))
            for fault in error.faults
        )
        how = _HOW.format(kind=step.lifecycle.kind, step=step.name)
        raise attrs.evolve(error, faults=faults, hint=how) from error


def fitting(step: Operation[Any, ...], make: Callable[[], T]) -> T:
    """Make a step; what a record's own validators refuse is bad input.

    Raises:
        InputError: A validator refused.
    """
    try:
        return make()
    except ValueError as error:
        if isinstance(error, HomeroomError):
            raise
        said = Text.same(str(error.args[0] if error.args else error))  # attrs adds more after it
        raise InputError(step.name, (Fault(step.name, "-", said),)) from error


def check_owners(
    here: Invocation,
    desk: Desk,
    step: Operation[Any, ...],
    made: Record,
    arguments: Mapping[str, Any],
) -> None:
    """Whose record it is has been typed by hand: on a roster, that has to be somebody who is there.

    Raises:
        InputError: A name or a staff number was typed instead of an id, or nobody has that id.
    """
    people = {person.id: person for person in desk.find(Person)}
    if not people:
        return
    strange = made.owners() - people.keys() - here.settings.actors.keys()
    faults = [
        Fault(name, one, _whose(name, one, people.values()))
        for name, value in arguments.items()
        for one in (
            (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        )
        if isinstance(one, str) and one in strange and not _from_outside(one, people.values())
    ]
    if faults:
        raise InputError(step.name, tuple(faults))


def staff_numbers(reader: Reader) -> dict[str, str]:
    """The id of everybody on the roster, by staff number."""
    return {person.staff_no: person.id for person in reader.find(Person)}


def _with_number(here: Invocation, office: Office, number: str) -> str:
    with office.reading(here.org) as reading:
        for person in reading.find(Person, staff_no=number):
            return person.id
    raise InputError(f"--arg …{STAFF_NO}", (Fault(STAFF_NO, number, NO_SUCH_NUMBER),))


def _from_outside(written: str, people: Iterable[Person]) -> bool:
    """Whether an id can be somebody's who is on no roster, such as an expert from outside."""
    is_id = re.fullmatch(CODE, written) is not None and not written.startswith(f"{Person.kind}-")
    return is_id and not any(written in (p.staff_no, p.details.name) for p in people)


def _whose(name: str, written: str, people: Iterable[Person]) -> Text:
    meant = [p for p in people if written in (p.staff_no, p.details.name)]
    if not meant:
        return _AN_ID
    numbers = listing(f"{name}.{STAFF_NO}={p.staff_no}" for p in meant)
    return _WRITE_ID.format(ids=listing(p.id for p in meant), numbers=numbers)


def _awards_of(plugins: Plugins, name: str) -> AwardPolicy:
    return plugins(AWARD_POLICIES, name).policy


def _scoring_of(rubric: str) -> ScoringPolicy:
    known = bundled_policies()
    if rubric not in known:
        raise UnknownError(_SCORED, rubric, tuple(known))
    return known[rubric]


NO_SUCH_NUMBER = Text(
    "花名册上的工号（见 homeroom list person）",
    "名冊上的教職員編號（請見 homeroom list person）",
    "a staff number on the roster (see `homeroom list person`)",
)
_AN_ID = Text(
    "在册人员的编号，如 person-1（见 homeroom list person）",
    "在冊人員的代號，如 person-1（請見 homeroom list person）",
    "the id of somebody on the roster, such as person-1 (see `homeroom list person`)",
)
_WRITE_ID = Text(
    "编号，即 {ids}；或按工号写作 {numbers}",
    "代號，即 {ids}；或按教職員編號寫作 {numbers}",
    "the id, that is {ids}; or the staff number: {numbers}",
)
_MISSING = Text("必须写明：{what}", "必須寫明：{what}", "this has to be given: {what}")
_NAMED = Text("{name}（{label}）", "{name}（{label}）", "{name} ({label})")
_HOW = Text(
    "各项写法见 homeroom lifecycle {kind} {step}",
    "各項寫法請見 homeroom lifecycle {kind} {step}",
    "`homeroom lifecycle {kind} {step}` shows how each is written",
)
_SCORED = Text(
    "带有计分办法的评分细则", "帶有計分辦法的評分細則", "rubric that comes with a way of scoring"
)
_CREATION = Text("新建方式", "新建方式", "creation")
