"""Every reason that a system of training refuses for, produced once, beside what is allowed.

Each case (`tests/support/refusals`) is one attempt made wrongly and the same attempt made rightly.
The table has to be complete: a `Reason` that no case produces, and a guard that no case sees
refuse, are reported.
"""

import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from contests import codes
from refusals import Attempted, every_case
from refusals.score_sheet import begin

from homeroom_core import training
from homeroom_core.builtin import homeroom_lifecycles
from homeroom_core.errors import Reason, Refusal
from homeroom_core.lifecycle import Operation
from homeroom_core.people import HEAD_JUDGE, JUDGE, OFFICE, Actor
from homeroom_core.text import LANGUAGES

CASES = every_case()

<<<<<<< HEAD
CASES: dict[str, tuple[Attempt, Attempt]] = {}
"""From the code of a reason to an attempt refused for it, and the same attempt allowed."""

LATER = MORNING + timedelta(days=20)
TODAY = SCHOOL_DAY


def case(code: str, attempt: Callable[..., tuple[Refusal, ...]], wrong: Any, right: Any) -> None:
    assert code not in CASES, code
    CASES[code] = (lambda: attempt(wrong), lambda: attempt(right))


def rule(id: str = "years", fact: str = "homeroom_years", **more: Any) -> Rule:
    given = {"comparator": ">=", "boundary": number(3), **more}
    return Rule(id=id, label=Text.same(id), fact=fact, **given)


def rules(*listed: Rule) -> RuleSet:
    return RuleSet(id="rules", label=Text.same("rules"), rules=listed)


# ---- contest ----


def call(**more: Any) -> tuple[Refusal, ...]:
    return creating(c.call, an_act(CLERK, new_id="contest-1"), **{**CALL, **more})


case("contest.no_title", lambda title: call(title=title), " ", "Autumn")
case(
    "contest.policy_unfit",
    lambda links: call(scoring=ScoringPolicy(method="mean", tie_break=links)),
    (TieBreak("of_a_plugin"),),
    by_criteria("a"),
)
case("contest.rules_unfit", lambda found: call(rules=found), rules(rule(), rule()), rules(rule()))
case("contest.deadline_past", lambda day: call(deadline=day), TODAY - timedelta(1), TODAY)
case(
    "contest.deadline_not_later",
    lambda day: refusals(a_contest(), c.extend, an_act(CLERK, reason="fog"), deadline=day),
    TODAY,
    TODAY + timedelta(1),
)
case(
    "contest.still_called",
    lambda at: refusals(a_contest(), c.close_entries, an_act(CLERK, *ENTRIES, at=at)),
    MORNING,
    LATER,
)
case(
    "contest.no_entries",
    lambda there: refusals(a_contest(), c.close_entries, an_act(CLERK, *there, at=LATER)),
    (an_entry(1, r.ENTRY_WITHDRAWN),),
    ENTRIES,
)


def appoint(panel: Any, *records: Any, state: str = r.ENTERED) -> tuple[Refusal, ...]:
    contest = a_contest(state)
    return refusals(contest, c.appoint_panel, an_act(CLERK, *ENTRIES, *records), panel=panel)


NO_HEAD = tuple(change(member, presides=False) for member in PANEL)
case("contest.twice_on_panel", appoint, (*PANEL, NO_HEAD[1]), PANEL)
case("contest.one_presides", appoint, NO_HEAD, PANEL)
case("contest.judge_competes", appoint, (*PANEL, r.PanelMember(judge="person-1")), PANEL)
case("contest.panel_too_small", appoint, PANEL[:2], PANEL[:3])
case(
    "contest.has_signed",
    lambda panel: appoint(panel, a_sheet(judge=4), state=r.SCORING),
    PANEL[:3],
    (PANEL[0], PANEL[2], PANEL[3]),
)


