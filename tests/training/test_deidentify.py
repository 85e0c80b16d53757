import pytest

from homeroom_core.text import Text
from homeroom_core.training.deidentify import identifying

BODY = Text("正文", "正文", "text")
TITLE = Text("标题", "標題", "title")


def found(text: str, *names: str, **more: int) -> list[tuple[str, str]]:
    return [(one.code, str(one.measured)) for one in identifying([(BODY, text)], names, **more)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("昨天王芳没有交作业", "王芳"),
        ("昨天王 芳没有交作业", "王芳"),
        ("昨天王芳没有交作业", "王 芳"),
        ("昨天王\u3000芳没有交作业", "王芳"),
        ("when ANN LEE came", "Ann Lee"),
        ("when Ann came", "Ann"),
        ("when Ann came", "\uff21\uff4e\uff4e"),
        ("王\u200b芳哭了", "王芳"),
        ("小芳哭了", "王小芳"),
        ("娜娜哭了", "欧阳娜娜"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("阿依古丽哭了", "阿依古丽·买买提"),
        ("买买提哭了", "阿依古丽·买买提"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, name: str) -> None:
    codes = [code for code, _ in found(text, name)]
    assert codes == ["deidentify.pupil_named"]


def test_letters_within_a_word_are_no_name() -> None:
    assert found("the annual plan of Hannah", "Ann") == []


@pytest.mark.parametrize(
    ("text", "name"), [("阳娜哭了", "欧阳娜娜"), ("小王。芳香", "王芳"), ("芳哭了", "王芳")]
)
def test_what_nobody_is_called_is_no_name(text: str, name: str) -> None:
    assert found(text, name) == []


def test_a_whole_name_is_told_once() -> None:
    assert found("王小芳", "王小芳") == [("deidentify.pupil_named", "text, character 1")]


def test_a_refusal_says_where_and_never_who() -> None:
    texts = [(TITLE, "王芳"), (BODY, "今天王芳，明天王芳")]
    (refusal,) = identifying(texts, ["王芳"])
    assert str(refusal.measured) == "title, character 1, text, character 3, text, character 8"
    said = [refusal.text, refusal.remedy]
    assert not any("王芳" in t.read("zh-Hans") + t.read("en") for t in said)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("12345", []),
        ("123456", ["text, character 1"]),
        ("学号２０２５０９０１", ["text, character 3"]),
        ("电话 138 0013 8000", ["text, character 4"]),
        ("电话 138-0013-8000", ["text, character 4"]),
        ("2025-09-10 2025/9/11 2025-2026 703", []),
        ("30 31 32", []),
    ],
)
def test_long_digit_strings_are_found_and_dates_are_none(text: str, places: list[str]) -> None:
    assert [where for _, where in found(text)] == places


def test_how_many_digits_may_follow_each_other_is_for_the_scheme_to_say() -> None:
    assert found("123456", most_digits=6) == []
    assert [code for code, _ in found("1234567", most_digits=6)] == ["deidentify.long_number"]


def test_an_entry_that_is_no_full_name_is_refused_and_not_looked_for() -> None:
    assert found("王老师", "王", " ") == [("deidentify.name_too_short", "2")]
