from collections.abc import Mapping
from typing import ClassVar, Literal

import attrs

from homeroom_core.act import Act
from homeroom_core.grants import staff
from homeroom_core.lifecycle import Lifecycle, State
from homeroom_core.record import Record
from homeroom_core.testing.labels import classes_of, unlabelled
from homeroom_core.text import Text

OPEN = State("open", "开", "開", "Open")


@attrs.frozen(kw_only=True)
class Part:
    pace: Literal["month", "slow"]


@attrs.frozen(kw_only=True)
class Walk(Record):
    kind: ClassVar[str] = "walk"
    label: ClassVar[Text] = Text("步", "步", "Walk")
    field_labels: ClassVar[Mapping[str, Text]] = {"ours": Text("甲", "甲", "Ours")}

    title: str
    ours: str
    theirs: tuple[Part, ...] = ()


walk = Lifecycle(Walk, states=(OPEN,), initial=OPEN, final=(OPEN,))


@walk.creation(by=staff, label=Text("走", "走", "Go"))
def go(act: Act, *, title: str, length: int = 1) -> Walk:
    return Walk(id=act.new_id, org=act.org, state=OPEN, title=title, ours=str(length))


walk.seal()


def test_the_classes_of_a_lifecycle_are_all_those_inside_of_it() -> None:
    assert classes_of(walk) == (Walk, Part)


def test_what_nobody_labels_is_named() -> None:
    assert unlabelled(walk) == ["Part.pace", "Part.pace=slow", "Walk.theirs", "go.length"]
