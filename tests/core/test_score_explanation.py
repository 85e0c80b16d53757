"""The trace of a score in the words of its sheet."""

from decimal import Decimal
from fractions import Fraction

from homeroom_core.criterion import Criterion
from homeroom_core.exact import Rounding
from homeroom_core.explanation import recomputed
from homeroom_core.rubric import Rubric
from homeroom_core.scale import Band, BandedScale, FreeScale
from homeroom_core.score_explanation import explained_step
from homeroom_core.text import Text
from homeroom_core.trace import Step, made, mark

HIGH = Band(id="high", label=Text("高", "高", "High"), points=Decimal(10))
LOW = Band(id="low", label=Text("低", "低", "Low"), points=Decimal(2))
CLAUSE = Text("全员参与", "全員參與", "Everybody takes part")
RUBRIC = Rubric(
    id="r",
    version="1",
    title=Text.same("r"),
    total=Decimal(20),
    source="",
    criteria=(
        Criterion(
            id="form",
            label=Text("形式", "形式", "Form"),
            maximum=Decimal(10),
            scale=FreeScale(maximum=Decimal(10)),
        ),
        Criterion(
            id="effect",
            label=Text("实效", "實效", "Effect"),
            maximum=Decimal(10),
            scale=BandedScale(bands=(HIGH, LOW)),
            descriptors={"high": CLAUSE},
        ),
    ),
)
MARKS = (
    mark("judge-1", "form", "8.50", Decimal("8.50")),
    mark("judge-1", "effect", "high", Decimal(10)),
)


def sheet(judge: str) -> str | None:
    return {"judge-1": "sheet-1"}.get(judge)


def test_a_mark_says_what_was_written_and_the_clause_it_is_about() -> None:
    form, effect = (explained_step(step, RUBRIC.by_id, sheet) for step in MARKS)
    assert str(form.heading()) == "Form (judge-1): 8.50 of 10 [sheet-1]"
    assert str(effect.heading()) == "Effect (judge-1): High, 10 of 10 [sheet-1]"
    assert (form.clause, effect.clause) == (None, CLAUSE)
    assert (form.shows, form.number) == (("marks",), Fraction(17, 2))


def test_what_was_rounded_and_set_aside_stays_to_be_seen() -> None:
    card = made("card", "sum", MARKS, judge="judge-1")
    low = Step(stage="card", operation="stated", value=Fraction(3), judge="judge-9")
    panel = made("panel", "mean", [card], dropped=[low], note=Text.same("one low card"))
    total = made("total", "round", [panel], rounding=Rounding(1))
    told = explained_step(total, RUBRIC.by_id, sheet)
    assert [str(node.heading()) for node in told.walk()][:3] == [
        "Total: 18.5 to 1 place(s), half up = 18.5",
        "Panel: (18.5) ÷ 1 = 18.5",
        "Score sheet (judge-1): 8.5 + 10 = 18.5 [sheet-1]",
    ]
    assert [str(note) for note in told.parts[0].notes] == ["one low card"]
    (aside,) = told.parts[0].set_aside
    assert (aside.who, aside.source, aside.made) == ("judge-9", None, None)
    assert recomputed(told) == total.value


def test_stages_and_criteria_of_a_plugin_keep_their_own_names() -> None:
    step = Step(stage="difficulty", operation="stated", value=Fraction(2))
    assert str(explained_step(step, RUBRIC.by_id, sheet).title) == "difficulty"
    other = mark("judge-1", "degree", "3", Decimal(3))
    assert (
        str(explained_step(other, RUBRIC.by_id, sheet).heading()) == "degree (judge-1): 3 [sheet-1]"
    )
