"""Hypothesis strategies for papers, their calls and review sheets, and what steps are handed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.award import allot
from homeroom_core.calendar import add_working_days
from homeroom_core.change import change
from homeroom_core.criterion import Criterion
from homeroom_core.rubric import Rubric
from homeroom_core.scale import FreeScale
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.standing import Standing
from homeroom_core.testing.acts import ORG, WEEKDAYS
from homeroom_core.testing.evaluation_strategies import standings
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.scheme_strategies import bases
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.training_strategies import PEOPLE, notice_policies
from homeroom_core.text import Text
from homeroom_core.training import paper as p
from homeroom_core.training import paper_call as k
from homeroom_core.training import paper_records as r
from homeroom_core.training import review_sheet as s
from homeroom_core.training.conflict import CONFLICTS, ReviewConflict
from homeroom_core.training.reviewing import due_of
from homeroom_core.training.tally import Placing, Tally, in_order, numbered

Drawn = st.SearchStrategy[Mapping[str, Any]]

_LABEL = Text("项目", "項目", "Item")

PRACTICE_SHEET = Rubric(
    id="practice",
    version="1",
    title=_LABEL,
    total=Decimal(20),
    criteria=tuple(
        Criterion(id=id, label=_LABEL, maximum=Decimal(10), scale=FreeScale(maximum=Decimal(10)))
        for id in ("a", "b")
    ),
    source="",
)
"""A rubric of two criteria, `a` and `b`, of ten points each."""

PRACTICE_FILE = r.Manuscript(
    digest="0" * 64,
    characters=5200,
    similarity_percent=Decimal("12.5"),
    report="CC-1",
    anonymous=True,
    original=True,
)
"""What is handed in about a file that passes the shipped gate."""

REVIEWERS = st.sampled_from([("expert-1", "judge-1"), ("expert-1", "judge-1", "advisor-1")])


def paper_policies() -> st.SearchStrategy[r.PaperPolicy]:
    """Policies of one to three reviewers and short spans, with the shipped gate and awards."""
    days, few = st.integers(1, 5), st.integers(0, 2)
    return st.builds(
        r.PaperPolicy,
        authors_at_most=st.integers(1, 3),
        papers_per_author=st.integers(1, 2),
        entry_share=st.none() | st.sampled_from([Fraction(30, 100), Fraction(1)]),
        places_per_first_prize=few,
        returns=few,
        repair_working_days=days,
        reviewers=st.integers(1, 3),
        review_working_days=days,
        gap_points=st.integers(0, 20).map(Decimal),
        gap_comparator=st.sampled_from([">", ">="]),
        further_reviews=few,
        revisions=few,
        revise_working_days=days,
        bar_years=st.integers(0, 5),
        scoring=st.builds(ScoringPolicy, method=st.just("mean"), minimum_panel=st.integers(1, 3)),
        notice=notice_policies(),
    )


def manuscripts() -> st.SearchStrategy[r.Manuscript]:
    """Manuscripts, most of them such as pass the gate."""
    return st.builds(
        r.Manuscript,
        digest=st.text("0123456789abcdef", min_size=64, max_size=64),
        characters=st.sampled_from([1200, 5200, 6000, 6001, 8000, 8001]),
        similarity_percent=st.sampled_from([Decimal(0), Decimal("29.9"), Decimal(30), None]),
        report=st.just("CC-1") | texts(),
        anonymous=st.sampled_from([True, True, False]),
        original=st.sampled_from([True, True, False]),
    )


def good_files() -> st.SearchStrategy[r.Manuscript]:
    """Manuscripts that pass the shipped gate."""
    return manuscripts().map(
        lambda one: change(
            one,
            characters=min(one.characters, 8000),
            similarity_percent=Decimal("12.5"),
            report="CC-1",
            anonymous=True,
            original=True,
        )
    )


@st.composite
def paper_calls(draw: st.DrawFn, *, state: str | None = None) -> r.PaperCall:
    """Calls for papers, in this state or in any."""
    at = draw(st.sampled_from(r.CALL_STATES)) if state is None else state
    made = r.PaperCall(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        basis=draw(bases()),
        title=draw(words()),
        deadline=draw(school_days()),
        rubric=PRACTICE_SHEET,
        staff=draw(st.none() | st.integers(0, 300)),
        first_prizes=draw(st.integers(0, 5)),
        policy=draw(paper_policies()),
    )
    if at in (r.CALLED, r.CLOSED, r.CANCELLED):
        return made
    placed = draw(standings(most_entries=4))
    order = tuple(one.entry for one in placed)
    begun = made.deadline + timedelta(days=draw(st.integers(1, 20)))
    last = add_working_days(WEEKDAYS, begun, made.policy.review_working_days)
    made = change(made, seed=draw(words()), order=order, review_by=last)
    if at == r.REVIEWING:
        return made
    tally = drawn_tally(placed, on=last)
    made = change(made, tally=tally, allotment=allot(made.awards, tally.placings, len(placed)))
    if at == r.RANKED:
        return made
    made = change(made, notice=draw(codes()))
    if at == r.PUBLICISED:
        return made
    certificates = numbered(in_order(made.awards, made.tally, made.allotment), "LW-")
    documents = ("2026-1",) if at == r.ARCHIVED else ()
    return change(made, certificates=certificates, documents=documents)


def drawn_tally(placed: Iterable[Standing], *, on: date) -> Tally:
    """A tally of these standings, such as a ranked call keeps."""
    return Tally(
        placings=tuple(
            Placing(
                entry=one.entry,
                rank=one.rank,
                tied_with=one.tied_with,
                total=one.total,
                shown=one.shown,
                ranked_on=one.ranked_on,
                judges=one.judges,
            )
            for one in placed
        ),
        rubric_digest=PRACTICE_SHEET.text_digest,
        policy_digest="0" * 64,
        inputs_digest="0" * 64,
        method="mean",
        plugin="homeroom",
        plugin_version="",
        by="research_office-1",
        on=on,
    )


@st.composite
def papers(draw: st.DrawFn, *, state: str | None = None) -> r.Paper:
    """Papers, in this state or in any."""
    at = draw(st.sampled_from(r.PAPER_STATES)) if state is None else state
    on = draw(school_days())
    made = r.Paper(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        call=draw(codes()),
        title=draw(words()),
        authors=draw(st.sampled_from([("person-1",), ("person-1", "person-2")])),
    )
    if at == r.DRAFT or (at == r.WITHDRAWN and draw(st.booleans())):
        return made
    count = 2 if at in (r.UNDER_REVIEW, r.SCORED) and draw(st.booleans()) else 1
    versions = tuple(
        r.PaperVersion(number=number, round=number, on=on, manuscript=draw(good_files()))
        for number in range(1, count + 1)
    )
    made = change(made, versions=versions)
    if at == r.RETURNED:
        last = add_working_days(WEEKDAYS, on, draw(st.integers(1, 5)))
        return change(made, faults=((draw(words()),),), repair_by=last)
    if at == r.REJECTED:
        barred = draw(st.none() | st.just(on + timedelta(days=1095)))
        return change(made, barred_until=barred)
    if at in (r.SUBMITTED, r.ACCEPTED, r.WITHDRAWN):
        return made
    return _reviewed(draw, made, on)


def _reviewed(draw: st.DrawFn, made: r.Paper, on: date) -> r.Paper:
    """The paper with the reviewers and whatever else its state asks for."""
    reviewers = draw(REVIEWERS)
    fields: dict[str, Any] = {"reviewers": reviewers, "round": len(made.versions)}
    if draw(st.booleans()):
        kind = str(draw(st.sampled_from(CONFLICTS)))
        conflict = ReviewConflict(reviewer=reviewers[0], kind=kind, on=on, by=reviewers[0])
        fields["conflicts"] = (conflict,)
    if made.state == r.REVISING or len(made.versions) > 1:
        fields["remarks"] = (draw(words()),)
    if made.state == r.REVISING:
        fields["revise_by"] = on + timedelta(days=draw(st.integers(1, 20)))
    if made.state == r.PAPER_AWARDED:
        fields["award"] = draw(st.sampled_from(["first", "second", "third"]))
    if made.state == r.DISQUALIFIED:
        fields["barred_until"] = draw(st.none() | st.just(on + timedelta(days=1095)))
    return change(made, **fields)


def full_marks() -> st.SearchStrategy[Mapping[str, str]]:
    """Marks for both criteria of `PRACTICE_SHEET`."""
    mark = st.sampled_from(["5", "7", "8", "9"])
    return st.fixed_dictionaries({"a": mark, "b": mark})


@st.composite
def review_sheets(draw: st.DrawFn, *, state: str | None = None) -> s.ReviewSheet:
    """Review sheets, in this state or in any."""
    at = draw(st.sampled_from(s.review_sheet.states)) if state is None else state
    reviewer = draw(st.sampled_from(["expert-1", "judge-1"]))
    return s.ReviewSheet(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        subject=draw(codes()),
        code=draw(st.sampled_from(["001", "002"])),
        stage=str(s.PAPER_STAGE),
        round=draw(st.integers(1, 3)),
        reviewer=reviewer,
        marks=draw(full_marks()) if at == s.SIGNED else draw(full_marks() | st.just({})),
        opinion=draw(texts()),
        keyed_by=draw(st.sampled_from([reviewer, "research_office-1"])),
        signed_on=draw(school_days()) if at == s.SIGNED else None,
    )


def _call(scene: Scene) -> Drawn:
    days = st.integers(0, 2).map(lambda days: scene.act.on + timedelta(days=days))
    return st.fixed_dictionaries(
        {"title": words(), "deadline": days, "rubric": st.just(PRACTICE_SHEET)},
        optional={"staff": st.integers(5, 60), "first_prizes": st.integers(0, 2)},
    )


def _extend(scene: Scene) -> Drawn:
    later = st.integers(1, 3).map(lambda days: scene.record.deadline + timedelta(days=days))
    return st.fixed_dictionaries({"deadline": later})


def _draft(scene: Scene) -> Drawn | None:
    calls = [call.id for call in scene.reader.find(r.PaperCall)]
    if not calls:
        return None
    authors = PEOPLE.map(lambda person: (person,)) | st.just(("person-1", "person-2"))
    return st.fixed_dictionaries(
        {"call": st.sampled_from(calls), "title": words(), "authors": authors}
    )


def _file(_scene: Scene) -> Drawn:
    return st.fixed_dictionaries({"manuscript": good_files()})


def _recuse(scene: Scene) -> Drawn:
    due = due_of(scene.record) or ("expert-1",)
    kinds = st.sampled_from(CONFLICTS).map(str)
    return st.fixed_dictionaries({"reviewer": st.sampled_from(due), "conflict": kinds})


def reviewable(scene: Scene, record: type[Any]) -> Drawn | None:
    """What a review sheet is begun with, for a case of this class; `None` where there is none."""
    subjects = [one for one in scene.reader.find(record) if due_of(one)]
    pairs = [(one.id, reviewer) for one in subjects for reviewer in due_of(one)]
    if not pairs:
        return None
    return st.builds(
        lambda pair, marks: {"subject": pair[0], "reviewer": pair[1], "marks": marks},
        st.sampled_from(pairs),
        full_marks(),
    )


PAPER: Arguments = {
    k.call: _call,
    k.extend: _extend,
    k.begin_review: lambda _scene: st.fixed_dictionaries({"seed": words()}),
    k.award: lambda _scene: st.just({"number_prefix": "LW-"}),
    k.archive: lambda _scene: st.just({"documents": ("2026-1",)}),
    p.draft: _draft,
    p.submit: _file,
    p.send_back: lambda _scene: st.just({"faults": ("a name on page 2",)}),
    p.repair: _file,
    p.assign: lambda _scene: st.fixed_dictionaries({"reviewers": REVIEWERS}),
    p.recuse: _recuse,
    p.ask_revision: lambda _scene: st.fixed_dictionaries({"remarks": words()}),
    p.revise: _file,
    s.begin: lambda scene: reviewable(scene, r.Paper),
    s.mark: lambda _scene: st.fixed_dictionaries(
        {"marks": full_marks()}, optional={"opinion": texts()}
    ),
}
"""For `homeroom_core.training.paper`, `paper_call` and `review_sheet`."""
