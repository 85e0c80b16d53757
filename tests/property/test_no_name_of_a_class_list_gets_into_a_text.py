"""However a pupil's name is put into a text, it is found; a text without it is let through."""

import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from homeroom_core.text import Text
from homeroom_core.training.deidentify import identifying

SURNAMES, GIVEN = "王李张陈欧", "芳雷伟娜静秀"
names = st.builds(str.__add__, st.sampled_from(SURNAMES), st.text(GIVEN, min_size=1, max_size=3))
around = st.text("今天迟到了，。 a1\n", max_size=8)
between = st.text(" \u3000\u200b·\n", max_size=2)


BODY = Text("正文", "正文", "text")


def found(text: str, name: str) -> list[str]:
    return [one.code for one in identifying([(BODY, text)], ["某某", name], most_digits=99)]


@given(name=names, before=around, after=around, data=st.data())
def test_a_name_is_found_whatever_stands_around_and_between(
    name: str, before: str, after: str, data: st.DataObject
) -> None:
    padded = "".join(char + data.draw(between) for char in name)
    assert found(before + padded + after, name) == ["deidentify.pupil_named"]


@given(name=names, text=st.text())
def test_a_text_without_a_character_of_the_name_is_let_through(name: str, text: str) -> None:
    assume(not set(unicodedata.normalize("NFKC", text)) & (set(name) | {"某"}))
    assert found(text, name) == []
