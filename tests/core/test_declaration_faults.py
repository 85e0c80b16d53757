from collections.abc import Callable
from typing import Any, ClassVar

import attrs
import pytest
from tally import CLOSED, OPEN, Tally, a_tally, an_act

from homeroom_core.act import Act
from homeroom_core.decision import decide, originate
from homeroom_core.errors import DefinitionError, Reason
from homeroom_core.grants import named, role, staff
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE
from homeroom_core.record import Record
from homeroom_core.text import Text

LABEL = Text("甲", "乙", "A")
NO = Reason("tally.no", LABEL, LABEL)


@attrs.frozen(kw_only=True)
class Nameless(Record):
    kind: ClassVar[str] = "two words"


def lifecycle(**options: Any) -> Lifecycle[Any]:
    usual = {"record": Tally, "states": (OPEN, CLOSED), "initial": OPEN, "final": (CLOSED,)}
    given = {**usual, **options}
    return Lifecycle(given.pop("record"), **given)


def closing(body: Callable[..., Any] | None = None, **options: Any) -> Any:
    def close(record: Tally, _act: Act) -> Tally:
        return record

    usual = {"source": OPEN, "target": CLOSED, "by": staff, "label": LABEL}
    return lifecycle().transition(**{**usual, **options})(body or close)


def beginning(body: Callable[..., Any]) -> Any:
    return lifecycle().creation(by=staff, label=LABEL)(body)


def problem_of(make: Callable[[], object]) -> Text:
    with pytest.raises(DefinitionError) as caught:
        make()
    return caught.value.text


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: lifecycle(record=int), "<class 'int'> is no record class"),
        (lambda: lifecycle(record=Nameless), "Nameless needs a kind"),
        (lambda: lifecycle(record=Nameless), "Nameless needs a label"),
        (lambda: lifecycle(states=("open", "closed")), "'open' is no state: write State("),
        (lambda: lifecycle(states="open"), "'open' is no state: write State("),
        (lambda: lifecycle(initial="shut"), "'shut' is not among its states: open, closed"),
        (lambda: closing(by="office"), "by is 'office', write a grant such as owner"),
        (lambda: closing(label="关闭"), "label is '关闭', write Text("),
        (lambda: closing(guards=(3,)), "3 in guards is no function"),
        (lambda: closing(lambda _record: None), "has to take the record and the act first"),
        (lambda: closing(lambda *_given: None), "has to take the record and the act first"),
        (lambda: closing(lambda _r, _act, *more: more), "more cannot be handed in by name"),
        (lambda: beginning(lambda: None), "has to take the act first"),
        (lambda: role(3), "role(…): 3 is no role, write such as role(OFFICE"),  # type: ignore[arg-type]  # as careless authors do
        (lambda: role(["teacher"]), "['teacher'] is no role"),  # type: ignore[arg-type]  # the same
        (lambda: named(3, LABEL), "3 is no name of a field"),  # type: ignore[arg-type]  # the same
        (lambda: named("leader", "组长"), "the label is '组长', write Text("),  # type: ignore[arg-type]  # the same
        (lambda: Reason("a.b", "不行", LABEL), "text is '不行', write Text("),  # type: ignore[arg-type]  # the same
    ],
)
def test_a_slip_is_told_where_it_is_made_with_what_to_write(
    make: Callable[[], object], problem: str
) -> None:
    assert problem in problem_of(make).en


def test_everything_wrong_with_a_step_is_told_at_once_in_each_language() -> None:
    said = problem_of(lambda: closing(lambda _record: None, by=OFFICE, label=None))
    assert "；label 处写的是 None，应写 Text(" in said.zh_hans
    assert "；其函式的首要參數應為：記錄和 act" in said.zh_hant
    assert said.en.count("; ") == 2


def test_one_may_stand_for_several_and_a_code_for_its_state() -> None:
    def guard(_record: Tally, _act: Act) -> None:
        return None

    found = lifecycle(states=[OPEN, CLOSED], initial="open", final="closed")
    assert (found.initial.label, found.final) == (OPEN.label, (CLOSED,))
    step = closing(source=["open"], target=[CLOSED, STAY], guards=guard)
    assert (step.sources[0].label, step.targets, step.guards) == (
        OPEN.label,
        (CLOSED, STAY),
        (guard,),
    )


@pytest.mark.parametrize("answer", [True, False, 3, "不行", NO, (NO(), "不行"), [None]])
def test_a_guard_that_answers_something_else_is_named(answer: Any) -> None:
    def asks_for_more(_record: Tally, _act: Act) -> Any:
        return answer

    step = closing(guards=(asks_for_more,))
    said = problem_of(lambda: decide(a_tally(), step, an_act())).en
    assert said.startswith("tally.close: ")
    assert "asks_for_more answered" in said
    assert "call a Reason to make one" in said


def test_a_check_and_a_precondition_that_answer_something_else_are_named_too() -> None:
    step = closing()
    step.check(lambda _record, _act: True)
    assert "answered True" in problem_of(lambda: decide(a_tally(), step, an_act())).en
    begin = beginning(lambda act: a_tally(id=act.new_id))
    begin.precondition(lambda _act: "no")
    assert "answered 'no'" in problem_of(lambda: originate(begin, an_act())).en


@pytest.mark.parametrize(
    ("answer", "count"), [(None, 0), ((), 0), (NO(), 1), ([NO(), NO()], 2), (iter([NO()]), 1)]
)
def test_refusals_are_taken_one_by_one_or_several(answer: Any, count: int) -> None:
    found = decide(a_tally(), closing(guards=(lambda _record, _act: answer,)), an_act())
    assert len(getattr(found, "refusals", ())) == count