def conflict(judge: int = 4, entry: int = 1, kind: str = r.OWN_CLASS, **more: Any) -> r.Conflict:
    given = {"on": TODAY, "by": CLERK.id, **more}
    return r.Conflict(judge=f"judge-{judge}", entry=f"entry-{entry}", kind=kind, **given)


case(
    "contest.too_few_judges",
    lambda away: refusals(
        a_contest(r.ENTERED, conflicts=away), c.draw, an_act(CLERK, *ENTRIES), seed="1"
    ),
    (conflict(3), conflict(4)),
    (conflict(3), conflict(4, waived_by=HEAD.id)),
)


def recuse(by: Any = CLERK, /, records: Any = (), **more: Any) -> tuple[Refusal, ...]:
    contest = a_contest(r.SCORING, conflicts=(conflict(3, 3),))
    given = {"judge": "judge-2", "entry": "entry-1", "conflict": "related", **more}
    return refusals(contest, c.recuse, an_act(by, *ENTRIES, *records), **given)


case("contest.unknown_conflict", lambda kind: recuse(conflict=kind), "envy", "paired")
case("contest.not_on_panel", lambda judge: recuse(judge=judge), "judge-9", "judge-3")
case("contest.conflict_of_another", recuse, JUDGES[2], JUDGES[1])
case("contest.unknown_entry", lambda entry: recuse(entry=entry), "entry-9", "entry-3")
case("contest.signed_already", lambda at: recuse(records=(a_sheet(at, 2),)), 1, 2)
case(
    "contest.recused_already",
    lambda kind: recuse(judge="judge-3", entry="entry-3", conflict=kind),
    r.OWN_CLASS,
    r.RELATED,
)


def waive(kind: str = r.SAME_GROUP, by: Actor = HEAD, judge: int = 4) -> tuple[Refusal, ...]:
    contest = a_contest(r.ENTERED, conflicts=(conflict(judge, kind=kind),))
    given = an_act(by, *ENTRIES, reason="no other judge in town")
    return refusals(contest, c.waive_conflict, given, judge=f"judge-{judge}", entry="entry-1")


case("contest.not_waivable", waive, r.RELATED, r.SAME_GROUP)
case(
    "contest.own_conflict",
    lambda by: waive(by=by, judge=1),
    HEAD,
    actor("head_judge-1"),
)
case(
    "contest.no_seed",
    lambda seed: refusals(a_contest(r.ENTERED), c.draw, an_act(CLERK, *ENTRIES), seed=seed),
    " ",
    "20250910",
)


def tally(*records: Any, **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_contest(r.SCORING, **more), c.tally, an_act(HEAD, *ENTRIES, *records))


case("contest.sheets_missing", lambda there: tally(*there), all_sheets()[1:], all_sheets())
case(
    "contest.not_scorable",
    lambda method: tally(*all_sheets(), scoring=ScoringPolicy(method=method)),
    "gone",
    "mean",
)
CHECKED = all_sheets(r.SHEET_CHECKED)


def confirm(by: Actor = SUPERVISOR, sheets: Any = CHECKED) -> tuple[Refusal, ...]:
    return refusals(tallied(by="scorer-1"), c.confirm_count, an_act(by, *ENTRIES, *sheets))


case("contest.not_recounted", lambda found: confirm(sheets=found), all_sheets(), CHECKED)
case("contest.same_person", confirm, actor("scorer-1"), SUPERVISOR)

TIED = all_sheets(marks={1: "8", 2: "8", 3: "7"})
SETTLED = {"entry-1": "first", "entry-2": "second"}


def put_up(contest: Any, **more: Any) -> tuple[Refusal, ...]:
    notice = a_notice(contest, **more)
    by = an_act(CLERK, *ENTRIES, *PEOPLE, notice)
    return refusals(contest, c.publicise, by, notice="notice-1")


def settled() -> r.Contest:
    return c.settle_ties.body(proposed(sheets=TIED), an_act(HEAD), choices=SETTLED)


