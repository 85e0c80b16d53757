"""Laws: named promises of whatever plugins provide, each with cases it is tried on.

A law is a function over a `Subject` and the values of one case. It returns when the promise holds,
raises `BrokenLaw` (or fails an assertion) when it does not, and `NotTried` where the subject may
well decline the case. Whatever else it raises was raised by the plugin, and breaks the law too.

    CONTRACT = Contract(CALENDARS, source=lambda calendar: type(calendar).is_working_day)

    @CONTRACT.law(
        "calendar.same_answer",
        Text("…", "…", "The same day is answered alike whenever it is asked."),
        cases=lambda subject: [(date(2024, 2, 29),)],
        drawn=lambda subject: st.tuples(st.dates()),
    )
    def same_answer(subject, day):
        first, again = (subject.thing.is_working_day(day) for _ in range(2))
        holds(first == again, found=again, wanted=first)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, NoReturn, Protocol, runtime_checkable

import attrs
from hypothesis import strategies as st

from homeroom_core.discovery import Plugin
from homeroom_core.errors import InputError
from homeroom_core.hookspecs import NOTIFY, VETO
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family
from homeroom_core.strict import is_code, lacks_language
from homeroom_core.text import Text, listing
from homeroom_core.trace import show

Case = tuple[Any, ...]
"""The values that a law is tried on once; those that have `lines()` tell themselves by them."""

HOOK_KINDS = (VETO, NOTIFY)
"""The kinds of hooks whose functions are checked themselves; they stand where families do."""

LIMIT_SECONDS = 20.0
"""A law that has not come to an end by then hangs."""

EXAMPLES = 10
"""So many random cases a law is tried on, besides those made by hand."""


@attrs.frozen(kw_only=True)
class Subject:
    """One thing that is checked, and where it comes from.

    Attributes:
        name: What it is provided under.
        thing: The thing itself: a scoring method, a calendar, what opens a store.
        plugin: The plugin that provides it.
        plugins: All plugins that it was loaded among, as an office would have them.
        known: What laws have found out about the thing, to be found out once only.
    """

    name: str
    thing: Any
    plugin: Plugin
    plugins: Plugins = attrs.field(repr=False)
    known: dict[str, Any] = attrs.field(factory=dict, eq=False, repr=False)


class BrokenLaw(Exception):  # noqa: N818  # it is no fault of the program
    """A law does not hold: what was found, and what would be right.

    Attributes:
        found: What the plugin answered or did.
        wanted: What would be right.
        example: What it was tried on, where that says more than the case alone.
    """

    def __init__(
        self, *, found: object, wanted: object, example: Iterable[object] | None = None
    ) -> None:
        self.found, self.wanted = told(found), told(wanted)
        self.example = None if example is None else tuple(map(told, example))
        super().__init__(f"found {self.found}; expected {self.wanted}")


class NotTried(Exception):  # noqa: N818  # it is no fault of the program
    """A case that the subject may decline, such as a panel that is too small for a method.

    Attributes:
        why: Why it declines; of the faults of an `InputError`, what would be accepted.
    """

    def __init__(self, why: object) -> None:
        self.why = (
            _TAKES.format(accepted=_accepted(why)) if isinstance(why, InputError) else told(why)
        )
        super().__init__(str(self.why))


@runtime_checkable
class Told(Protocol):
    """A value of a case that tells itself in lines that a teacher can read."""

    def lines(self) -> Iterable[Text]:
        """The value, line by line."""
        ...


@attrs.frozen(kw_only=True)
class Law:
    """One promise.

    Attributes:
        code: Stable name, `family.promise`.
        says: The promise, in one sentence.
        holds: Called with the subject and the values of one case.
        cases: The cases made by hand that provoke the usual mistakes, small ones first.
        drawn: Random cases; `None` where those made by hand are all there are.
        examples: So many random cases at most, whatever is asked for.
        limit_seconds: A law that has not come to an end by then hangs.

    Raises:
        ValueError: The code is no code, or the sentence lacks a language.
    """

    code: str
    says: Text
    holds: Callable[..., None]
    cases: Callable[[Subject], Iterable[Case]]
    drawn: Callable[[Subject], st.SearchStrategy[Case]] | None = None
    examples: int = EXAMPLES
    limit_seconds: float = LIMIT_SECONDS

    def __attrs_post_init__(self) -> None:
        if not all(map(is_code, self.code.split("."))) or lacks_language(self.says):
            msg = f"{self.code}: a law has a code and a sentence in three languages"
            raise ValueError(msg)


def _no_case(_subject: Subject) -> Iterable[Case]:
    return [()]


class Contract:
    """The laws of one family, put together by the decorator `law`.

    Args:
        family: What is checked by them: a family, or the kind of a hook.
        source: From a thing to the function or class that a finding should point to; `None` where
            the thing is plain data, which is then looked for by its name.
    """

    def __init__(
        self, family: Family[Any], *, source: Callable[[Any], object] = lambda _thing: None
    ) -> None:
        self.family = family
        self.source = source
        self._laws: dict[str, Law] = {}

    @property
    def laws(self) -> Sequence[Law]:
        """All of them, in order."""
        return tuple(self._laws.values())

    def thing(self, plugins: Plugins, plugin: Plugin, name: str) -> Any:
        """The thing that a plugin contributes under a name: what is provided, or a hook function."""
        if self.family.name in HOOK_KINDS:
            return getattr(plugin.module, name)
        return plugins(self.family, name)

    def law(
        self,
        code: str,
        says: Text,
        *,
        cases: Callable[[Any], Iterable[Case]] = _no_case,
        drawn: Callable[[Any], st.SearchStrategy[Case]] | None = None,
        examples: int = EXAMPLES,
        limit_seconds: float = LIMIT_SECONDS,
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Make a function a law of this contract; arguments as the attributes of `Law`.

        Raises:
            ValueError: The code stands here already, or does not fit.
        """

        def add(function: Callable[..., None]) -> Callable[..., None]:
            if code in self._laws:
                msg = f"{code} stands there already"
                raise ValueError(msg)
            self._laws[code] = Law(
                code=code,
                says=says,
                holds=function,
                cases=cases,
                drawn=drawn,
                examples=examples,
                limit_seconds=limit_seconds,
            )
            return function

        return add


