"""Hypothesis strategies for appraisals and their rounds, and what their steps are usually handed.

A drawn round or case is one that its lifecycle could have led to: scores, grades and quotas are
those that come of what was drawn, on the sheet of `homeroom_core.testing.appraisals`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.award import Allotment
from homeroom_core.case import Pinned
from homeroom_core.change import change
from homeroom_core.exact import Rounding
from homeroom_core.record import Shelf
from homeroom_core.sheets.inputs import ClaimedMerits, KeptLedger
from homeroom_core.sheets.known_fact import known_facts
from homeroom_core.sheets.ledger_items import LedgerEntry
from homeroom_core.sheets.merit_items import Claim
from homeroom_core.testing.acts import ORG, act
from homeroom_core.testing.appraisals import (
    PRACTICE_LEDGER,
    PRACTICE_OFFER,
    PRACTICE_SHEET,
    practice_terms,
)
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.scheme_strategies import bases
from homeroom_core.testing.strategies import codes, words
from homeroom_core.training import appraisal as a
from homeroom_core.training import appraisal_records as r
from homeroom_core.training import appraisal_round as ar
from homeroom_core.training.appraisal_archive import archive_of
from homeroom_core.training.appraisal_grading import graded_by_round, outcome_of
from homeroom_core.training.appraisal_policy import (
    LOCAL_CAPS,
    PUBLIC_CAPS,
    PUBLIC_INSTITUTION,
    SCHOOL_LOCAL,
    AppraisalPolicy,
    CapRule,
    Grade,
)
from homeroom_core.training.appraisal_scoring import score_of
from homeroom_core.training.appraisal_service import Service, Stint

Drawn = st.SearchStrategy[Mapping[str, Any]]

FIRST, LAST = date(2024, 9, 1), date(2025, 8, 31)
"""The period of every drawn round."""

_TEACHERS = ("person-1", "person-2")
_COMMITTEE = st.sampled_from(["appraisal_committee-1", "everyone-1"])
_GROUPS = st.sampled_from(["", "G7", "G8"])
_ON = st.dates(LAST, LAST + timedelta(days=60))
_AT = {str(state): at for at, state in enumerate(r.APPRAISAL_STATES)}


def grades() -> st.SearchStrategy[Grade]:
    """Grades of the two usual sets."""
    return st.sampled_from((*PUBLIC_INSTITUTION, *SCHOOL_LOCAL))


def cap_rules() -> st.SearchStrategy[CapRule]:
    """Rows of the two usual tables of caps."""
    return st.sampled_from((*PUBLIC_CAPS, *LOCAL_CAPS))


@st.composite
def appraisal_policies(draw: st.DrawFn) -> AppraisalPolicy:
    """Terms for the practice sheet: either set of grades, small quotas, short spans."""
    grades, caps = draw(
        st.sampled_from([(PUBLIC_INSTITUTION, PUBLIC_CAPS), (SCHOOL_LOCAL, LOCAL_CAPS)])
    )
    days = st.integers(1, 10)
    return practice_terms(
        grades=grades,
        caps=caps,
        rounding=Rounding(draw(st.integers(0, 2))),
        compared=draw(st.sampled_from(["rounded", "exact"])),
        excellent_share=draw(st.sampled_from([Fraction(1, 5), Fraction(1, 3), Fraction(1, 2)])),
        by_group=draw(st.booleans()),
        ties=draw(st.sampled_from(["jury", "exclude_all"])),
        next_moves_up=draw(st.booleans()),
        least_survey_answers=draw(st.integers(1, 4)),
        switched_off=frozenset(draw(st.sets(st.sampled_from(["home_visits", "ji_other"])))),
        evidence_once=draw(st.booleans()),
        self_review_within_working_days=draw(days),
        sign_within_working_days=draw(days),
    )


@st.composite
def surveys(draw: st.DrawFn, *, source: str = "pupils", least: int = 4) -> r.Survey:
    """Surveys about conduct, with enough answers, or with too few and then without a tally."""
    few = draw(st.booleans())
    if few:
        return r.Survey(source=source, part="de", answers=draw(st.integers(0, least - 1)))
    tally = {
        str(points): draw(st.integers(least, 9))
        for points in draw(st.sets(st.integers(0, 40), min_size=1, max_size=3))
    }
    return r.Survey(source=source, part="de", answers=sum(tally.values()), tally=tally)


def group_quotas() -> st.SearchStrategy[r.GroupQuota]:
    """Quotas of one group, of which nobody has a place yet."""
    return st.builds(
        r.GroupQuota,
        group=_GROUPS,
        members=st.integers(3, 20),
        places=st.integers(0, 3),
        allotment=st.just(Allotment(awards=(), lines=())),
    )


@st.composite
def appraisal_rounds(draw: st.DrawFn, *, state: str | None = None) -> r.AppraisalRound:
    """Rounds with one or two cases, in this state or in any."""
    at = draw(st.sampled_from(r.ROUND_STATES)) if state is None else state
    round = draw(_rounds(at))
    graded = at not in (r.ROUND_OPENED, r.ROUND_CANCELLED)
    if graded or (at == r.ROUND_OPENED and draw(st.booleans())):
        cases = [
            draw(_scored(round, f"case-{number}", teacher))
            for number, teacher in enumerate(_TEACHERS[: draw(st.integers(1, 2))], 1)
        ]
        made = outcome_of(round, cases, by=draw(_COMMITTEE), on=draw(_ON))
        round = change(round, outcome=change(made, stale=not graded))
    if at in (r.ROUND_PUBLICISED, r.ROUND_DECIDED):
        round = change(round, notice=draw(codes()))
    if at == r.ROUND_DECIDED:
        round = change(round, decided_on=draw(_ON), document=draw(words()))
    return round


@st.composite
def appraisals(draw: st.DrawFn, *, state: str | None = None) -> r.Appraisal:
    """Cases in this state or in any, of a round that stands where it has to."""
    at = draw(st.sampled_from(r.APPRAISAL_STATES)) if state is None else state
    round = draw(_rounds(r.ROUND_DECIDED))
    id, teacher = draw(codes()), draw(st.sampled_from(_TEACHERS))
    case = draw(_opened(round, id, teacher, at))
    if at in (r.OPENED, r.UNGRADED, r.CANCELLED):
        return case
    if _AT[at] < _AT[r.SCORED]:
        return draw(_filled(case, at))
    case = change(draw(_scored(round, id, teacher)), state=at, group=case.group)
    if at == r.SCORED:
        return change(case, checks=())
    if _AT[at] < _AT[r.GRADED]:
        return case
    outcome = outcome_of(round, [case], by="everyone-1", on=draw(_ON))
    round = change(round, outcome=outcome, decided_on=draw(_ON))
    given = graded_by_round(round, case, by=draw(_COMMITTEE), on=draw(_ON))
    assert given is not None
    case = change(case, grades=(given,))
    if _AT[at] >= _AT[r.SIGNED]:
        signature = r.Signature(by=teacher, on=draw(_ON), signed=draw(st.booleans()))
        case = change(case, signatures=(signature,))
    if at == r.ARCHIVED:
        now = act("moral_education_office-1", reader=Shelf(round))
        case = change(case, archives=(archive_of(case, round, now),))
    return case


@st.composite
def _rounds(draw: st.DrawFn, state: str) -> r.AppraisalRound:
    final = state == r.ROUND_DECIDED
    pinned = st.builds(Pinned, scheme=codes(), digest=st.just("0" * 64))
    return r.AppraisalRound(
        id=draw(codes()),
        org=ORG,
        state=state,
        version=draw(st.integers(1, 30)),
        basis=draw(pinned if final else bases()),
        title=draw(words()),
        first=FIRST,
        last=LAST,
        policy=draw(appraisal_policies()),
        sheets=(PRACTICE_SHEET, PRACTICE_LEDGER),
    )


@st.composite
def _opened(
    draw: st.DrawFn, round: r.AppraisalRound, id: str, teacher: str, state: str
) -> r.Appraisal:
    return r.Appraisal(
        id=id,
        org=ORG,
        state=state,
        version=draw(st.integers(1, 30)),
        round=round.id,
        teacher=teacher,
        group=draw(_GROUPS),
        review_by=draw(_ON),
    )


@st.composite
def _filled(draw: st.DrawFn, case: r.Appraisal, state: str) -> r.Appraisal:
    """A case with all that its round's sheet asks for, but for the committee's marks."""
    points = {"de": Fraction(draw(st.integers(0, 40)))}
    review = r.SelfReview(on=draw(_ON), text=draw(words()), points=points)
    entry = LedgerEntry(id="e1", item="attendance", kind="late", day=date(2025, 3, 3))
    peers = draw(surveys(source="peers"))
    gap = r.Gap(part="de", source="peers", why=draw(words()), by="everyone-1", on=draw(_ON))
    served = draw(st.integers(183, 365))
    first = LAST - timedelta(days=served - 1)
    stint = Stint(class_code="2024-G7-01", role="assistant", first=first, last=LAST, days=served)
    return change(
        case,
        state=state,
        self_review=draw(st.none() | st.just(review)),
        ledgers=(
            KeptLedger(
                part="qin", months=("2025-03",), entries=(entry,) if draw(st.booleans()) else ()
            ),
        ),
        surveys=(peers, draw(surveys())),
        gaps=() if peers.tally else (gap,),
        merits=(ClaimedMerits(part="ji_merits", year=2024),),
        facts=draw(st.just(()) | st.just(known_facts({"hours_credited": 9, "hours_required": 48}))),
        service=None
        if state == r.SELF_REVIEWED
        else Service(
            counted_to=LAST,
            stints=(stint,),
            days=served,
            of_days=365,
            share=Fraction(served, 365),
            months=("2025-03",),
            counts_as_year=True,
        ),
    )


@st.composite
def _scored(draw: st.DrawFn, round: r.AppraisalRound, id: str, teacher: str) -> r.Appraisal:
    """A case that was marked, scored and checked."""
    case = draw(_filled(draw(_opened(round, id, teacher, r.OPENED)), r.COLLECTED))
    if "ji_other" not in round.policy.switched_off:
        other = r.PartPoints(part="ji_other", points=Fraction(draw(st.integers(0, 5))), basis="7")
        case = change(case, points=(other,))
    by: dict[str, Any] = {"by": draw(_COMMITTEE), "on": draw(_ON)}
    marks = {"guidance": str(draw(st.integers(0, 10))), "meetings": "8.5"}
    de = {"de": str(draw(st.integers(0, 40)))}
    cards = (
        r.CommitteeMark(part="de", marks=de, **by),
        r.CommitteeMark(part="neng", marks=marks, **by),
    )
    case = change(case, state=r.VETO_CHECKED, cards=cards)
    causes = [rule.id for rule in round.policy.caps]
    found = draw(st.lists(st.sampled_from(causes), max_size=2, unique=True))
    caps = tuple(r.Cap(cause=cause, document="2025-3") for cause in found)
    check = r.Check(by="supervisor-1", on=draw(_ON), vetoes=caps)
    return change(case, score=score_of(round, case, PRACTICE_OFFER), checks=(check,))


def _open_round(_scene: Scene) -> Drawn:
    return st.fixed_dictionaries(
        {
            "title": words(),
            "first": st.just(FIRST),
            "last": st.just(LAST),
            "policy": appraisal_policies(),
        }
    )


def _open_case(scene: Scene) -> Drawn:
    known = [round.id for round in scene.reader.find(r.AppraisalRound)]
    return st.fixed_dictionaries(
        {
            "round": st.sampled_from(known or ["appraisal_round-0"]),
            "teacher": st.sampled_from(_TEACHERS),
        },
        optional={"group": _GROUPS},
    )


def _claims(_scene: Scene) -> Drawn:
    one = st.builds(
        Claim,
        id=st.just("c1"),
        fact=st.sampled_from(["person-1", "growth_plan-1"]),
        item=st.sampled_from(["awards", "talks"]),
        kind=st.sampled_from(["school", "district"]),
        years=st.just((2024,)),
    )
    return st.fixed_dictionaries(
        {"part": st.just("ji_merits"), "year": st.just(2024)},
        optional={"claims": st.lists(one, max_size=1).map(tuple)},
    )


_TALLIES = st.dictionaries(st.integers(0, 40).map(str), st.integers(1, 6), min_size=1, max_size=3)
_CAPS = st.lists(
    st.builds(r.Cap, cause=st.sampled_from(["class_brawl", "safety_accident"]), document=words()),
    max_size=1,
).map(tuple)


def _chosen(scene: Scene) -> Drawn | None:
    outcome = scene.record.outcome
    quotas = outcome.quotas if outcome is not None else ()
    open_now = [d for quota in quotas for d in quota.allotment.open]
    if not open_now:
        return None
    chosen = [case for d in open_now for case in d.candidates[: sum(d.seats.values())]]
    return st.fixed_dictionaries({"chosen": st.just(tuple(chosen))})


APPRAISAL: Arguments = {
    ar.open_round: _open_round,
    ar.settle_ties: _chosen,
    ar.publicise: lambda _scene: st.fixed_dictionaries({"notice": codes()}),
    ar.decide: lambda _scene: st.fixed_dictionaries({"document": words()}),
    a.open_case: _open_case,
    a.review_oneself: lambda _scene: st.fixed_dictionaries(
        {"text": words()},
        optional={"points": st.fixed_dictionaries({"de": st.integers(0, 40).map(Decimal)})},
    ),
    a.keep_ledger: lambda _scene: st.fixed_dictionaries({"part": st.just("qin")}),
    a.count_survey: lambda _scene: st.fixed_dictionaries(
        {
            "source": st.sampled_from(["peers", "pupils"]),
            "part": st.just("de"),
            "tally": _TALLIES,
        }
    ),
    a.draw_evidence: _claims,
    a.note_facts: lambda _scene: st.fixed_dictionaries(
        {
            "facts": st.just(known_facts({"hours_credited": 9, "hours_required": 48})),
            "records": st.just(("person-1",)),
        }
    ),
    a.record_points: lambda _scene: st.fixed_dictionaries(
        {
            "part": st.sampled_from(["ji_other", "bonus"]),
            "points": st.integers(0, 5).map(Decimal),
            "basis": words(),
        }
    ),
    a.record_missing: lambda _scene: st.fixed_dictionaries(
        {"part": st.just("de"), "source": st.sampled_from(["peers", "pupils"])}
    ),
    a.mark: lambda _scene: st.sampled_from(
        [
            {"part": "de", "marks": {"de": "30"}},
            {"part": "neng", "marks": {"guidance": "8", "meetings": "9"}},
        ]
    ),
    a.check_vetoes: lambda _scene: st.fixed_dictionaries({"vetoes": _CAPS}),
    a.publicise_regrade: lambda _scene: st.fixed_dictionaries({"notice": codes()}),
    a.regrade: lambda _scene: st.fixed_dictionaries({"document": words(), "vetoes": _CAPS}),
}
"""For `homeroom_core.training.appraisal_round` and `appraisal`."""