def settle(contest: r.Contest, **choices: str) -> tuple[Refusal, ...]:
    return refusals(contest, c.settle_ties, an_act(HEAD), choices=choices or SETTLED)


case("contest.open_decision", put_up, proposed(sheets=TIED), settled())
case(
    "contest.no_decision",
    lambda choices: settle(proposed(sheets=TIED), **choices),
    {"entry-1": "first"},
    SETTLED,
)
case("contest.nothing_open", settle, proposed(), proposed(sheets=TIED))
case(
    "contest.other_notice",
    lambda policy: put_up(proposed(), policy=policy),
    n.NoticePolicy(working_days=1),
    n.NoticePolicy(),
)


def give(
    state: str = n.CLOSED, prefix: str = "A-", other: str = "B-001", **more: Any
) -> tuple[Refusal, ...]:
    contest = proposed(state=r.PUBLICISED, notice="notice-1")
    numbered = r.Certificate(entry="entry-8", level="first", number=other)
    before = a_contest(r.AWARDED, id="contest-0", certificates=(numbered,))
    records = (*ENTRIES, *PEOPLE, a_notice(contest, state, **more), before)
    return refusals(contest, c.award, an_act(PRINCIPAL, *records), number_prefix=prefix)


case("contest.notice_not_closed", give, n.UNDER_REVIEW, n.CLOSED)
case(
    "contest.notice_differs",
    lambda more: give(**more),
    {"lines": (n.NoticeLine(name="Wang", unit="", award="first"),)},
    {},
)
case("contest.no_prefix", lambda prefix: give(prefix=prefix), "", "2025-")
case("contest.number_taken", lambda taken: give(other=taken), "A-002", "A-003")


def objection(*, upheld: bool | None = None, round: int = 1, by: str = TEACHER.id) -> n.Objection:
    return n.Objection(
        number=1,
        by=by,
        on=TODAY,
        text="the sum",
        signed=True,
        round=round,
        answer_by=TODAY,
        upheld=upheld,
    )


def reopen(state: str = n.OPEN, **more: Any) -> tuple[Refusal, ...]:
    contest = proposed(state=r.PUBLICISED, notice="notice-1")
    by = an_act(PRINCIPAL, a_notice(contest, state, **more), reason="a wrong sum")
    return refusals(contest, c.reopen, by)


case(
    "contest.no_objection_upheld",
    lambda found: reopen(objections=(found,)),
    objection(upheld=False),
    objection(upheld=True),
)
NO_AWARDS = AwardPolicy(
    levels=(AwardLevel(id="first", label=Text.same("first"), share=Fraction(1, 10)),)
)
case(
    "contest.has_awards",
    lambda policy: refusals(proposed(awards=policy), c.cancel, an_act(CLERK, reason="nobody")),
    AWARDS,
    NO_AWARDS,
)

case(
    "contest.awards_differ",
    lambda marks: refusals(
        proposed(r.AWARDED),
        c.contest.step("accept_tally"),
        an_act(PRINCIPAL, *ENTRIES, *all_sheets(marks=marks), reason="a fault was mended"),
    ),
    {1: "7", 2: "8", 3: "9"},
    {1: "9.5", 2: "8", 3: "7"},
)

# ---- contest entry ----


def enter(
    by: Actor = CLERK,
    contest: r.Contest | None = None,
    /,
    records: Any = (),
    on_roster: Any = PEOPLE,
    at: Any = MORNING,
    **more: Any,
) -> tuple[Refusal, ...]:
    given = {"contest": "contest-1", "contestant": "person-1", "title": "Ours", **more}
    called = contest or a_contest()
    return creating(e.enter, an_act(by, called, *on_roster, *records, at=at), **given)


