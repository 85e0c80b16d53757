import re
from typing import Any, ClassVar

import attrs
import pytest

from homeroom_core.act import Act
from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.change import change
from homeroom_core.diagram import mermaid, outline, step_outline, transition_table
from homeroom_core.grants import staff
from homeroom_core.lifecycle import STAY, Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.text import LANGUAGES, Language, Text
from homeroom_core.training.contest import contest
from homeroom_core.training.growth_plan import growth_plan, suspend

OPEN = State("open", "开", "開", "Open: #1")
END = State("end", "完", "完", 'The "end"; or not')


@attrs.frozen(kw_only=True)
class Case(Record):
    kind: ClassVar[str] = "case"
    label: ClassVar[Text] = Text("事项", "事項", "Case")

    note: str = ""


case = Lifecycle(Case, states=(OPEN, END), initial=OPEN, final=(END,))


@case.creation(by=staff, label=Text("新建", "新建", "Begin"))
def begin(act: Act) -> Case:
    """Begin."""
    return Case(id=act.new_id, org=act.org, state=OPEN)


@case.transition(source=OPEN, target=STAY, by=staff, label=Text("注", "註", "Note"))
def note(case: Case, _act: Act, *, note: str, by: str | None = None) -> Case:
    """Write a | b
    in two lines."""
    return change(case, note=note)


@case.transition(
    source=OPEN,
    target=(OPEN, END),
    by=staff,
    label=Text("定", "定", "Decide"),
    reason_required=True,
)
def decide(case: Case, _act: Act) -> Case:
    """Decide."""
    return change(case, state=END)


@case.transition(source=OPEN, target=END, by=staff, label=Text("止", "止", "Break off"))
def break_off(case: Case, _act: Act) -> Case:
    """Break it off."""
    return case


case.seal()


def test_mermaid_draws_every_state_and_step_and_escapes_what_has_a_meaning_there() -> None:
    assert mermaid(case) == (
        "stateDiagram-v2\n"
        '    state "Open#58; #35;1" as open\n'
        "    open : Note\n"
        "    open : Decide\n"
        '    state "The #34;end#34;#59; or not" as end_\n'
        "    [*] --> open : Begin\n"
        "    open --> end_ : Decide<br>Break off\n"
        "    end_ --> [*]\n"
    )


def test_mermaid_speaks_the_language_asked_for_in_the_same_shape() -> None:
    english, chinese = mermaid(growth_plan), mermaid(growth_plan, "zh-Hant")
    assert "draft --> submitted : 提交" in chinese
    shape = re.compile(r"^    (\S+ --> \S+)", re.MULTILINE)
    assert shape.findall(english) == shape.findall(chinese)


def test_the_table_has_one_row_a_step_and_keeps_to_it() -> None:
    assert transition_table(case) == (
        "| Step | From | To | Who | Reason owed | Arguments | What it does |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| Begin `begin` | – | Open: #1 | any member of staff | no | – | Begin. |\n"
        "| Note `note` | Open: #1 | (state stays) | any member of staff | no "
        "| `note`: str; `by`: str \\| None (optional) | Write a \\| b in two lines. |\n"
        '| Decide `decide` | Open: #1 | Open: #1, The "end"; or not | any member of staff | yes '
        "| – | Decide. |\n"
        '| Break off `break_off` | Open: #1 | The "end"; or not | any member of staff | no '
        "| – | Break it off. |\n"
    )


def test_the_table_speaks_the_language_asked_for_and_no_other() -> None:
    assert transition_table(case, "zh-Hans").splitlines()[0] == (
        "| 步骤 | 从 | 到 | 由谁 | 须写理由 | 参数 |"
    )


def test_the_outline_says_the_same_as_data() -> None:
    found = outline(case)
    assert found["states"] == [
        {"code": "open", "label": "Open: #1", "initial": True, "final": False},
        {"code": "end", "label": 'The "end"; or not', "initial": False, "final": True},
    ]
    assert [(s["name"], s["from"], s["to"], s["may_stay"]) for s in found["transitions"]] == [
        ("note", ["open"], [], True),
        ("decide", ["open"], ["open", "end"], False),
        ("break_off", ["open"], ["end"], False),
    ]
    assert [s["name"] for s in found["creations"]] == ["begin"]


def test_a_step_is_outlined_with_who_and_what() -> None:
    assert step_outline(suspend, "zh-Hans") == {
        "name": "suspend",
        "label": "暂停",
        "who": "德育处（本人除外）",
        "reason_required": True,
        "arguments": [],
        "summary": "Let the plan rest during a long leave or another post.",
    }


def test_steps_that_accept_what_is_computed_now_are_not_drawn() -> None:
    assert "accept_tally" in transition_table(contest)
    assert "recomputed" not in mermaid(contest)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lifecycle", homeroom_lifecycles(), ids=lambda found: found.kind)
def test_every_lifecycle_can_be_drawn(lifecycle: Lifecycle[Any], language: Language) -> None:
    drawn, table = mermaid(lifecycle, language), transition_table(lifecycle, language)
    assert drawn.count('" as ') == len(lifecycle.states)
    arrows = re.findall(r"^    (\S+ --> \S+) :", drawn, re.MULTILINE)
    assert len(arrows) == len(set(arrows))
    assert len(table.splitlines()) == 2 + len(lifecycle.creations) + len(lifecycle.transitions)
    assert {line.count(" | ") for line in table.replace("\\|", "").splitlines()} == {
        6 if language == "en" else 5
    }
