"""Each law of a training year can fail: beside records that keep it, others that break it."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import appraisals
import papers
import pytest
from contests import (
    CLERK,
    ENTRIES,
    OFFER,
    PEOPLE,
    PINNED,
    a_contest,
    a_notice,
    a_sheet,
    all_sheets,
    an_entry,
    proposed,
    tallied,
)
from laws import (
    STATE_LAWS,
    STEP_LAWS,
    a_running_case_keeps_its_terms,
    every_result_recomputes,
    hours_are_credited_once,
    hours_are_those_of_the_activity,
    no_award_goes_to_an_ineligible_entry,
    no_mark_of_a_conflicted_judge_counts,
    no_quota_is_exceeded,
    nobody_decides_their_own_case,
    nobody_hears_an_objection_to_their_own_list,
    nobody_judges_their_own_case,
    nothing_final_is_provisional,
    private_reflections_are_read_by_nobody_else,
    what_is_decided_was_publicised,
    who_enters_fulfils_the_rules,
)
from moments import Moment

from homeroom_core.award import Award
from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.case import Provisional
from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number
from homeroom_core.journal import Entry
from homeroom_core.people import Level
from homeroom_core.record import Record, Shelf
from homeroom_core.rule import Rule
from homeroom_core.testing.activities import HELD, PracticeActivity
from homeroom_core.testing.acts import MORNING, ORG, SCHOOL_DAY
from homeroom_core.text import Text
from homeroom_core.training import appraisal_records as ap
from homeroom_core.training import contest_records as co
from homeroom_core.training import hours_records as ho
from homeroom_core.training import notice as no
from homeroom_core.training import paper_records as pa
from homeroom_core.training import person as pe
from homeroom_core.training import reflection_records as re
from homeroom_core.training.activity import Credit
from homeroom_core.training.conflict import RELATED

YEARS = Rule(
    id="years",
    label=Text.same("years"),
    fact="homeroom_years",
    comparator=">=",
    boundary=number(9),
    waiver="principal",
    unit=Text.same("years"),
)


def in_conflict(waived_by: str | None = None) -> co.Conflict:
    return co.Conflict(
        judge="judge-1", entry="entry-1", kind=str(RELATED), on=SCHOOL_DAY, by="x",
        waived_by=waived_by,
    )  # fmt: skip


def an_objection(answered_by: str) -> no.Notice:
    one = no.Objection(
        number=1, by="teacher-1", on=SCHOOL_DAY, text="t", signed=True, round=1,
        answer_by=SCHOOL_DAY, upheld=False, answer="a", answered_by=answered_by,
    )  # fmt: skip
    return a_notice(proposed(), objections=(one,))


def some_hours(id: str = "hours-1", **more: Any) -> ho.TrainingHours:
    given: dict[str, Any] = {
        "state": ho.CREDITED,
        "basis": PINNED,
        "person": "person-1",
        "activity": "activity-1",
        "source": ho.SCHOOL_BASED,
        "level": Level.SCHOOL,
        "hours": Decimal(4),
        "earned_on": SCHOOL_DAY,
        "number": 1,
        "counted": ho.Counted(hours=Fraction(4), credits=Fraction(1, 5)),
        **more,
    }
    return ho.TrainingHours(id=id, org=ORG, **given)


def an_activity(hours: int = 4, times: int = 1, **more: Any) -> PracticeActivity:
    credits = (Credit(person="person-1", hours=Decimal(hours)),) * times
    return PracticeActivity(id="activity-1", org=ORG, state=HELD, credits=credits, **more)


class OpenReflection(re.Reflection):
    """One that hides nothing."""

    def hidden_from(self, *_: object) -> frozenset[str]:
        return frozenset()


def a_reflection(cls: type[re.Reflection] = re.Reflection, **more: Any) -> re.Reflection:
    given: dict[str, Any] = {"author": "person-1", "title": "t", "written_on": SCHOOL_DAY, **more}
    return cls(id="reflection-1", org=ORG, state=given.pop("state", re.PRIVATE), **given)


def awards(*given: tuple[str, str]) -> co.Contest:
    """The contest with these entries and levels of award proposed, whatever the sheets say."""
    made = proposed()
    assert made.allotment is not None
    named = tuple(Award(entry=entry, level=level) for entry, level in given)
    return change(made, allotment=change(made.allotment, awards=named))


def excellent(case: ap.Appraisal) -> ap.Appraisal:
    return change(case, grades=(change(case.grades[-1], grade="excellent"),))


GRADED = appraisals.graded()
CASES = tuple(appraisals.a_graded_case(number, round=GRADED) for number in (1, 2, 3))
FIRST = (("entry-1", "first"),)
STATES: dict[Any, tuple[tuple[Record, ...], list[tuple[Record, ...]]]] = {
    nobody_judges_their_own_case: (
        (a_contest(), *ENTRIES, a_sheet()),
        [
            (a_contest(), *ENTRIES, change(a_sheet(), judge="person-2")),
            (a_contest(), *ENTRIES, change(a_sheet(), keyed_by="person-1")),
            (papers.a_call(), papers.a_paper(), change(papers.a_review(), reviewer="person-1")),
            (
                GRADED,
                change(CASES[0], checks=(ap.Check(by=CASES[0].teacher, on=SCHOOL_DAY),)),
            ),
        ],
    ),
    nobody_hears_an_objection_to_their_own_list: (
        (an_objection("supervisor-1"),),
        [(an_objection("teacher-1"),), (an_objection("judge-1"),)],
    ),
    no_mark_of_a_conflicted_judge_counts: (
        (tallied(conflicts=(in_conflict("judge-2"),)), *ENTRIES, *all_sheets()),
        [
            (change(tallied(), conflicts=(in_conflict(),)),),
            (change(tallied(), panel=tallied().panel[1:]),),
            (
                papers.ranked(),
                *papers.papers()[1:],
                change(papers.papers()[0], reviewers=papers.REVIEWERS[:1]),
            ),
        ],
    ),
    no_award_goes_to_an_ineligible_entry: (
        (awards(*FIRST), *ENTRIES),
        [
            (awards(*FIRST), an_entry(1, co.ENTRY_WITHDRAWN)),
            (papers.ranked(), *map(papers.a_paper, (1, 2, 3), (pa.DISQUALIFIED,) * 3)),
            (
                papers.ranked(),
                *papers.papers()[1:],
                papers.a_paper(
                    1, pa.SCORED, versions=(papers.a_version(similarity_percent=Decimal(31)),)
                ),
            ),
        ],
    ),
    no_quota_is_exceeded: (
        (awards(*FIRST, ("entry-2", "second")), *ENTRIES),
        [
            (awards(*FIRST, ("entry-2", "first")), *ENTRIES),
            (awards(*FIRST, ("entry-1", "second")), *ENTRIES),
            (papers.a_call(), *papers.papers(), papers.a_paper(4, authors=("person-1",))),
            (papers.a_call(staff=7), *papers.papers()),
            (GRADED, *map(excellent, CASES)),
        ],
    ),
    hours_are_credited_once: (
        (some_hours(), an_activity()),
        [
            (some_hours(), some_hours("hours-2"), an_activity()),
            (some_hours(hours=Decimal(3)), an_activity(3)),
            (some_hours(), an_activity(times=2)),
        ],
    ),
    nothing_final_is_provisional: (
        (a_contest(co.AWARDED), a_reflection(basis=PINNED)),
        [
            (a_contest(co.AWARDED, basis=Provisional()),),
            (some_hours(basis=Provisional()),),
            (a_reflection(credits=an_activity().credits),),
            (
                appraisals.a_round(basis=Provisional()),
                appraisals.a_case(1, ap.SIGNED),
            ),
            (
                papers.a_call(basis=Provisional()),
                papers.a_paper(1, pa.PAPER_AWARDED),
            ),
        ],
    ),
    private_reflections_are_read_by_nobody_else: (
        (a_reflection(), a_reflection(state=re.SHARED, readers=frozenset({"advisor-1"}))),
        [(a_reflection(OpenReflection),), (a_reflection(OpenReflection, state=re.SHARED),)],
    ),
}


@pytest.mark.parametrize("law", STATE_LAWS, ids=lambda law: law.__name__)
def test_a_law_of_a_state_can_fail(law: Any) -> None:
    kept, broken = STATES[law]
    assert list(law(Shelf(*kept))) == []
    assert [at for at, case in enumerate(broken) if not list(law(Shelf(*case)))] == []


def a_moment(
    step: str,
    before: Record | None,
    after: Record,
    *others: Record,
    by: str = CLERK.id,
) -> Moment:
    """A step by somebody, on the first morning."""
    entry = Entry(
        org=ORG, seq=1, kind=after.kind, record=after.id, version=after.version, transition=step,
        source=before.state if before else "", target=after.state, actor=by,
        at=MORNING.isoformat(), payload=None, salt=None, payload_digest="", digest="",
    )  # fmt: skip
    return Moment(
        entry=entry,
        before=before,
        after=after,
        reader=Shelf(after, *others),
        lifecycles=homeroom_lifecycles(),
        provided=OFFER,
    )


def closed(contest: co.Contest, **more: Any) -> no.Notice:
    on = {"closed_on": SCHOOL_DAY + timedelta(days=8), "document": "2025-7"}
    return a_notice(contest, more.pop("state", no.CLOSED), **{**on, **more})


PUBLIC = proposed(co.PUBLICISED, notice="notice-1")
AWARDED = change(PUBLIC, state=co.AWARDED)
STRICT = a_contest(rules=RuleSet(id="strict", label=Text.same("strict"), rules=(YEARS,)))
DUE: dict[str, Any] = {"before": PUBLIC, "after": AWARDED}
VERIFIED = some_hours(state=ho.VERIFIED, counted=None, number=0)
STEPS: dict[Any, tuple[list[Moment], list[Moment]]] = {
    nobody_decides_their_own_case: (
        [
            a_moment("tally", a_contest(), tallied(), *ENTRIES),
            a_moment("withdraw", an_entry(), an_entry(), a_contest(), by="person-1"),
        ],
        [
            a_moment("tally", a_contest(), tallied(), *ENTRIES, by="person-2"),
            a_moment("pass_over", an_entry(), an_entry(), a_contest(), by="person-1"),
            a_moment("answer", an_objection("x"), an_objection("x"), by="judge-1"),
            a_moment("sign", a_sheet(), a_sheet(), a_contest(), *ENTRIES, by="person-3"),
            a_moment("accept", papers.a_paper(), papers.a_paper(), by="person-1"),
            a_moment("grade_all", appraisals.ROUND, GRADED, *CASES, by="person-1"),
            a_moment(
                "sign", papers.a_review(), papers.a_review(), papers.a_paper(), by="person-1"
            ),
            a_moment("rank", papers.a_call(), papers.ranked(), papers.a_paper(), by="person-1"),
        ],
    ),
    what_is_decided_was_publicised: (
        [
            a_moment("award", PUBLIC, AWARDED, closed(PUBLIC)),
            a_moment("recommend", AWARDED, AWARDED, closed(PUBLIC, state=no.UNDER_REVIEW)),
        ],
        [
            a_moment("award", PUBLIC, AWARDED),
            a_moment("award", PUBLIC, AWARDED, a_notice(PUBLIC)),
            a_moment("award", PUBLIC, AWARDED, closed(PUBLIC, subject="contest-2")),
            a_moment("award", PUBLIC, AWARDED, closed(PUBLIC, closed_on=SCHOOL_DAY)),
            a_moment("award", PUBLIC, AWARDED, closed(PUBLIC, closes=SCHOOL_DAY)),
        ],
    ),
    a_running_case_keeps_its_terms: (
        [
            a_moment("draw", a_contest(), a_contest(co.DRAWN)),
            a_moment("confirm", a_contest(basis=Provisional()), a_contest()),
        ],
        [
            a_moment("draw", a_contest(basis=Provisional()), a_contest()),
            a_moment("draw", a_contest(), STRICT),
        ],
    ),
    who_enters_fulfils_the_rules: (
        [
            a_moment("enter", None, an_entry(), a_contest(), *PEOPLE),
            a_moment("enter", None, an_entry(waived=("years",)), STRICT, *PEOPLE),
        ],
        [
            a_moment("enter", None, an_entry(), STRICT, *PEOPLE),
            a_moment("enter", None, an_entry(), a_contest(), change(PEOPLE[0], state=pe.LEFT)),
        ],
    ),
    hours_are_those_of_the_activity: (
        [a_moment("credit", VERIFIED, some_hours(), an_activity())],
        [a_moment("credit", VERIFIED, some_hours(), an_activity(5))],
    ),
    every_result_recomputes: (
        [a_moment("tally", a_contest(), tallied(), *ENTRIES, *all_sheets())],
        [a_moment("tally", a_contest(), tallied(), *ENTRIES, *all_sheets(marks={1: "7", 2: "8", 3: "9"}))],
    ),
}  # fmt: skip


@pytest.mark.parametrize("law", STEP_LAWS, ids=lambda law: law.__name__)
def test_a_law_of_a_step_can_fail(law: Any) -> None:
    kept, broken = STEPS[law]
    assert [how for moment in kept for how in law(moment)] == []
    assert [at for at, moment in enumerate(broken) if not list(law(moment))] == []
