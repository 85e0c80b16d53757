import copy
import json
import pickle

import pytest

from homeroom_core.people import TEACHER
from homeroom_core.text import LANGUAGES, Term, Text, listing

DRAFT = Term("draft", "草稿", "草稿", "Draft")


def test_text_is_read_in_each_language() -> None:
    text = Text("德", "德行", "conduct")
    assert [text.read(language) for language in LANGUAGES] == ["德", "德行", "conduct"]


def test_unknown_language_is_refused_and_names_the_known() -> None:
    with pytest.raises(ValueError, match=r"'fr'.*zh-Hans, zh-Hant, en"):
        Text.same("x").read("fr")  # type: ignore[arg-type]  # the mistake under test


def test_template_fills_every_language() -> None:
    text = Text("{who}好", "{who}您好", "hello {who}").format(who=7)
    assert text == Text("7好", "7您好", "hello 7")


def test_texts_and_terms_in_a_template_are_read_in_its_language() -> None:
    label = Text("甲", "乙", "A")
    filled = Text("{a}{b}", "{a}{b}", "{a}{b}").format(a=label, b=TEACHER)
    assert filled == Text("甲教师", "乙教師", "ATeacher")


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert Text.same("{x}").format(x="{y}") == Text.same("{y}")


def test_text_prints_in_english() -> None:
    assert str(Text("甲", "乙", "A")) == "A"


def test_listing_separates_as_each_language_does() -> None:
    assert listing((DRAFT, "x", 3, Text("甲", "乙", "A"))) == Text(
        "草稿、x、3、甲", "草稿、x、3、乙", "Draft, x, 3, A"
    )


def test_listing_of_nothing_is_empty() -> None:
    assert listing(()) == Text.same("")


def test_term_is_its_code_in_every_use() -> None:
    assert (DRAFT == "draft", "draft" in {DRAFT}, json.dumps(DRAFT)) == (True, True, '"draft"')


@pytest.mark.parametrize("term", [DRAFT, TEACHER])
def test_copies_of_a_term_keep_type_and_label(term: Term) -> None:
    for twin in (pickle.loads(pickle.dumps(term)), copy.copy(term), copy.deepcopy(term)):  # noqa: S301  # pickled just here
        assert (type(twin), twin, twin.label) == (type(term), term, term.label)


def test_term_has_no_room_for_anything_else() -> None:
    with pytest.raises(AttributeError):
        DRAFT.colour = "red"  # type: ignore[attr-defined]  # the mistake under test