OWNER = Actor.of("person-1", "teacher")
case("contest_entry.no_title", lambda title: enter(title=title), " ", "Ours")
case("contest_entry.unknown_contest", lambda it: enter(contest=it), "contest-9", "contest-1")
case("contest_entry.closed", lambda at: enter(at=at), LATER, MORNING)
case("contest_entry.unknown_person", lambda who: enter(contestant=who), "person-9", "person-2")
case(
    "contest_entry.not_in_post",
    lambda state: enter(on_roster=(a_person(1, state),)),
    p.ON_LEAVE,
    p.IN_POST,
)
case(
    "contest_entry.rules_unfit",
    lambda boundary: enter(CLERK, a_contest(rules=rules(rule(comparator="==", boundary=boundary)))),
    words("five"),
    number(5),
)
case(
    "contest_entry.unknown_rule",
    lambda it: enter(CLERK, a_contest(rules=rules(rule())), waived=(it,)),
    "age",
    "years",
)
case("contest_entry.office_sets", lambda by: enter(by, factors={"a": Decimal(2)}), OWNER, CLERK)
case(
    "contest_entry.entered_twice",
    lambda state: enter(records=(an_entry(1, state),)),
    e.PASSED_OVER,
    e.WITHDRAWN,
)
case(
    "contest_entry.is_judge",
    lambda judge: enter(CLERK, a_contest(panel=(r.PanelMember(judge=judge),))),
    "person-1",
    "person-2",
)
case(
    "contest_entry.criteria_unfit",
    lambda factor: enter(factors={"a": Decimal(factor)}),
    -1,
    "3.5",
)


def leave(step: Any, state: str) -> tuple[Refusal, ...]:
    return refusals(ENTRIES[0], step, an_act(CLERK, a_contest(state), reason="ill"))


case("contest_entry.past_choice", lambda at: leave(e.pass_over, at), r.DRAWN, r.ENTERED)
case("contest_entry.has_result", lambda at: leave(e.withdraw, at), r.PROPOSED, r.REOPENED)
case("contest_entry.contest_over", lambda at: leave(e.disqualify, at), r.AWARDED, r.SCORING)

# ---- score sheet ----


def begin(
    by: Actor = JUDGES[1], state: str = r.SCORING, records: Any = ENTRIES, **more: Any
) -> tuple[Refusal, ...]:
    given = {"contest": "contest-1", "entry": "entry-1", "judge": "judge-2", **more}
    contest = a_contest(state, conflicts=(conflict(2, 3),))
    return creating(s.begin, an_act(by, contest, *records), **given)


case("score_sheet.no_contest", lambda it: begin(contest=it), "contest-9", "contest-1")
case("score_sheet.not_scoring", lambda state: begin(state=state), r.DRAWN, r.REOPENED)
case("score_sheet.not_theirs", lambda entry: begin(entry=entry), "entry-3", "entry-2")
case("score_sheet.entry_not_in", lambda entry: begin(entry=entry), "entry-9", "entry-1")
case(
    "score_sheet.two_sheets",
    lambda state: begin(records=(*ENTRIES, a_sheet(1, 2, state))),
    s.OPEN,
    s.VOID,
)
case(
    "score_sheet.bad_total",
    lambda total: refusals(
        a_sheet(),
        s.recount,
        an_act(SUPERVISOR, tallied(), *ENTRIES),
        total=Decimal(total),
    ),
    "NaN",
    "16",
)

# ---- notice ----

LINE = n.NoticeLine(name="Li", unit="G7", award="first")
OTHER_LINE = n.NoticeLine(name="Wang", unit="G7", award="first")


def the_notice(state: str = n.OPEN, **more: Any) -> n.Notice:
    given = {"lines": (LINE,), "involved": frozenset({"judge-1"}), **more}
    return a_notice(a_contest(r.PROPOSED), state, **given)


def publish(**more: Any) -> tuple[Refusal, ...]:
    given = {"subject": "contest-1", "title": "Awards", "lines": (LINE,), **more}
    return creating(n.publish, an_act(CLERK), **given)


def object_to(at: Any = MORNING, **more: Any) -> tuple[Refusal, ...]:
    return refusals(the_notice(), n.object_to, an_act(TEACHER, at=at), **{"text": "sum", **more})


