"""Rounds of appraisal with their cases and notice, walked at random and once by hand.

Left to itself the round goes on to the archive; in between somebody is sanctioned, the round is
opened again, a grade is changed after the decision, or somebody tries what is not theirs to do.
Whatever happens, nobody works on their own case, the quota is kept, and no grade is ever lost.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from appraisal_machine import AppraisalMachine
from appraisals import (
    CLERK,
    COMMITTEE,
    MEETING,
    PRINCIPAL,
    SECOND,
    SUPERVISOR,
    Story,
)
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from homeroom_core.errors import RefusedError
from homeroom_core.people import ROLES, Actor
from homeroom_core.sheets.known_fact import known_facts
from homeroom_core.testing.acts import ORG, practice_plugins
from homeroom_core.testing.appraisals import PRACTICE_TERMS, PracticeSheets, practice_terms
from homeroom_core.testing.schemes import adopt_scheme
from homeroom_core.testing.walk import Walk
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training.appraisal_grading import proposed_lines
from homeroom_core.training.appraisal_records import Appraisal

TestAppraisalRoundMachine = AppraisalMachine.TestCase
TestAppraisalRoundMachine.settings = settings(max_examples=5, stateful_step_count=20)

TERMS = practice_terms(next_moves_up=True, excellent_share=Fraction(1, 2))
"""One of two may be excellent, and the other takes the place when it becomes free."""
MARKING = st.sampled_from(["36", "32", "28"])


def untaken(walk: Walk) -> list[str]:
    return [name for name in walk.untaken() if not name.startswith("notice.")]


def test_every_step_of_an_appraisal_is_made() -> None:
    story = Story()
    walk = story.walk
    spare = walk.create(
        CLERK, ar.open_round, title="by mistake", first=date(2025, 1, 1), last=date(2025, 12, 31)
        , policy=PRACTICE_TERMS
    )  # fmt: skip
    walk.apply(CLERK, ar.cancel, spare, because="twice")
    wrong = story.open(3)
    walk.apply(CLERK, a.cancel, wrong, because="not a homeroom teacher this year")
    story.score(1, "32")
    case = story.open(2)
    walk.clock.advance(days=8)
    case = walk.apply(CLERK, a.pass_over_review, case, because="on leave")
    case = walk.apply(CLERK, a.keep_ledger, case, part="qin")
    tally: dict[str, Any] = {"source": "pupils", "part": "de", "tally": {"40": 2}}
    case = walk.apply(CLERK, a.count_survey, case, **tally)
    missing = {"part": "de", "source": "peers"}
    case = walk.apply(CLERK, a.record_missing, case, because="no meeting was held", **missing)
    case = walk.apply(CLERK, a.draw_evidence, case, part="ji_merits", year=2025)
    known = known_facts({"hours_credited": 48, "hours_required": 48})
    case = walk.apply(CLERK, a.note_facts, case, facts=known, records=(story.people[1].id,))
    case = walk.apply(CLERK, a.record_points, case, part="ji_other", points=Decimal(3), basis="7")
    case = walk.apply(CLERK, a.collect, case)
    case = walk.apply(CLERK, a.collect_more, case, because="the bonus was forgotten")
    case = walk.apply(CLERK, a.record_points, case, part="bonus", points=Decimal(1), basis="8")
    case = walk.apply(CLERK, a.collect, case)
    case = walk.apply(COMMITTEE, a.mark, case, part="de", marks={"de": "30"})
    marks = {"guidance": "8", "meetings": "9"}
    case = walk.apply(SECOND, a.mark, case, part="neng", marks=marks)
    case = walk.apply(COMMITTEE, a.score, case)
    case = walk.apply(SUPERVISOR, a.check_vetoes, case)
    story.grade()
    walk.apply(PRINCIPAL, ar.reopen, story.round, because="a mark was mistyped")
    case = walk.apply(COMMITTEE, a.mark_again, story.case(2), because="mistyped")
    case = walk.apply(COMMITTEE, a.mark, case, part="de", marks={"de": "32"})
    case = walk.apply(COMMITTEE, a.score, case)
    walk.apply(SUPERVISOR, a.check_vetoes, case)
    story.grade()
    story.publicise()
    story.decide()
    walk.apply(story.teacher(1), a.sign, story.case(1), words="seen")
    walk.clock.advance(days=20)
    unsigned = walk.apply(CLERK, a.record_unsigned, story.case(2), because="did not come")
    walk.apply(CLERK, a.archive, unsigned)
    veto = r.Cap(cause="safety_accident", document="2026-29")
    given: dict[str, Any] = {"document": "2026-30", "vetoes": (veto,)}
    case = walk.apply(PRINCIPAL, a.regrade, story.case(1), because="came to light", **given)
    case = story.publicise_regrade(case)
    walk.clock.advance(days=10)
    walk.apply(PRINCIPAL, n.close, story.get(n.Notice, case.notice or ""), document="2026-31")
    case = walk.apply(story.teacher(1), a.refuse_to_sign, case, because="I appeal")
    walk.apply(CLERK, a.archive, case)
    walk.check_journal()
    left = ["appraisal_round.settle_ties", "appraisal_round.confirm", "appraisal.leave_ungraded"]
    assert untaken(walk) == left


def test_ties_at_the_last_place_are_settled_by_the_committee() -> None:
    story = Story()
    for number in (1, 2, 3):
        story.score(number, "32")
    round = story.walk.apply(COMMITTEE, ar.grade_all, story.round)
    first = story.case(2).id
    because = "longest service"
    round = story.walk.apply(COMMITTEE, ar.settle_ties, round, because=because, chosen=(first,))
    assert round.outcome is not None
    assert [one.case for one in round.outcome.rulings if one.grade == "excellent"] == [first]
    story.walk.check_journal()


def test_whoever_served_too_little_is_left_without_a_grade() -> None:
    story = Story(teachers=1)
    details = p.Details(name="Newcomer", grade="G7")
    late = story.walk.create(CLERK, p.register, staff_no="9", details=details)
    story.people.append(story.walk.apply(CLERK, p.take_class, late, class_code="2025-G7-09"))
    case = story.open(2)
    left = story.walk.apply(CLERK, a.leave_ungraded, case, because="came in August")
    assert left.service is not None
    assert (left.state, left.service.days, left.service.counts_as_year) == (r.UNGRADED, 1, False)


def test_a_round_without_a_scheme_is_brought_under_one() -> None:
    plugins = practice_plugins(PracticeSheets())
    walk = Walk(ar.appraisal_round, plugins=plugins)
    days: dict[str, Any] = {"first": date(2024, 9, 1), "last": date(2025, 8, 31)}
    made = walk.create(CLERK, ar.open_round, title="t", policy=PRACTICE_TERMS, **days)
    walk.clock.advance(days=40)
    scheme = adopt_scheme(walk.office, walk.clock)
    made = walk.apply(CLERK, ar.confirm, made, because="begun before the vote")
    assert (made.basis.kind, getattr(made.basis, "scheme", "")) == ("pinned", scheme.id)


class DeepMachine(RuleBasedStateMachine):
    """Two teachers."""

    def __init__(self) -> None:
        super().__init__()
        self.story = Story(TERMS, teachers=2)
        self.walk = self.story.walk
        for number, mark in ((1, "36"), (2, "32")):
            self.story.score(number, mark)
        self.told: dict[str, tuple[r.Graded, ...]] = {}
        meddler = Actor.of(self.story.people[0].id, *ROLES)
        self.everybody = (CLERK, COMMITTEE, SUPERVISOR, PRINCIPAL, MEETING, meddler)

    @rule(number=st.integers(1, 2), mark=MARKING)
    def go_on_with_one(self, number: int, mark: str) -> None:
        """See `go_on`."""
        self.go_on(number, mark)

    def go_on(self, number: int, mark: str) -> None:
        """Those who have to do the next thing with a case, as it should be done."""
        step = NEXT.get(self.story.case(number).state)
        if step is not None:
            step(self, self.story.case(number), mark)

    @rule(again=st.integers(1, 3))
    def go_on_with_all(self, again: int) -> None:
        """The round and both cases go on as they should, a few steps."""
        for _ in range(again):
            self.go_on_with_the_round()
            for number in (1, 2):
                self.go_on(number, "32")

    def go_on_with_the_round(self) -> None:
        """The next thing with the round, as it should be done."""
        round = self.story.round
        if round.state == r.ROUND_OPENED:
            self.attempt(COMMITTEE, ar.grade_all, round)
        elif round.state == r.ROUND_GRADED:
            self.settle_and_publicise(round)
        elif round.state == r.ROUND_PUBLICISED:
            self.walk.clock.advance(days=8)
            notice = self.story.get(n.Notice, round.notice or "")
            self.attempt(PRINCIPAL, n.close, notice, document="2026-12")
            self.attempt(PRINCIPAL, ar.decide, round, document="2026-12")

    def settle_and_publicise(self, round: r.AppraisalRound) -> None:
        assert round.outcome is not None
        ties = [d for quota in round.outcome.quotas for d in quota.allotment.open]
        chosen = tuple(one for d in ties for one in d.candidates[: sum(d.seats.values())])
        if chosen:
            self.attempt(COMMITTEE, ar.settle_ties, round, chosen=chosen)
        with self.walk.office.reading(ORG) as reader:
            lines = proposed_lines(self.story.round, reader)
        notice = self.story.get(n.Notice, round.notice) if round.notice else None
        if notice is None or notice.state == n.VOID:
            self.story.publicise()
            return
        if notice.lines != lines:
            notice = self.attempt(CLERK, n.amend, notice, lines=lines) or notice
        self.attempt(CLERK, ar.publicise, self.story.round, notice=notice.id)

    @rule(number=st.integers(1, 2), kind=st.sampled_from(["warning", "demerit", "demotion"]))
    def sanction(self, number: int, kind: str) -> None:
        """Somebody is sanctioned; before the decision the round is opened again for it."""
        self.story.sanction(number, kind)
        self.attempt(PRINCIPAL, ar.reopen, self.story.round)

    @rule(number=st.integers(1, 2))
    def regrade(self, number: int) -> None:
        """A grade is changed after the decision, if what is found now asks for it."""
        cases = [x for x in self.walk.records("appraisal") if x.owners() == {self.story.people[number - 1].id}]  # fmt: skip
        for case in cases:
            after = self.attempt(PRINCIPAL, a.regrade, case, document="2026-30")
            if after is not None:
                self.story.publicise_regrade(after)

    @rule(data=st.data())
    def meddle(self, data: st.DataObject) -> None:
        """Somebody tries something that wants no arguments."""
        records = self.walk.records("appraisal", "appraisal_round")
        record = data.draw(st.sampled_from(records))
        lifecycle = a.appraisal if isinstance(record, Appraisal) else ar.appraisal_round
        plain = [t for t in lifecycle.transitions.values() if not t.parameters and t.name != "cancel"]  # fmt: skip
        transition = data.draw(st.sampled_from(plain))
        self.attempt(data.draw(st.sampled_from(self.everybody)), transition, record)

    def attempt(self, by: Actor, transition: Any, record: Any, **given: Any) -> Any:
        """A step that may be refused."""
        try:
            return self.walk.apply(by, transition, record, because="as decided", **given)
        except RefusedError:
            return None

    @invariant()
    def the_quota_is_kept(self) -> None:
        cases = [x for x in self.walk.records("appraisal") if isinstance(x, Appraisal)]
        held = [x for x in cases if x.in_force is not None and x.in_force.grade == "excellent"]
        assert len(held) <= len(cases) // 2

    @invariant()
    def no_grade_is_lost_or_changed(self) -> None:
        for case in self.walk.records("appraisal"):
            assert isinstance(case, Appraisal)
            before = self.told.get(case.id, ())
            assert case.grades[: len(before)] == before
            self.told[case.id] = case.grades

    @invariant()
    def nobody_works_on_their_own_case(self) -> None:
        for case in self.walk.records("appraisal"):
            assert isinstance(case, Appraisal)
            done: list[Any] = [*case.cards, *case.checks, *case.grades, *case.archives]
            acting = {one.by for one in done}
            assert case.teacher not in acting

    @invariant()
    def nothing_is_signed_before_its_notice_closed(self) -> None:
        for case in self.walk.records("appraisal"):
            assert isinstance(case, Appraisal)
            if case.state in (r.SIGNED, r.ARCHIVED) and self.story.round.state == r.ROUND_DECIDED:
                assert case.in_force is not None
                id = case.notice if case.in_force.regrade else self.story.round.notice
                assert self.story.get(n.Notice, id or "").closed_on is not None

    def teardown(self) -> None:
        """The chain is whole, and every record is what its entries say."""
        self.walk.check_journal()


def _checked(machine: DeepMachine, case: Appraisal, _mark: str) -> None:
    machine.attempt(COMMITTEE, a.grade, case)


def _scored(machine: DeepMachine, case: Appraisal, _mark: str) -> None:
    machine.attempt(SUPERVISOR, a.check_vetoes, case)


def _collected(machine: DeepMachine, case: Appraisal, mark: str) -> None:
    case = machine.attempt(COMMITTEE, a.mark, case, part="de", marks={"de": mark}) or case
    machine.attempt(COMMITTEE, a.score, case)


def _graded(machine: DeepMachine, case: Appraisal, _mark: str) -> None:
    machine.attempt(CLERK, a.publicise, case)


def _publicised(machine: DeepMachine, case: Appraisal, _mark: str) -> None:
    if case.in_force is not None and case.in_force.regrade:
        machine.walk.clock.advance(days=8)
        notice = machine.story.get(n.Notice, case.notice or "")
        machine.attempt(PRINCIPAL, n.close, notice, document="2026-31")
    machine.attempt(Actor.of(case.teacher, "teacher"), a.sign, case)


def _signed(machine: DeepMachine, case: Appraisal, _mark: str) -> None:
    machine.attempt(CLERK, a.archive, case)


NEXT: dict[str, Callable[[DeepMachine, Appraisal, str], None]] = {
    r.COLLECTED: _collected,
    r.SCORED: _scored,
    r.VETO_CHECKED: _checked,
    r.GRADED: _graded,
    r.PUBLICISED: _publicised,
    r.SIGNED: _signed,
}

TestDeepMachine = DeepMachine.TestCase
TestDeepMachine.settings = settings(max_examples=5, stateful_step_count=25)


def test_left_to_itself_the_round_goes_on_to_the_archive() -> None:
    """A machine that never grades would prove nothing."""
    machine = DeepMachine()
    for _ in range(8):
        machine.go_on_with_all(1)
        machine.the_quota_is_kept()
        machine.no_grade_is_lost_or_changed()
        machine.nobody_works_on_their_own_case()
        machine.nothing_is_signed_before_its_notice_closed()
    found = {str(case.state) for case in machine.walk.records("appraisal")}
    assert (machine.story.round.state, found) == (r.ROUND_DECIDED, {str(r.ARCHIVED)})
