"""Nothing that is hidden from a reader stands in any rendering of a portfolio made for them."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import ClassVar

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from homeroom_core.act import Act
from homeroom_core.explaining import Explained
from homeroom_core.explanation_page import page
from homeroom_core.grants import staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.people import Actor
from homeroom_core.portfolio import Portfolio, gather
from homeroom_core.record import EVERYTHING, Reader, Record, Shelf
from homeroom_core.telling import Telling
from homeroom_core.text import LANGUAGES, Text

OPEN = State("open", "开", "開", "Open")
FIELDS = ("whose", "title", "words", "tagged")
READER = Actor.of("reader-1")


@attrs.frozen(kw_only=True)
class Work(Record):
    kind: ClassVar[str] = "work"
    label: ClassVar[Text] = Text("作品", "作品", "Work")

    whose: str
    title: str
    words: str
    tagged: tuple[str, ...]
    hides: frozenset[str]

    def owners(self) -> frozenset[str]:
        return frozenset({self.whose})

    def hidden_from(self, actor: Actor, reader: Reader) -> frozenset[str]:
        return self.hides


work = Lifecycle(Work, states=(OPEN,), initial=OPEN, final=(OPEN,))


@work.creation(by=staff, label=Text.same("Make"))
def make(act: Act, *, whose: str) -> Work:
    return a_work(int(act.new_id), whose, hides=frozenset())


work.seal()


def a_work(number: int, whose: str, *, hides: frozenset[str]) -> Work:
    return Work(
        id=f"work-{number}.",
        org="s1",
        state=OPEN,
        whose=whose,
        title=f"title{number}.",
        words=f"words{number}.",
        tagged=(f"tag{number}.",),
        hides=hides,
    )


@st.composite
def works(draw: st.DrawFn) -> list[tuple[Work, date]]:
    hides = st.just(EVERYTHING) | st.frozensets(st.sampled_from([*FIELDS, "state"]))
    return [
        (
            a_work(number, draw(st.sampled_from(["teacher-1", "teacher-2"])), hides=draw(hides)),
            draw(st.dates(date(2024, 8, 1), date(2026, 9, 30))),
        )
        for number in range(draw(st.integers(0, 5)))
    ]


def renderings(found: Portfolio) -> Iterator[str]:
    told = Explained(record=found.person, kind="portfolio", explanation=found.told(), own=True)
    for language in LANGUAGES:
        yield "\n".join(found.told().lines(language))
        yield json.dumps(found.to_json(language), ensure_ascii=False)
        yield page(told, language, heading=Text.same("School"), at=datetime(2026, 9, 1, tzinfo=UTC))


@given(works())
@settings(max_examples=60)
def test_portfolios_show_nothing_hidden(dated: list[tuple[Work, date]]) -> None:
    found = gather(
        "teacher-1", dated, {"work": work}, READER, Shelf(), telling=Telling(READER, Shelf())
    )
    secret, shown = set(), set()
    for one, _ in dated:
        closed = one.hides == EVERYTHING or "state" in one.hides or "whose" in one.hides
        told = {"title": one.title, "words": one.words, "tagged": one.tagged[0]}
        if closed or one.whose != "teacher-1":
            secret |= {one.id, *told.values()}
        else:
            secret |= {told[name] for name in told if name in one.hides}
            shown.add(one.id)
    for rendering in renderings(found):
        assert [word for word in sorted(secret) if word in rendering] == []
        assert [id for id in sorted(shown) if id not in rendering] == []
        assert "hidden" not in rendering
