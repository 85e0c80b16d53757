"""The agenda: dated scenes of many systems, played in the order of their dates."""

from collections.abc import Callable, Iterable
from datetime import date, time

import attrs

from homeroom_plugins.cli.demo.story import Story

Play = Callable[[Story], None]

MORNING = time(9)
"""When a scene begins unless it says otherwise."""


@attrs.frozen
class Scene:
    """Something that happens on a day.

    Attributes:
        on: The day.
        at: When it begins; within it the clock may go on.
        play: What happens.
    """

    on: date
    at: time
    play: Play


class Agenda:
    """The scenes of one system, in the order of its module."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []

    def on(self, year: int, month: int, day: int, *, at: time = MORNING) -> Callable[[Play], Play]:
        """Put a function on the agenda for a day."""

        def note(play: Play) -> Play:
            self.scenes.append(Scene(date(year, month, day), at, play))
            return play

        return note


def play(story: Story, agendas: Iterable[Agenda], *, until: date = date.max) -> None:
    """Play the scenes of all agendas by date, up to a day, that day included.

    Scenes of the same moment keep the order in which the systems are named.
    """
    scenes = [scene for agenda in agendas for scene in agenda.scenes if scene.on <= until]
    for scene in sorted(scenes, key=lambda scene: (scene.on, scene.at)):
        story.begin(scene.on, scene.at)
        scene.play(story)
