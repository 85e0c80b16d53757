from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Literal

import attrs
import pytest

from homeroom_core.change import change
from homeroom_core.errors import ErasedError
from homeroom_core.people import Actor
from homeroom_core.record import EVERYTHING, Reader, Record, Shelf
from homeroom_core.telling import Telling, known_as
from homeroom_core.text import Term, Text
from homeroom_core.view import View, view

READER = Actor.of("reader-1")


@attrs.frozen(kw_only=True)
class Level:
    id: str
    label: Text


@attrs.frozen(kw_only=True)
class Step:
    id: str
    title: str
    due: date | None = None
    by: str = ""


@attrs.frozen(kw_only=True)
class Mark:
    by: str
    points: Fraction


@attrs.frozen(kw_only=True)
class Free:
    minimum: int
    kind: Literal["free"] = "free"


@attrs.frozen(kw_only=True)
class Stepped:
    steps: tuple[int, ...]
    kind: Literal["stepped"] = "stepped"


@attrs.frozen(kw_only=True)
class Terms:
    least_goals: int


@attrs.frozen(kw_only=True)
class Base(Record):
    minutes: str = ""


@attrs.frozen(kw_only=True)
class Work(Base):
    kind: ClassVar[str] = "work"
    label: ClassVar[Text] = Text("作品", "作品", "Work")
    terms_class: ClassVar[type | None] = Terms
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {
        "form": (Term("long", "长", "長", "Long"),)
    }

    field_families: ClassVar[Mapping[str, str]] = {"method": "scoring_method"}

    author: str = ""
    title: str = ""
    method: str = ""
    form: str = ""
    about: str = ""
    open: bool | None = None
    goals: tuple[Step, ...] = ()
    cards: tuple[Mark, ...] = ()
    levels: tuple[Level, ...] = ()
    award: str = ""
    marks: Mapping[str, str] = attrs.Factory(dict)
    scale: Free | Stepped | None = None
    highest_of: tuple[tuple[str, ...], ...] = ()
    share: Fraction | None = None
    digest: str = ""
    terms: Mapping[str, Any] = attrs.Factory(dict)
    strange: str = ""
    policy: Terms | None = None
    hides: frozenset[str] = frozenset()

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        return self.hides if self.hides == EVERYTHING else self.hides | {"hides"}


@attrs.frozen(kw_only=True)
class Details:
    name: str


@attrs.frozen(kw_only=True)
class Human(Record):
    kind: ClassVar[str] = "human"
    label: ClassVar[Text] = Text("人", "人", "Human")
    known_by: ClassVar[str] = "details.name"
    listed: ClassVar[tuple[str, ...]] = ("details.name",)

    details: Details
    hides: frozenset[str] = frozenset()

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        return self.hides


def work(**fields: Any) -> Work:
    return Work(id="work-1", org="s1", state="open", **fields)


def human(name: str = "张一", **fields: Any) -> Human:
    return Human(id="human-7", org="s1", state="open", details=Details(name=name), **fields)


def seen(record: Record) -> View:
    found = view(record, READER, Shelf())
    assert found is not None
    return found


def lines(record: Record, *others: Record) -> list[str]:
    telling = Telling(READER, Shelf(*others), kinds={"work": Work})
    parts = telling.fields(seen(record), type(record))
    return [line for part in parts for line in part.lines("en")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"form": "long"}, ["Form: Long"]),
        ({"form": "of no code"}, ["Form: of no code"]),
        ({"open": False}, ["Open: no"]),
        ({"share": Fraction(1, 3)}, ["Share: 1/3"]),
        ({"share": Fraction(3, 2)}, ["Share: 1.5"]),
        ({"digest": "0f" * 32}, ["Digest: 0f0f0f0f0f0f…"]),
        ({"strange": "as it is"}, ["strange: as it is"]),
        ({"scale": Free(minimum=1)}, ["Scale: Free", "  Minimum: 1"]),
        ({"scale": Stepped(steps=(1, 2))}, ["Scale: Stepped", "  Steps: 1, 2"]),
        ({"marks": {"a": "8", "b": "9"}}, ["Marks", "  a: 8", "  b: 9"]),
        ({"highest_of": (("a", "b"), ("c",))}, ["Highest of: a, b; c"]),
    ],
)
def test_a_value_is_told_in_words(fields: dict[str, Any], told: list[str]) -> None:
    assert lines(work(**fields)) == told


def test_items_are_told_by_their_id_and_title_and_the_rest_below() -> None:
    goals = (Step(id="g1", title="Read", due=date(2026, 6, 30)), Step(id="g2", title="Write"))
    assert lines(work(goals=goals)) == [
        "Goals",
        "  g1: Read",
        "    Due: 2026-06-30",
        "  g2: Write",
    ]


