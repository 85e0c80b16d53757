"""One transition of a record of 25 fields, guard and grant included, against other engines.

Everybody goes round three states; each step asks one guard (are there goals?) and one grant (is it
the teacher's own?), moves on and counts a revision. homeroom copies a frozen record of 25 fields at
each step and keeps its version; the peers alter a mutable object of seven. There are 500 of each, and
they take turns: in a school, too, no two steps in a row are of the same record.

    python tests/benchmarks/lifecycle.py [--json] [--quick]
"""

from typing import Any

import attrs
from harness import Bench, Work, peer
from subject import CYCLE, DRAFT, REVIEWING, SUBMITTED, TEACHER_ID, Dossier, a_dossier, an_act

from homeroom_core.change import change
from homeroom_core.decision import perform

MANY = 500
STEPS = MANY * len(CYCLE)
ACT = an_act()
PERFORM = "homeroom perform"
COMPILED = "homeroom, the compiled function behind it"
CHANGE = "homeroom change alone"
EVOLVE = "attrs.evolve alone"
SHARED = "transitions, one Machine for all"
OWN = "transitions, a Machine for each"
STATEMACHINE = "python-statemachine"


def main() -> None:
    """Measure and report."""
    bench = Bench("lifecycle", __doc__ or "", peers=("transitions", "python-statemachine"))
    works = {**_ours(), **_transitions(), **_statemachine()}
    rounds = bench.measure("Every record goes round once", works, seconds=0.02, cpu=True)
    found = bench.add("One transition", {name: f.each(STEPS) for name, f in rounds.items()})
    del bench.tables["Every record goes round once"]
    mine = found[PERFORM]
    bench.faster("perform : transitions, one Machine", mine, found.get(SHARED), at_least=8)
    bench.faster("perform : transitions, a Machine each", mine, found.get(OWN), at_least=8)
    bench.faster("perform : python-statemachine", mine, found.get(STATEMACHINE), at_least=80)
    bench.faster("perform : attrs.evolve alone", mine, found[EVOLVE])
    bench.cost("perform : the compiled function behind it", mine, found[COMPILED])
    bench.report()


def _ours() -> dict[str, Work]:
    records = [change(a_dossier(), id=f"dossier-{number}") for number in range(MANY)]

    def performed(times: int) -> None:
        submit, review, reopen = CYCLE
        for _ in range(times):
            for at, old in enumerate(records):
                record = perform(old, submit, ACT)
                record = perform(record, review, ACT)
                records[at] = perform(record, reopen, ACT)

    performed(1)  # compiles them
    return {PERFORM: performed, COMPILED: _compiled(records), **_copies(records)}


def _compiled(records: list[Dossier]) -> Work:
    submit, review, reopen = (step.fire for step in CYCLE)
    if submit is None or review is None or reopen is None:
        raise TypeError(CYCLE)

    def compiled(times: int) -> None:
        for _ in range(times):
            for at, record in enumerate(records):
                records[at] = reopen(review(submit(record, ACT), ACT), ACT)

    return compiled


def _copies(records: list[Dossier]) -> dict[str, Work]:
    def changed(times: int) -> None:
        for _ in range(times * len(CYCLE)):
            for at, record in enumerate(records):
                records[at] = change(record, revision=record.revision + 1)

    def evolved(times: int) -> None:
        for _ in range(times * len(CYCLE)):
            for at, old in enumerate(records):
                records[at] = attrs.evolve(
                    old, revision=old.revision + 1, state=DRAFT, version=old.version + 1
                )

    return {CHANGE: changed, EVOLVE: evolved}


class _Model:
    """What the peers move about."""

    def __init__(self) -> None:
        self.id, self.org, self.teacher = "dossier-1", "school-1", TEACHER_ID
        self.goals, self.revision, self.note = 3, 0, ""
        self.state: str | None = None


class _Acting(_Model):
    """The same with the questions that `transitions` asks its model."""

    def has_goals(self, _act: Any) -> bool:
        return self.goals > 0

    def is_own(self, act: Any) -> bool:
        found: bool = act.actor.id == self.teacher
        return found

    def count(self, _act: Any) -> None:
        self.revision += 1


def _transitions() -> dict[str, Work]:
    transitions = peer("transitions")
    if transitions is None:
        return {}
    states = [str(DRAFT), str(SUBMITTED), str(REVIEWING)]
    steps = [
        {
            "trigger": step.name,
            "source": str(step.sources[0]),
            "dest": str(step.targets[0]),
            "conditions": ["has_goals", "is_own"],
            "before": "count",
        }
        for step in CYCLE
    ]

    def machine(model: Any) -> Any:
        return transitions.Machine(
            model, states=states, transitions=steps, initial=str(DRAFT), auto_transitions=False
        )

    models: list[Any] = [_Acting() for _ in range(MANY)]
    machine(models)
    owners: list[Any] = [_Acting() for _ in range(MANY)]
    for model in owners:
        machine(model)

    def runs(those: list[Any]) -> Work:
        def run(times: int) -> None:
            for _ in range(times):
                for model in those:
                    model.submit(ACT)
                    model.review(ACT)
                    model.reopen(ACT)

        return run

    return {SHARED: runs(models), OWN: runs(owners)}


def _statemachine() -> dict[str, Work]:
    statemachine = peer("statemachine")
    if statemachine is None:
        return {}
    asked = {"cond": ["has_goals", "is_own"], "on": "count"}

    class Machine(statemachine.StateMachine):  # type: ignore[misc,name-defined]  # the peer is Any
        draft = statemachine.State(initial=True)
        submitted = statemachine.State()
        reviewing = statemachine.State()
        submit = draft.to(submitted, **asked)
        review = submitted.to(reviewing, **asked)
        reopen = reviewing.to(draft, **asked)

        def has_goals(self) -> bool:
            found: bool = self.model.goals > 0
            return found

        def is_own(self, act: Any) -> bool:
            found: bool = act.actor.id == self.model.teacher
            return found

        def count(self) -> None:
            self.model.revision += 1

    machines = [Machine(_Model()) for _ in range(MANY)]

    def run(times: int) -> None:
        for _ in range(times):
            for machine in machines:
                machine.submit(act=ACT)
                machine.review(act=ACT)
                machine.reopen(act=ACT)

    return {STATEMACHINE: run}


if __name__ == "__main__":
    main()