def answer(by: str = CLERK.id, **more: Any) -> tuple[Refusal, ...]:
    objected = the_notice(n.OBJECTED, objections=(objection(by="supervisor-1"),))
    given = {"number": 1, "upheld": False, "note": "looked at", **more}
    return refusals(objected, n.answer, an_act(by), **given)


def close(at: Any = LATER, document: str = "2025-12", **more: Any) -> tuple[Refusal, ...]:
    return refusals(the_notice(**more), n.close, an_act(MEETING, at=at), document=document)


def amend(lines: tuple[n.NoticeLine, ...], **more: Any) -> tuple[Refusal, ...]:
    return refusals(the_notice(**more), n.amend, an_act(CLERK, reason="upheld"), lines=lines)


case("notice.no_title", lambda title: publish(title=title), "", "Awards")
case("notice.empty_list", lambda lines: publish(lines=lines), (), (LINE,))
case("notice.too_late", lambda at: object_to(at), LATER, MORNING)
case("notice.no_facts", lambda text: object_to(text=text), " ", "the sum of sheet 3")
case("notice.not_signed", lambda signed: object_to(signed=signed), False, True)
case("notice.no_such_objection", lambda number: answer(number=number), 2, 1)
case("notice.own_objection", answer, "supervisor-1", CLERK.id)
case("notice.no_answer", lambda note: answer(note=note), "", "the sum is right")
case("notice.still_up", close, MORNING, LATER)
case("notice.no_document", lambda document: close(document=document), " ", "2025-12")
case(
    "notice.not_amended",
    lambda turn: close(objections=(objection(upheld=True, round=turn),), round=2),
    2,
    1,
)
case("notice.same_list", lambda line: amend((line,)), LINE, OTHER_LINE)
case(
    "notice.review_too_late",
    lambda closed: refusals(
        the_notice(n.CLOSED, closed_on=closed),
        n.ask_for_review,
        an_act(TEACHER, reason="not heard"),
    ),
    date(2025, 9, 2),
    date(2025, 9, 3),
)
case(
    "notice.no_review",
    lambda review: refusals(the_notice(n.UNDER_REVIEW), n.uphold, an_act(MEETING), review=review),
    "",
    "nothing new was said",
)

# ---- person ----


def register(**more: Any) -> tuple[Refusal, ...]:
    given = {"staff_no": "9", "details": p.Details(name="Li"), **more}
    return creating(p.register, an_act(CLERK, *PEOPLE, new_id="person-9"), **given)


def leads(number: int, class_code: str, role: str = "homeroom_teacher") -> p.Person:
    post = p.Post(class_code=class_code, role=role, since=date(2025, 9, 1))
    return a_person(number, posts=(post,))


def take(person: p.Person = PEOPLE[0], /, **more: Any) -> tuple[Refusal, ...]:
    given = {"class_code": "G7-01", **more}
    return refusals(person, p.take_class, an_act(CLERK, leads(2, "G7-02")), **given)


case("person.no_staff_no", lambda number: register(staff_no=number), " ", "4")
case("person.staff_no_taken", lambda number: register(staff_no=number), "2", "4")
case("person.unknown_role", lambda role: register(roles=frozenset({role})), "king", "judge")
case("person.class_has_a_leader", lambda code: take(class_code=code), "G7-02", "G7-03")
case("person.leads_already", take, leads(1, "G7-04"), leads(1, "G7-04", "assistant"))
case(
    "person.holds_post_already",
    lambda code: take(leads(1, "G7-04", "assistant"), class_code=code, role="assistant"),
    "G7-04",
    "G7-05",
)
case("person.no_class", lambda code: take(class_code=code), "", "G7-01")
case(
    "person.no_such_post",
    lambda code: refusals(
        leads(1, "G7-04"), p.hand_over_class, an_act(CLERK, reason="leave"), class_code=code
    ),
    "G7-05",
    "G7-04",
)

# ---- growth plan ----

