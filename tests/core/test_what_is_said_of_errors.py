"""How the error of a plugin is said: homeroom's own in its own words, all others as they are."""

from pathlib import Path

import pytest

from homeroom_core.discovery import from_file, said
from homeroom_core.errors import DefinitionError, PluginError
from homeroom_core.parameters import Parameter
from homeroom_core.plugins import Plugins
from homeroom_core.text import Text

RUBRIC = """
from decimal import Decimal
from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.text import Text

MOST = Decimal(10)
LABEL = Text("故事", "故事", "Story")
LEAF = Criterion(id="told", label=LABEL, maximum=MOST, scale=FreeScale(maximum=MOST))


def homeroom_rubrics():
    {answer}
"""
WHOLE = 'Rubric(id="story", version="1", title=LABEL, total={total}, source="", criteria=(LEAF,))'


def problem_of(tmp_path: Path, answer: str) -> tuple[Text, int | None]:
    path = tmp_path / "ours.py"
    path.write_text(RUBRIC.replace("{answer}", answer), encoding="utf-8")
    with pytest.raises(PluginError) as caught:
        Plugins(from_file(path))
    return caught.value.problem, caught.value.line


def test_what_is_put_together_wrongly_is_said_in_three_languages(tmp_path: Path) -> None:
    problem, line = problem_of(tmp_path, f"return [{WHOLE.format(total='Decimal(9)')}]")
    assert problem.en == (
        "homeroom_rubrics fails: rubric story: the criteria add up to 10, the total says 9"
    )
    assert problem.zh_hans == "homeroom_rubrics 出错：rubric story：各项指标合计 10，总分写的是 9"
    assert line == 14


def test_a_label_that_is_no_text_of_three_languages_is_told_as_one(tmp_path: Path) -> None:
    answer = f"return [{WHOLE.format(total='MOST').replace('LABEL', repr('故事'))}]"
    problem, _ = problem_of(tmp_path, answer)
    assert problem.en.endswith("""title is '故事', write Text("简体", "繁體", "English")""")


def test_an_answer_of_another_type_is_not_shown_at_length(tmp_path: Path) -> None:
    problem, _ = problem_of(tmp_path, f"return {WHOLE.format(total='MOST')}")
    assert problem.en.endswith("is expected, found a Rubric')")
    assert problem_of(tmp_path, "return 7")[0].en.endswith("is expected, found 7')")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (NameError("name 'x' is not defined"), "NameError(\"name 'x' is not defined\")"),
        (
            SyntaxError("invalid syntax", ("ours.py", 3, 7, "    def f(::)\n")),
            "SyntaxError: invalid syntax: def f(::)",
        ),
        (DefinitionError("here", Text("错", "錯", "wrong")), "here: wrong"),
    ],
)
def test_an_error_is_said_in_a_few_words(error: BaseException, words: str) -> None:
    assert str(said(error)) == words


def test_a_parameter_of_no_known_kind_is_told_the_kinds_there_are() -> None:
    label = Text("票数", "票數", "cards")
    with pytest.raises(DefinitionError, match="kind is 'count', it may be: whole, choice, flag"):
        Parameter(name="counted", kind="count", default=2, label=label)  # type: ignore[arg-type]  # the point