def test_small_items_without_a_name_stand_in_one_line() -> None:
    cards = (Mark(by="judge-1", points=Fraction(17, 2)),)
    assert lines(work(cards=cards)) == [
        "Marks of the committee",
        "  1: By: judge-1; Points: 8.5",
    ]


def test_what_it_is_known_by_comes_first_and_what_it_rests_on_last() -> None:
    record = work(minutes="m", author="a", title="t", policy=Terms(least_goals=2))
    assert lines(record) == ["Title: t", "Author: a", "Minutes: m", "Terms", "  Fewest goals: 2"]


def test_ids_are_called_what_the_record_calls_them_itself() -> None:
    levels = (Level(id="first", label=Text("一等", "一等", "First prize")),)
    told = lines(work(levels=levels, award="first", marks={"first": "1"}))
    assert told == [
        "Levels",
        "  first: First prize",
        "Award: First prize",
        "Marks",
        "  First prize: 1",
    ]


def test_ids_are_called_what_the_record_that_is_referred_to_calls_them() -> None:
    levels = (Level(id="first", label=Text("一等", "一等", "First prize")),)
    other = change(work(levels=levels), id="work-2")
    assert lines(work(about="work-2", award="first"), other) == [
        "About: work-2",
        "Award: First prize",
    ]
    hidden = change(other, hides=frozenset({"levels"}))
    assert lines(work(about="work-2", award="first"), hidden) == ["About: work-2", "Award: first"]


def test_an_id_with_two_meanings_stays_an_id() -> None:
    levels = tuple(Level(id="a", label=Text.same(words)) for words in ("One", "Other"))
    assert lines(work(levels=levels, award="a"))[-1] == "Award: a"


def test_people_are_called_by_their_names() -> None:
    assert lines(work(author="human-7"), human()) == ["Author: 张一 (human-7)"]


@pytest.mark.parametrize("hides", [EVERYTHING, frozenset({"details"})])
def test_nobody_is_called_by_a_name_that_is_hidden(hides: frozenset[str]) -> None:
    assert lines(work(author="human-7"), human(hides=hides)) == ["Author: human-7"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Place 1, human-7", "Place 1, 张一 (human-7)"),
        ("human-7: 2, human-8: 1", "张一 (human-7): 2, human-8: 1"),
        ("superhuman-7, human-77, human-7-a, 2025-09-01", None),
    ],
)
def test_ids_in_words_are_told_with_their_names(words: str, told: str | None) -> None:
    telling = Telling(READER, Shelf(human()))
    assert telling.named(Text.same(words)).en == (told or words)
    hidden = Telling(READER, Shelf(human(hides=EVERYTHING)))
    assert hidden.named(Text.same(words)).en == words


def test_somebody_whose_record_was_erased_is_called_by_their_id() -> None:
    class Erased(Shelf):
        def any(self, id: str) -> Record:
            raise ErasedError(id)

    assert Telling(READER, Erased()).reference("human-7") == Text.same("human-7")


def test_what_plugins_provide_is_called_by_its_label() -> None:
    provided = {"scoring_method": {"mean": Text("平均分", "平均分", "Mean")}}
    telling = Telling(READER, Shelf(), provided=provided)
    told = [telling.cell(seen(work(method=one)), Work, "method").en for one in ("mean", "gone")]
    assert told == ["Mean", "gone"]


def test_terms_of_a_scheme_are_told_as_those_of_the_kind_they_are_for() -> None:
    terms = {"work": {"least_goals": 2}, "work/short": {"least_goals": 1}, "other": {"due": "x"}}
    assert lines(work(terms=terms)) == [
        "Terms by kind",
        "  Work",
        "    Fewest goals: 2",
        "  Work (short)",
        "    Fewest goals: 1",
        "  other",
        "    Due: x",
    ]


def test_facts_are_the_simple_fields_without_what_it_is_known_by() -> None:
    record = work(title="t", author="a", open=True, marks={"a": "1"}, policy=Terms(least_goals=2))
    told = [text.en for text in Telling(READER, Shelf()).facts(seen(record), Work)]
    assert told == ["Author: a", "Open: yes", "Marks · a: 1"]


def test_lists_show_what_a_kind_says_and_else_its_first_simple_fields() -> None:
    telling = Telling(READER, Shelf())
    records = [seen(work(author="a", marks={"a": "1"})), seen(work(title="t"))]
    assert telling.columns(Human, ()) == ("details.name",)
    assert telling.columns(Work, records) == ("title", "author")


def test_a_cell_goes_into_lists_and_is_empty_for_what_is_hidden() -> None:
    telling, goals = Telling(READER, Shelf()), tuple(Step(id=i, title=i) for i in ("x", "y"))
    assert telling.cell(seen(work(goals=goals)), Work, "goals.title").en == "x, y"
    hidden = seen(work(goals=goals, hides=frozenset({"goals"})))
    assert telling.cell(hidden, Work, "goals.title").en == ""