STARTS, ENDS = date(2025, 9, 1), date(2028, 8, 31)


def goal(id: str = "g1", **more: Any) -> Goal:
    given = {"title": "listen", "measure": "talks", "due": ENDS, "dimension": "conduct", **more}
    return Goal(id=id, **given)


def a_plan(state: str = g.DRAFT, **more: Any) -> g.GrowthPlan:
    version = g.PlanVersion(
        number=1,
        diagnosis="d",
        goals=(goal(),),
        reasons={},
        approved_by=CLERK.id,
        approved_on=date(2025, 7, 1),
    )
    given = {
        "teacher": TEACHER.id,
        "title": "three years",
        "starts": STARTS,
        "ends": ENDS,
        "diagnosis": "d",
        "goals": (goal(),),
        "versions": () if state in (g.DRAFT, g.SUBMITTED) else (version,),
        **more,
    }
    return g.GrowthPlan(id="growth_plan-1", org=ORG, state=state, **given)


def draft(*others: Any, ends: date = ENDS) -> tuple[Refusal, ...]:
    by = an_act(TEACHER, *others, new_id="growth_plan-2")
    return creating(g.draft, by, teacher=TEACHER.id, title="t", starts=STARTS, ends=ends)


def submit(**more: Any) -> tuple[Refusal, ...]:
    return refusals(a_plan(**more), g.submit, an_act(TEACHER))


def found(goal: str = "g1", outcome: str = g.PARTLY) -> g.Finding:
    return g.Finding(goal=goal, outcome=outcome)


def inspect(*findings: g.Finding) -> tuple[Refusal, ...]:
    return refusals(a_plan(g.ACTIVE), g.inspect, an_act(CLERK), findings=findings)


def adjust(
    changed: Goal, reasons: Any = None, /, at: Any = MORNING, policy: Any = None
) -> tuple[Refusal, ...]:
    plan = a_plan(g.ACTIVE, policy=policy or g.GrowthPolicy())
    why = {"g1": "new class"} if reasons is None else reasons
    return refusals(plan, g.adjust, an_act(TEACHER, at=at), goals=(changed,), reasons=why)


def inspected(outcome: str) -> g.GrowthPlan:
    seen = g.Inspection(by=CLERK.id, on=TODAY, findings=(found(outcome=outcome),))
    return a_plan(g.INSPECTED, inspections=(seen,))


case(
    "growth_plan.already_open",
    lambda state: draft(a_plan(state)),
    g.SUSPENDED,
    g.COMPLETED,
)
case("growth_plan.ends_before_start", lambda ends: draft(ends=ends), date(2025, 8, 31), STARTS)
case("growth_plan.no_diagnosis", lambda said: submit(diagnosis=said), " ", "too loud")
case("growth_plan.too_few_goals", lambda goals: submit(goals=goals), (), (goal(),))
case(
    "growth_plan.same_goal_id",
    lambda other: submit(goals=(goal(), goal(other))),
    "g1",
    "g2",
)
case("growth_plan.empty_goal", lambda text: submit(goals=(goal(measure=text),)), "", "talks")
case(
    "growth_plan.unknown_dimension",
    lambda name: submit(goals=(goal(dimension=name),)),
    "wealth",
    "conduct",
)
case(
    "growth_plan.due_outside_plan",
    lambda due: submit(goals=(goal(due=due),)),
    ENDS + timedelta(1),
    ENDS,
)
case(
    "growth_plan.no_comment",
    lambda text: refusals(a_plan(g.SUBMITTED), g.send_back, an_act(CLERK), comment=text),
    "",
    "which talks?",
)
case(
    "growth_plan.unknown_goal",
    lambda it: refusals(a_plan(g.ACTIVE), g.note_progress, an_act(TEACHER), goal=it, note="n"),
    "g9",
    "g1",
)
case("growth_plan.goal_not_inspected", lambda seen: inspect(*seen), (), (found(),))
case("growth_plan.unknown_outcome", lambda word: inspect(found(outcome=word)), "fine", g.PARTLY)
case(
    "growth_plan.goals_off_track",
    lambda outcome: refusals(inspected(outcome), g.carry_on, an_act(CLERK)),
    g.OFF_TRACK,
    g.ON_TRACK,
)
case("growth_plan.nothing_changed", adjust, goal(), goal(title="read"))
case(
    "growth_plan.no_reason_for_goal",
    lambda reasons: adjust(goal(title="read"), reasons),
    {"g1": " "},
    {"g1": "new class"},
)
case(
    "growth_plan.too_soon",
    lambda days: adjust(goal(title="r"), policy=g.GrowthPolicy(days_between_versions=days)),
    72,
    71,
)
case(
    "growth_plan.not_ended",
    lambda ends: refusals(a_plan(g.ACTIVE, ends=ends), g.complete, an_act(MEETING), review="well"),
    TODAY + timedelta(1),
    TODAY,
)
=======
OF_OTHERS = ("lifecycle.", "mark.", "card.")
"""Reasons that systems hand on: they are tested where they are defined."""
>>>>>>> 38efcb5 (scheme: its tests, strategies and cases; refusals by kind, and no guard unseen)


