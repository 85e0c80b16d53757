"""Attempts that a case of appraisal refuses."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from appraisals import (
    CLERK,
    COMMITTEE,
    FILLED,
    FIRST,
    LAST,
    PEOPLE,
    PRINCIPAL,
    ROUND,
    SUPERVISOR,
    TEACHERS,
    a_case,
    a_graded_case,
    a_notice,
    a_round,
    a_teacher,
    all_cases,
    an_act,
    graded,
)
from contests import creating, refusals

from homeroom_core.change import change
from homeroom_core.errors import Refusal
from homeroom_core.sheets.inputs import ClaimedMerits
from homeroom_core.sheets.known_fact import known_facts
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.testing.acts import MORNING, ORG
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import notice as n
from homeroom_core.training import person as p
from homeroom_core.training import reflection_records as rf
from homeroom_core.training.appraisal_grading import line_of
from homeroom_core.training.notice import NoticePolicy
from refusals import TODAY, case

CASES = all_cases()
DEMERIT = p.Sanction(kind="demerit", since=FIRST, until=LAST, document="2025-3")
SHORT = (p.Post(class_code="2024-G7-01", role="homeroom_teacher", since=date(2025, 3, 3)),)
HALF = (p.Post(class_code="2024-G7-01", role="homeroom_teacher", since=date(2025, 3, 2)),)
OPEN_STATE = r.ROUND_OPENED


def plan(teacher: str = "person-1") -> gr.GrowthPlan:
    more: dict[str, Any] = {"starts": FIRST, "ends": LAST, "title": "mine"}
    return gr.GrowthPlan(id="plan-1", org=ORG, state=gr.COMPLETED, teacher=teacher, **more)


# ---- opening ----


def open_case(
    round: Any = ROUND, records: Any = PEOPLE, teacher: str = "person-1", id: str = "round-1"
) -> tuple[Refusal, ...]:
    act = an_act(CLERK, round, *records, new_id="case-9")
    return creating(a.open_case, act, round=id, teacher=teacher)


case("appraisal.unknown_round", lambda one: open_case(id=one), "round-9", "round-1")
case("appraisal.round_not_open", open_case, graded(), ROUND)
case("appraisal.unknown_person", lambda who: open_case(teacher=who), "person-9", "person-1")
case("appraisal.has_case", lambda state: open_case(records=(*PEOPLE, a_case(1, state))),
     r.OPENED, r.CANCELLED)  # fmt: skip
case("appraisal.never_served", lambda posts: open_case(records=(a_teacher(1, posts=posts),)),
     (), SHORT)  # fmt: skip


# ---- the self review ----


def review(text: str = "a good year", points: Any = None) -> tuple[Refusal, ...]:
    act = an_act(TEACHERS[0], ROUND)
    return refusals(a_case(), a.review_oneself, act, text=text, points=points)


case("appraisal.no_words", review, " ", "a good year")
case("appraisal.unknown_part", lambda part: review(points={part: Decimal(9)}), "qin", "de")
case("appraisal.points_out_of_range", lambda points: review(points={"de": points}),
     Decimal("40.5"), Decimal(40))  # fmt: skip


def pass_over(at: Any) -> tuple[Refusal, ...]:
    waiting = a_case(review_by=TODAY)
    act = an_act(CLERK, ROUND, at=at, reason="nothing came")
    return refusals(waiting, a.pass_over_review, act)


case("appraisal.review_still_open", pass_over, MORNING, MORNING + timedelta(days=1))


# ---- what is collected ----

COLLECTING = change(a_case(1, r.SELF_REVIEWED), **FILLED)


def collecting(
    step: Any, *records: Any, of: Any = COLLECTING, round: Any = ROUND, **given: Any
) -> tuple[Refusal, ...]:
    people = () if any(isinstance(one, p.Person) for one in records) else PEOPLE
    act = an_act(CLERK, round, *people, *records, reason="so it is")
    return refusals(of, step, act, **given)


def ledger(part: str = "qin", months: tuple[str, ...] = (), **more: Any) -> tuple[Refusal, ...]:
    return collecting(a.keep_ledger, *more.get("people", ()), part=part, months=months)


MARCH = (a_teacher(1, posts=SHORT),)
case("appraisal.unknown_part", ledger, "de", "qin")
case("appraisal.month_not_served", lambda months: ledger(months=months, people=MARCH),
     ("2025-02",), ("2025-03",))  # fmt: skip
case("appraisal.month_not_served", lambda posts: ledger(people=(a_teacher(1, posts=posts),)),
     (p.Post(class_code="c", role="assistant", since=date(2025, 3, 30), until=date(2025, 4, 2)),),
     SHORT)  # fmt: skip


def survey(part: str = "de", source: str = "peers", tally: Any = None) -> tuple[Refusal, ...]:
    given = {"part": part, "source": source, "tally": tally or {"30": 3}}
    return collecting(a.count_survey, **given)


case("appraisal.unknown_part", survey, "neng", "de")
case("appraisal.unknown_source", lambda source: survey(source=source), "committee", "pupils")
case("appraisal.bad_count", lambda count: survey(tally={"30": count}), 0, 1)
case("appraisal.points_out_of_range", lambda points: survey(tally={points: 3}), "41", "40")
case("appraisal.points_out_of_range", lambda points: survey(tally={points: 3}), "well", "0.5")


def note(state: str) -> rf.Reflection:
    """A reflection, private as long as it is private."""
    more: dict[str, Any] = {"title": "mine", "written_on": LAST, "all_staff": state == rf.SHARED}
    return rf.Reflection(id="note-1", org=ORG, state=state, author="person-1", **more)


def claim(
    *items: str,
    kept: Any = COLLECTING,
    records: Any = None,
    round: Any = ROUND,
    fact: str = "plan-1",
) -> Any:
    claims = tuple(
        Claim(id=f"c{at}", fact=fact, item=item, kind="school", years=(2024,))
        for at, item in enumerate(items)
    )
    found = (plan(),) if records is None else records
    given = {"part": "ji_merits", "year": 2024, "claims": claims}
    return collecting(a.draw_evidence, *found, of=kept, round=round, **given)


EARLIER = change(
    a_case(2, r.ARCHIVED), teacher="person-1", round="round-0",
    merits=(ClaimedMerits(part="ji_merits", year=2023, claims=(
        Claim(id="c0", fact="plan-1", item="awards", kind="school", years=(2023,)),
    )),),
)  # fmt: skip
case("appraisal.unknown_part",
     lambda part: collecting(a.draw_evidence, part=part, year=2024), "qin", "ji_merits")  # fmt: skip
case("appraisal.unknown_record", lambda found: claim("awards", records=found), (), (plan(),))
case("appraisal.unknown_record", lambda state: claim("awards", records=(note(state),), fact="note-1"),
     rf.PRIVATE, rf.SHARED)  # fmt: skip
case("appraisal.not_involved", lambda who: claim("awards", records=(plan(who),)),
     "person-2", "person-1")  # fmt: skip
case("appraisal.credited_twice", lambda items: claim(*items), ("awards", "talks"), ("talks",))
case("appraisal.credited_before", lambda other: claim("awards", records=(plan(), other)),
     EARLIER, change(EARLIER, state=r.CANCELLED))  # fmt: skip


def facts(records: tuple[str, ...]) -> tuple[Refusal, ...]:
    known = known_facts({"hours_credited": 9})
    return collecting(a.note_facts, plan(), facts=known, records=records)


case("appraisal.no_basis", facts, (), ("plan-1",))
case("appraisal.unknown_record", facts, ("plan-9",), ("plan-1",))


def points(part: str = "ji_other", found: Decimal = Decimal(5), basis: str = "7") -> Any:
    return collecting(a.record_points, part=part, points=found, basis=basis)


case("appraisal.unknown_part", points, "ji_merits", "bonus")
case("appraisal.points_out_of_range", lambda found: points(found=found),
     Decimal("5.5"), Decimal(5))  # fmt: skip
case("appraisal.no_basis", lambda basis: points(basis=basis), " ", "7")
case("appraisal.cannot_be_missing",
     lambda source: collecting(a.record_missing, part="de", source=source),
     "committee", "peers")  # fmt: skip


def collect(kept: Any = COLLECTING, round: Any = ROUND, posts: Any = HALF) -> Any:
    return collecting(a.collect, a_teacher(1, posts=posts), of=kept, round=round)


case("appraisal.round_not_open", lambda one: collect(round=one), graded(), ROUND)
case("appraisal.served_too_little", lambda posts: collect(posts=posts), SHORT, HALF)
case("source.waiting", collect, change(COLLECTING, surveys=COLLECTING.surveys[1:]), COLLECTING)
case("part.missing", collect, change(COLLECTING, points=()), COLLECTING)


# ---- marks, score, check ----


def mark(part: str = "de", **marks: str) -> tuple[Refusal, ...]:
    collected = a_case(1, r.COLLECTED)
    act = an_act(COMMITTEE, ROUND)
    return refusals(collected, a.mark, act, part=part, marks=marks or {"de": "40"})


case("appraisal.unknown_part", mark, "qin", "de")
case("appraisal.unknown_part", lambda more: mark(**more), {"de": "9", "neng": "9"}, {"de": "9"})
case("appraisal.points_out_of_range", lambda de: mark(de=de), "40.5", "40")


def score(cards: Any) -> tuple[Refusal, ...]:
    collected = change(a_case(1, r.COLLECTED), cards=cards)
    return refusals(collected, a.score, an_act(COMMITTEE, ROUND))


case("source.missing", score, (), a_case(1, r.SCORED).cards)
BRAWL = r.Cap(cause="class_brawl", document="2025-3")


def check(*found: r.Cap) -> tuple[Refusal, ...]:
    act = an_act(SUPERVISOR, ROUND, *PEOPLE)
    return refusals(a_case(1, r.SCORED), a.check_vetoes, act, vetoes=found)


case("appraisal.unknown_cause", check, change(BRAWL, cause="demerit"), BRAWL)
case("appraisal.no_document", check, change(BRAWL, document=" "), BRAWL)


# ---- the grade ----


def grade(round: Any, kept: Any = CASES[0], others: Any = CASES[1:]) -> tuple[Refusal, ...]:
    return refusals(kept, a.grade, an_act(COMMITTEE, round, kept, *others))


LOSES = all_cases(mark="30")
HELD = a_graded_case(1, r.PUBLICISED)
RISEN = graded(cases=(change(CASES[0], score=a_case(3, r.SCORED, mark="20").score), *CASES[1:]))
case("appraisal.round_not_graded", grade, a_round(), graded())
case("appraisal.same_grade", lambda one: grade(one, HELD, ()), graded(), RISEN)
case("appraisal.place_taken", lambda other: grade(RISEN, CASES[1], (other,)), HELD, CASES[0])


def publicise(kept: Any, round: Any = None) -> tuple[Refusal, ...]:
    round = round or graded(r.ROUND_PUBLICISED)
    return refusals(kept, a.publicise, an_act(CLERK, round))


GRADED = a_graded_case(1)
REGRADED = change(
    GRADED, grades=(*GRADED.grades, change(GRADED.grades[0], grade="pass", regrade=True))
)
case("appraisal.not_publicised", lambda one: publicise(GRADED, one), graded(), None)
case("appraisal.needs_own_notice", publicise, REGRADED, GRADED)


def regrade_notice(
    kept: Any = REGRADED, wrong: bool = False, state: str = n.OPEN, **more: Any
) -> tuple[Refusal, ...]:
    round = graded(r.ROUND_DECIDED)
    shelf = an_act(CLERK, round, *PEOPLE)
    line = line_of(kept, "pass", round.policy, shelf.reader)
    notice = change(a_notice(kept, (line,), state), **more)
    act = an_act(CLERK, round, *PEOPLE, notice)
    return refusals(kept, a.publicise_regrade, act, notice="notice-9" if wrong else "notice-1")


case("appraisal.not_regraded", regrade_notice, GRADED, REGRADED)
case(
    "publicity.other_notice", lambda wrong: regrade_notice(wrong=wrong), True, False
)  # wrong, right
for name, differs in (
    ("subject", "case-9"),
    ("state", n.VOID),
    ("policy", NoticePolicy(working_days=9)),
    ("lines", (n.NoticeLine(name="Teacher 1", unit="G7", award="优秀"),)),
    ("involved", frozenset({"person-2"})),
):
    case(
        "publicity.other_notice",
        lambda value, name=name: regrade_notice(**({} if value is None else {name: value})),
        differs,
        None,
    )


# ---- signature and archive ----

DECIDED = change(graded(r.ROUND_DECIDED), decided_on=TODAY)
UP = a_graded_case(1, r.PUBLICISED)


def sign(round: Any = DECIDED, at: Any = MORNING, step: Any = a.sign) -> tuple[Refusal, ...]:
    return refusals(UP, step, an_act(TEACHERS[0], round, at=at, reason="so be it"))


def unsigned(at: Any) -> tuple[Refusal, ...]:
    return refusals(UP, a.record_unsigned, an_act(CLERK, DECIDED, at=at, reason="has left"))


case("appraisal.not_final", sign, graded(r.ROUND_PUBLICISED), DECIDED)
case(
    "appraisal.signed_late", lambda at: sign(at=at), MORNING + timedelta(8), MORNING + timedelta(7)
)
case("appraisal.still_to_be_signed", unsigned, MORNING + timedelta(7), MORNING + timedelta(8))


# ---- after the decision ----


def regrade(
    round: Any = DECIDED, document: str = "2025-30", person: Any = None, *found: r.Cap
) -> tuple[Refusal, ...]:
    person = person or a_teacher(1, sanctions=(DEMERIT,))
    act = an_act(PRINCIPAL, round, UP, person, reason="a sanction came")
    return refusals(UP, a.regrade, act, document=document, vetoes=found)


case("appraisal.round_not_decided", regrade, graded(r.ROUND_PUBLICISED), DECIDED)
case("appraisal.no_document", lambda words: regrade(DECIDED, words), " ", "2025-30")
case("appraisal.nothing_to_regrade", lambda person: regrade(person=person),
     a_teacher(1), a_teacher(1, sanctions=(DEMERIT,)))  # fmt: skip
case("appraisal.unknown_cause", lambda found: regrade(DECIDED, "2025-30", None, found),
     change(BRAWL, cause="gossip"), BRAWL)  # fmt: skip


def ungraded(posts: Any) -> tuple[Refusal, ...]:
    return collecting(a.leave_ungraded, a_teacher(1, posts=posts))


case("appraisal.served_enough", ungraded, HALF, SHORT)