def test_a_term_is_called_by_its_kind_and_its_fields() -> None:
    telling = Telling(READER, Shelf(), kinds={"work": Work})
    assert telling.term("work/short", "least_goals").en == "Work (short) · Fewest goals"
    assert telling.term("other", "least_goals").en == "other.least_goals"


def test_a_record_is_known_by_what_may_be_seen_of_it() -> None:
    assert known_as(seen(human("Ann")), Human) == "Ann"
    assert known_as(seen(human("Ann", hides=frozenset({"details"}))), Human) is None
    assert known_as(seen(work()), Work) is None


@attrs.frozen(kw_only=True)
class Invitation(Record):
    kind: ClassVar[str] = "invitation"
    label: ClassVar[Text] = Text("邀请", "邀請", "Invitation")
    known_by: ClassVar[str] = "name"
    person_field: ClassVar[str] = "guest"

    guest: str
    name: str
    hides: frozenset[str] = frozenset()

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        return self.hides


@pytest.mark.parametrize(
    ("hides", "told"),
    [
        (frozenset[str](), "张一（guest.a）"),
        (EVERYTHING, "guest.a"),
        (frozenset({"name"}), "guest.a"),
        (frozenset({"guest"}), "guest.a"),
    ],
)
def test_somebody_without_a_record_is_called_as_another_record_names_them(
    hides: frozenset[str], told: str
) -> None:
    one = Invitation(
        id="invitation-1", org="s1", state="open", guest="guest.a", name="张一", hides=hides
    )
    telling = Telling(READER, Shelf(one), kinds={"work": Work, "invitation": Invitation})
    assert telling.reference("guest.a").zh_hans == told


def test_somebody_without_any_record_is_called_as_the_office_was_told() -> None:
    telling = Telling(READER, Shelf(human()), names={"office-1": "李老师", "human-7": "not this"})
    assert [telling.name(id) for id in ("office-1", "human-7", "office-2")] == [
        "李老师",
        "张一",
        None,
    ]


def test_some_fields_are_told_as_among_all() -> None:
    level = Level(id="first", label=Text("一等奖", "一等獎", "First prize"))
    told = Telling(READER, Shelf()).fields(
        seen(work(levels=(level,), award="first")), Work, only={"award"}
    )
    assert [line for part in told for line in part.lines("zh-Hans")] == ["奖项：一等奖"]


@attrs.frozen(kw_only=True)
class Prizes:
    levels: tuple[Level, ...]
    share: Fraction
    form: Literal["month", "term"]
    awards: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Fair(Record):
    kind: ClassVar[str] = "fair"
    label: ClassVar[Text] = Text("评比", "評比", "Fair")
    terms_class: ClassVar[type | None] = Prizes

    prizes: Prizes | None = None
    given: tuple[Mark, ...] = ()


FIRST = {"id": "first", "label": {"zh_hans": "一等奖", "zh_hant": "一等獎", "en": "First"}}
PRIZES = {"levels": [FIRST]}


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("share", "1/4", "0.25"),
        ("form", "month", "每月"),
        ("awards.human-7", "first", "一等奖"),
        ("awards", {"human-7": "first"}, "human-7：一等奖"),
        ("levels[0]", FIRST, "编号：first；名称：一等奖"),
        ("levels", [], "–"),
        ("levels", None, "–"),
        ("nowhere.at[0].all", "first", "一等奖"),
    ],
)
def test_a_term_is_told_by_its_codes_and_labels(path: str, value: Any, told: str) -> None:
    telling = Telling(READER, Shelf(), kinds={"fair": Fair})
    assert telling.term_value("fair/x", path, value, within=PRIZES).zh_hans == told
    assert telling.term_value("gone", "share", "1/4", within=PRIZES).zh_hans == "1/4"


def test_a_part_of_a_result_is_told_with_what_the_record_and_the_terms_call_it() -> None:
    one = work(levels=(Level(id="second", label=Text("二等奖", "二等獎", "Second")),))
    telling = Telling(READER, Shelf(one, human()))
    told = [
        telling.part(Work, path, value, of=one.id, within=PRIZES).zh_hans
        for path, value in (
            ("award", "first"),
            ("award", "second"),
            ("cards[0]", {"by": "human-7", "points": "9/2"}),
            ("cards[0].points", "9/2"),
            ("marks.a", "human-7"),
        )
    ]
    assert told == [
        "一等奖",
        "二等奖",
        "经办人：张一（human-7）；分数：4.5",
        "4.5",
        "张一（human-7）",
    ]