def reasons() -> dict[str, Reason]:
    """Every reason that is defined in a module of `homeroom_core.training`, by its code."""
    modules = [
        import_module(f"{training.__name__}.{module.name}")
        for module in pkgutil.iter_modules(training.__path__)
    ]
    found = [value for m in modules for value in vars(m).values() if isinstance(value, Reason)]
    return {reason.code: reason for reason in found if not reason.code.startswith(OF_OTHERS)}


each_case = pytest.mark.parametrize("one", CASES, ids=lambda one: one.code)


def test_every_reason_has_its_case() -> None:
    codes = {one.code for one in CASES if not one.code.startswith(OF_OTHERS)}
    assert sorted(codes) == sorted(reasons())


@each_case
def test_wrongly_it_is_refused_for_this_reason(one: Attempted) -> None:
    assert one.code in codes(one.wrongly())


@each_case
def test_rightly_it_is_allowed(one: Attempted) -> None:
    assert codes(one.rightly()) == []


@each_case
def test_a_refusal_says_what_is_wrong_and_what_would_work_in_three_languages(
    one: Attempted,
) -> None:
    refusal = next(found for found in one.wrongly() if found.code == one.code)
    said = [t.read(tag) for t in (refusal.text, refusal.remedy) for tag in LANGUAGES]
    assert all(words.strip() and "{" not in words and "None" not in words for words in said)


def guards(step: Operation[Any, ...]) -> Iterator[Callable[..., Any]]:
    yield from step.guards
    yield from step.checks


def test_every_guard_is_seen_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A guard that no case makes refuse might as well not be there."""
    seen: set[str] = set()

    def watched(guard: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*args: Any, **kwargs: Any) -> Any:
            answer = guard(*args, **kwargs)
            found = (answer,) if isinstance(answer, Refusal) else tuple(answer or ())
            if found:
                seen.add(f"{guard.__module__}.{guard.__qualname__}")
            return found

        return asked

    known: set[str] = set()
    for lifecycle in homeroom_lifecycles():
        for step in (*lifecycle.creations.values(), *lifecycle.transitions.values()):
            known |= {f"{guard.__module__}.{guard.__qualname__}" for guard in guards(step)}
            monkeypatch.setattr(step, "guards", tuple(map(watched, step.guards)))
            monkeypatch.setattr(step, "checks", list(map(watched, step.checks)))
    for one in CASES:
        one.wrongly()
    assert sorted(known - seen) == []


def test_roles_of_the_panel_are_not_needed_to_judge() -> None:
    """A judge is on the panel by id; the role alone opens nothing."""
    assert codes(begin(Actor.of("judge-9", JUDGE, OFFICE, HEAD_JUDGE))) == ["lifecycle.not_granted"]
