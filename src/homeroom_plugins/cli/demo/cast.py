"""Who plays what in the demonstration, of those on the roster."""

from collections.abc import Iterable

import attrs

from homeroom_core.people import (
    ADVISOR,
    ASSISTANT,
    GRADE_LEADER,
    HEAD_JUDGE,
    HOMEROOM_TEACHER,
    JUDGE,
    RESEARCH_OFFICE,
    SCORER,
    SUPERVISOR,
    TEACHER,
    Actor,
)
from homeroom_core.training.person import Person


@attrs.frozen(kw_only=True)
class Cast:
    """Who plays what.

    Attributes:
        everybody: All who are on the roster, in its order.
        teachers: The homeroom teachers: 60.
        assistants: The assistants: 18.
        seniors: The experienced teachers without a class, who can be advisors: 12 at first.
        advisors: Those of them who were recognised as advisors.
        leaders: Three of them, who lead the grade groups.
        judges: The judges; the first presides.
        scorer: Types in what is on paper.
        supervisor: Counts it again.
        research: The research office.
    """

    everybody: tuple[Person, ...]
    teachers: tuple[Person, ...]
    assistants: tuple[Person, ...]
    seniors: tuple[Person, ...]
    advisors: tuple[Person, ...]
    leaders: tuple[Person, ...]
    judges: tuple[Actor, ...]
    scorer: Actor
    supervisor: Actor
    research: Actor

    @classmethod
    def of(cls, people: Iterable[Person]) -> "Cast":
        """The cast among the people of the school."""
        everybody = tuple(people)

        def holding(role: str) -> tuple[Person, ...]:
            return tuple(person for person in everybody if role in person.roles)

        judges = sorted(holding(JUDGE), key=lambda judge: HEAD_JUDGE not in judge.roles)
        return cls(
            everybody=everybody,
            teachers=holding(HOMEROOM_TEACHER),
            assistants=holding(ASSISTANT),
            seniors=tuple(
                one for one in everybody if one.roles <= {TEACHER, GRADE_LEADER, ADVISOR}
            ),
            advisors=holding(ADVISOR),
            leaders=holding(GRADE_LEADER),
            judges=tuple(judge.actor() for judge in judges),
            scorer=holding(SCORER)[0].actor(),
            supervisor=holding(SUPERVISOR)[0].actor(),
            research=holding(RESEARCH_OFFICE)[0].actor(),
        )

    def of_grade(self, grade: str) -> tuple[Person, ...]:
        """The homeroom teachers of a grade, as the roster writes it."""
        return tuple(teacher for teacher in self.teachers if teacher.details.grade == grade)
