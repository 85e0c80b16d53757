"""An explanation as a page: complete, escaped, and nothing in it that runs or loads."""

from datetime import UTC, datetime
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from results import STRANGER, a_counted_tin, an_office

from homeroom_core.explaining import Explained
from homeroom_core.explanation import Explanation, Made
from homeroom_core.explanation_page import page
from homeroom_core.recomputing import DIFFERS, NEWER, SAME, Recomputed
from homeroom_core.text import LANGUAGES, Language, Text

AT = datetime(2025, 9, 10, 8, tzinfo=UTC)
SCHOOL = Text("第一中学", "第一中學", "School 1")
TAGS = frozenset(
    "html head meta title style body header main footer p h1 ul li span b i div".split()  # noqa: SIM905  # a list of words reads better so
)


class Reader(HTMLParser):
    """What a browser would make of a page: its tags, balanced, and its words."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.words: list[str] = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def told(explanation: Explanation, *results: Recomputed, language: Language = "en") -> str:
    found = Explained(
        record="tin-1", kind="tin", explanation=explanation, own=True, results=tuple(results)
    )
    return page(found, language, heading=SCHOOL, at=AT)


def leaf(title: str, number: int, source: str | None = None, **more: object) -> Explanation:
    return Explanation(title=Text.same(title), number=Fraction(number), source=source, **more)  # type: ignore[arg-type]  # any attribute


def test_a_page_holds_every_line_of_the_tree() -> None:
    tree = Explanation(
        title=Text.same("Sum"),
        number=Fraction(5),
        made=Made(operation="sum"),
        clause=Text.same("as it is written"),
        source="tin-1",
        parts=(leaf("Coin", 2, "coin-1", who="person-1"), leaf("Coin", 3, "coin-2")),
        set_aside=(leaf("Button", 0, notes=(Text.same("no coin"),)),),
    )
    words = " ".join("".join(Reader(told(tree)).words).split())
    assert words == (
        "Sum tin-1 School 1 Sum 2 + 3 = 5 tin-1 as it is written "
        "Coin person-1 2 coin-1 Coin 3 coin-2 set aside: Button 0 no coin "
        "Asked for on 2025-09-10 08:00"
    )


def test_sheets_stand_beside_each_other() -> None:
    sheets = [leaf("Sheet", 1, f"sheet-{at}", parts=(leaf("mark", 1),)) for at in (1, 2)]
    alone = Explanation(title=Text.same("Total"), parts=tuple(sheets[:1]))
    both = Explanation(title=Text.same("Total"), parts=tuple(sheets))
    unlike = Explanation(title=Text.same("Total"), parts=(sheets[0], leaf("Award", 1, "contest-1")))
    assert ['<ul class="beside">' in told(one) for one in (alone, both, unlike)] == [
        False,
        True,
        False,
    ]


def test_many_notes_stand_in_columns() -> None:
    notes = tuple(Text.same(f"note {at}") for at in range(4))
    written = [told(leaf("Sum", 1, notes=some)) for some in (notes[:3], notes)]
    assert ['<div class="many">' in one for one in written] == [False, True]


@pytest.mark.parametrize(
    ("verdict", "kind"), [(SAME, "same"), (DIFFERS, "differs"), (NEWER, "noted")]
)
def test_what_came_of_making_a_result_again_stands_below(verdict: object, kind: str) -> None:
    result = Recomputed(kind="tin", id="tin-1", field="total", label=SCHOOL, verdict=verdict)  # type: ignore[arg-type]  # one of the terms
    assert f'<p class="{kind}">' in told(leaf("Sum", 1), result)


def test_a_reader_is_told_that_numbers_stand_for_people() -> None:
    office = an_office()
    made = a_counted_tin(office)
    found = office.explain("s1", made.id, to=STRANGER)
    written = office.explanation_page("s1", found, "zh-Hans")
    assert "以编号代替姓名" in written
    assert '<span class="who">#1</span>' in written
    assert '<html lang="zh-Hans">' in written
    assert "查询时间：2025-09-10 16:00" in written


@given(
    words=st.text(alphabet=st.sampled_from("<>&\"'/ab;:{}%\x00\x1b\u202e\ud800班"), max_size=20),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=50)
def test_nothing_that_is_told_becomes_markup(words: str, language: Language) -> None:
    text = Text.same(f"<script>{words}</script>")
    tree = Explanation(
        title=text,
        value=text,
        clause=text,
        notes=(text,),
        who=f"<img {words}>",
        source="'\"><a href=x>",
        parts=(Explanation(title=text, source=f"<b>{words}"),),
    )
    read = Reader(told(tree, language=language))
    assert read.tags <= TAGS
    assert read.names <= {"lang", "charset", "http-equiv", "content", "name", "class"}
    assert read.open == []
    shown = "".join(read.words)
    assert shown.count("<script>") == 6
    assert not {"\x00", "\x1b", "\u202e", "\ud800"} & set(shown)
