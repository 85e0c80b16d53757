"""Attempts at the steps of a contest, made wrongly and made rightly."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

from contests import (
    AWARDS,
    CALL,
    CLERK,
    ENTRIES,
    HEAD,
    JUDGES,
    PANEL,
    PEOPLE,
    POLICY,
    PRINCIPAL,
    SUPERVISOR,
    TEACHER,
    a_contest,
    a_notice,
    a_sheet,
    all_sheets,
    an_act,
    an_entry,
    creating,
    proposed,
    refusals,
    tallied,
)

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.change import change
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import Refusal
from homeroom_core.fact import number
from homeroom_core.people import Actor
from homeroom_core.rule import Rule
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak, by_criteria
from homeroom_core.testing.acts import MORNING, ORG, actor
from homeroom_core.text import Text
from homeroom_core.training import contest as c
from homeroom_core.training import contest_records as r
from homeroom_core.training import notice as n
from homeroom_core.training import scheme_records as sr
from homeroom_core.training.conflict import OWN_CLASS, RELATED, SAME_GROUP
from homeroom_core.training.scheme_contents import scheme_contents
from homeroom_core.training.tally import Certificate
from refusals import LATER, TODAY, case
from refusals.scheme import a_scheme


def rule(id: str = "years", fact: str = "homeroom_years", **more: Any) -> Rule:
    given = {"comparator": ">=", "boundary": number(3), **more}
    return Rule(id=id, label=Text.same(id), fact=fact, **given)


def rules(*listed: Rule) -> RuleSet:
    return RuleSet(id="rules", label=Text.same("rules"), rules=listed)


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


def assign(panels: dict[str, tuple[str, ...]], **more: Any) -> tuple[Refusal, ...]:
    return refusals(a_contest(r.ENTERED, **more), c.assign, an_act(CLERK, *ENTRIES), panels=panels)


ALL = tuple(member.judge for member in PANEL)
ASSIGNED = {entry.id: ALL[:3] for entry in ENTRIES}
case(
    "contest.entry_unassigned",
    assign,
    {entry: judges for entry, judges in ASSIGNED.items() if entry != "entry-2"},
    ASSIGNED,
)
case(
    "contest.judge_in_conflict",
    lambda panels: assign(panels, conflicts=(conflict(judge=3),)),
    ASSIGNED,
    ASSIGNED | {"entry-1": (*ALL[:2], ALL[3])},
)
case(
    "contest.panels_apart",
    lambda panels: assign(panels, policy=change(POLICY, minimum_judges=1)),
    {"entry-1": ALL[:2], "entry-2": ALL[:2], "entry-3": ALL[2:]},
    {"entry-1": ALL[:2], "entry-2": ALL[1:3], "entry-3": ALL[2:]},
)


def conflict(judge: int = 4, entry: int = 1, kind: str = OWN_CLASS, **more: Any) -> r.Conflict:
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
    OWN_CLASS,
    RELATED,
)


def waive(kind: str = SAME_GROUP, by: Actor = HEAD, judge: int = 4) -> tuple[Refusal, ...]:
    contest = a_contest(r.ENTERED, conflicts=(conflict(judge, kind=kind),))
    given = an_act(by, *ENTRIES, reason="no other judge in town")
    return refusals(contest, c.waive_conflict, given, judge=f"judge-{judge}", entry="entry-1")


case("contest.not_waivable", waive, RELATED, SAME_GROUP)
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
    numbered = Certificate(entry="entry-8", level="first", number=other)
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
    "contest.too_few_judges",
    lambda away: refusals(
        a_contest(r.SCORING, conflicts=away),
        c.record_absence,
        an_act(HEAD, *ENTRIES, reason="ill"),
        judge="judge-2",
    ),
    (conflict(4),),
    (),
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
case(
    "recomputed.same",
    lambda marks: refusals(
        proposed(r.AWARDED),
        c.contest.step("accept_tally"),
        an_act(PRINCIPAL, *ENTRIES, *all_sheets(marks=marks), reason="a fault was mended"),
    ),
    None,
    {1: "9.5", 2: "8", 3: "7"},
)


def call_under_scheme(*schemes: sr.Scheme, variant: str = "") -> tuple[Refusal, ...]:
    act = an_act(CLERK, *schemes, new_id="contest-1")
    given = {"title": "Autumn", "deadline": TODAY, "variant": variant}
    return creating(c.call_under_scheme, act, **given)


_TERMS = r.ContestTerms(**{name: CALL[name] for name in ("rubric", "scoring", "awards")})
_SCHEME = a_scheme(sr.IN_FORCE, contents=scheme_contents({"contest/autumn": _TERMS}))
case(
    "contest.not_in_scheme",
    lambda variant: call_under_scheme(_SCHEME, variant=variant),
    "spring",
    "autumn",
)


def call_final(follows: str = "contest-0", state: str = r.AWARDED) -> tuple[Refusal, ...]:
    before = a_contest(state, id="contest-0")
    act = an_act(CLERK, before, new_id="contest-1")
    return creating(c.call, act, **{**CALL, "follows": follows})


case("contest.no_preliminary", call_final, "contest-9", "contest-0")
case("contest.preliminary_open", lambda state: call_final(state=state), r.PUBLICISED, r.AWARDED)

WON = change(
    proposed(r.AWARDED),
    certificates=tuple(
        Certificate(entry=f"entry-{number}", level=level, number=f"X-{number}")
        for number, level in ((1, "first"), (2, "second"))
    ),
)


def recommend(to: str = "district-1", *entries: str, **more: Any) -> tuple[Refusal, ...]:
    act = an_act(CLERK, *ENTRIES, *PEOPLE)
    return refusals(change(WON, **more), c.recommend, act, to=to, entries=entries)


SENT = r.Recommendation(
    to="district-1",
    on=TODAY,
    entries=(r.Recommended(entry="entry-1", name="Li", unit="", title="Ours", award="first"),),
)
case("contest.no_receiver", lambda to: recommend(to, "entry-1"), ORG, "district-1")
case(
    "contest.nobody_recommended",
    lambda entries: recommend("district-1", *entries),
    (),
    ("entry-1",),
)
case("contest.not_a_winner", lambda entry: recommend("district-1", entry), "entry-3", "entry-2")
case(
    "contest.recommended_already",
    lambda entry: recommend("district-1", entry, recommendations=(SENT,)),
    "entry-1",
    "entry-2",
)
case(
    "contest.too_many_recommended",
    lambda most: recommend(
        "district-1", "entry-1", "entry-2", policy=change(WON.policy, recommend_at_most=most)
    ),
    1,
    2,
)
