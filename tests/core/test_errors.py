import inspect
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from homeroom_core import errors
from homeroom_core.errors import (
    Fault,
    HomeroomError,
    InputError,
    PluginError,
    Reason,
    Refusal,
    RefusedError,
)
from homeroom_core.origin import MissingPlugin, Origin
from homeroom_core.text import LANGUAGES, Text

ABC = Text("甲", "乙", "A")
REASON = Reason(
    "test.reason",
    Text("{measured}甲", "{measured}乙", "{measured} A"),
    Text("{required}丙", "{required}丁", "{required} B"),
    waiver="principal",
)
REFUSAL = REASON(measured=1, required=2, when=date(2025, 9, 1))

CLASSES = [
    cls
    for _, cls in inspect.getmembers(errors, inspect.isclass)
    if issubclass(cls, HomeroomError) and cls is not HomeroomError
]
SAMPLES: dict[Any, Any] = {
    str: "sqlit",
    int: 3,
    Decimal: Decimal("0.5"),
    date: date(2025, 9, 1),
    Text: ABC,
    Text | None: ABC,
    tuple[str, ...]: ("memory", "sqlite"),
    float: 0.5,
    tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]: ((("a", "b"), ("c",)), (("d",), ("e",))),
    tuple[Refusal, ...]: (REFUSAL, REFUSAL),
    tuple[Fault, ...]: (Fault("row 3", "x", ABC), Fault("row 4", "y", ABC)),
    dict[str, Any]: {"title": "a"},
    int | None: 3,
    tuple[PluginError, ...]: (PluginError("other", ABC),),
    type: object,
    MissingPlugin: MissingPlugin(org="s1", kind="tally", origin=Origin("ours", "1", "d" * 64)),
}
"""Something to put into a field of each type."""

every_error = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


def made(cls: type[Any]) -> Any:
    """An error of a class, with something in each of its fields."""
    return cls(*(SAMPLES[field.type] for field in attrs.fields(attrs.resolve_types(cls))))


@every_error
def test_error_comes_through_a_pickle_with_its_data(cls: type[HomeroomError]) -> None:
    error = made(cls)
    back = pickle.loads(pickle.dumps(error))  # noqa: S301  # pickled just here
    assert (type(back), attrs.astuple(back), back.text) == (
        type(error),
        attrs.astuple(error),
        error.text,
    )


@every_error
def test_error_reads_in_three_languages_with_its_data_in_place(cls: type[HomeroomError]) -> None:
    error = made(cls)
    words = [error.text.read(language) for language in LANGUAGES]
    assert not any("{" in part for part in words)
    assert len({*words, ""}) == 4
    assert str(error) == words[2]


def test_errors_are_the_built_in_kinds_that_people_catch() -> None:
    kinds: dict[str, type[Exception]] = {
        "InputError": ValueError,
        "PanelTooSmallError": ValueError,
        "DefinitionError": TypeError,
        "UnknownError": LookupError,
        "RecordNotFoundError": LookupError,
        "ErasedError": LookupError,
        "CalendarError": LookupError,
    }
    found = {
        cls.__name__: kind
        for cls in CLASSES
        for kind in set(kinds.values())
        if issubclass(cls, kind) and cls.__name__ in kinds
    }
    assert found == kinds


def test_refusal_holds_what_was_found_and_both_texts() -> None:
    assert (
        Refusal(
            code="test.reason",
            text=Text("1甲", "1乙", "1 A"),
            remedy=Text("2丙", "2丁", "2 B"),
            measured=1,
            required=2,
            when=date(2025, 9, 1),
            waiver="principal",
        )
        == REFUSAL
    )
    assert str(REFUSAL) == "1 A; 2 B"


def test_reason_whose_text_wants_more_than_it_gets_is_an_error() -> None:
    wanting = Reason("test.wanting", Text.same("{who}"), Text.same("x"))
    with pytest.raises(KeyError, match="who"):
        wanting(measured=1)


def test_refused_error_gives_every_reason() -> None:
    both = (REFUSAL, REASON(measured=3, required=4))
    error = RefusedError("plan-1", "submit", Text("提交", "提交", "Submit"), both)
    assert str(error) == "plan-1 cannot 'Submit': 1 A (2 B); 3 A (4 B)"
    assert error.text.zh_hans == "plan-1 不能“提交”：1甲（2丙）；3甲（4丙）"


def test_input_error_lists_every_fault_on_a_line_of_its_own() -> None:
    error = InputError("roster.csv", (Fault("row 3", "x", ABC), Fault("row 4", "", ABC)))
    assert str(error).splitlines() == [
        "roster.csv has 2 fault(s): ",
        "  row 3: found 'x', accepted: A",
        "  row 4: found '', accepted: A",
    ]
    assert str(error.faults[0]) == "row 3: found 'x', accepted: A"


def test_unknown_error_says_so_when_nothing_is_known() -> None:
    error = errors.UnknownError(ABC, "x")
    assert str(error) == "there is no A 'x'; there is: none"


def test_what_was_found_is_quoted_once_and_the_hint_comes_last() -> None:
    faults = (Fault("due", "'soon'", ABC), Fault("id", "x", ABC))
    assert InputError("write", faults, ABC).text.en == (
        "write has 2 fault(s): \n  due: found 'soon', accepted: A\n  id: found 'x', accepted: A\n  A"
    )


def test_a_conflict_shows_both_sides_of_each_field_by_its_label() -> None:
    error = errors.ConflictError("plan-1", 1, 2, {"due": "a" * 200, "ours": 1}, {"due": None})
    assert error.text.zh_hans.splitlines()[1:] == [
        f'  期限：您要改为 "{"a" * 118}…，现在是 null',
        "  ours：您要改为 1，现在是 null",
    ]


def test_a_fault_says_what_people_call_its_place_where_that_says_more() -> None:
    called = Text("期限", "期限", "Due")
    fault = Fault("due", "x", ABC, called=called)
    error = InputError("plan", (fault, Fault("goals[0].due", "y", ABC, called=called)))
    assert error.text.zh_hans.splitlines()[1:] == [
        "  due（期限）：读到 'x'，应为：甲",
        "  goals[0].due（期限）：读到 'y'，应为：甲",
    ]
    assert error.text.en.splitlines()[1:] == [
        "  due: found 'x', accepted: A",
        "  goals[0].due (Due): found 'y', accepted: A",
    ]