def holds(kept: object, *, found: object, wanted: object) -> None:
    """Go on if what is given is true.

    Raises:
        BrokenLaw: It is not.
    """
    if not kept:
        broken(found=found, wanted=wanted)


def broken(*, found: object, wanted: object, example: Iterable[object] | None = None) -> NoReturn:
    """Say that the law is broken; see `BrokenLaw`.

    Raises:
        BrokenLaw: Always.
    """
    raise BrokenLaw(found=found, wanted=wanted, example=example)


def told(value: object) -> Text:
    """A value in words: texts as they are, fractions as people write them.

    >>> told({"e1": Fraction(17, 2)}).en
    'e1: 8.5'
    """
    if isinstance(value, Text):
        return value
    return Text.same(_plain(value))


def lines_of(case: Case) -> tuple[Text, ...]:
    """A case, line by line."""
    found: list[Text] = []
    for value in case:
        found.extend(value.lines() if isinstance(value, Told) else [told(value)])
    return tuple(found)


def _plain(value: object) -> str:
    if isinstance(value, Fraction):
        return show(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_plain(k)}: {_plain(v)}" for k, v in value.items()) or "{}"
    if isinstance(value, str):
        return value
    return repr(value)


def _accepted(error: InputError) -> Text:
    return listing(dict.fromkeys(fault.accepted for fault in error.faults))


_TAKES = Text("它只接受：{accepted}", "它只接受：{accepted}", "it only takes: {accepted}")
