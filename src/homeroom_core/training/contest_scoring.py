"""What a contest needs to be scored: who scores what, which sheets are missing, the standings."""

from collections.abc import Iterable
from fractions import Fraction
from hashlib import sha256
from math import ceil

from homeroom_core.award import Allotment, Award
from homeroom_core.awarding import AwardRequest
from homeroom_core.evaluation import chain_for, evaluate
from homeroom_core.families import AWARD_POLICIES, RUBRICS, SCORING_METHODS, TIE_BREAKERS
from homeroom_core.provided import Provided
from homeroom_core.ranking import Splitter
from homeroom_core.record import Reader
from homeroom_core.robustness import Judged
from homeroom_core.scoring import Card, Entrant, TieBreaker
from homeroom_core.scoring_policy import CRITERION, TieBreak
from homeroom_core.shipped_methods import SHIPPED_METHODS
from homeroom_core.standing import Result
from homeroom_core.training.contest_records import (
    ENTRY_IN,
    ENTRY_WITHDRAWN,
    SHEET_CHECKED,
    SHEET_DISPUTED,
    SHEET_SIGNED,
    Contest,
    ContestEntry,
    Recommended,
    ScoreSheet,
)
from homeroom_core.training.notice import NoticeLine
from homeroom_core.training.person import Person
from homeroom_core.training.tally import allotted, in_order

SIGNED = (SHEET_SIGNED, SHEET_CHECKED, SHEET_DISPUTED)
"""States of a sheet that its judge has signed."""


def entries_of(contest: Contest, reader: Reader) -> tuple[ContestEntry, ...]:
    """The entries that are still in the contest: in order of the draw once there was one."""
    found = {e.id: e for e in reader.find(ContestEntry, contest=contest.id, state=ENTRY_IN)}
    order = contest.order or tuple(found)
    return tuple(found[id] for id in order if id in found)


def judges_of(contest: Contest, entry: str) -> frozenset[str]:
    """Who scores an entry: those assigned, or the panel; less those in conflict or absent."""
    away = {c.judge for c in contest.conflicts if c.entry == entry and c.waived_by is None}
    away |= {a.judge for a in contest.absences if not a.entries or entry in a.entries}
    due = contest.judges.intersection(contest.panels.get(entry, contest.judges))
    return due - away


def sheets_of(contest: Contest, reader: Reader) -> tuple[ScoreSheet, ...]:
    """The signed sheets that count: of entries still in, by judges who score them."""
    due = {entry.id: judges_of(contest, entry.id) for entry in entries_of(contest, reader)}
    return tuple(
        sheet
        for sheet in reader.find(ScoreSheet, contest=contest.id, state=SIGNED)
        if sheet.judge in due.get(sheet.entry, ())
    )


def missing_sheets(contest: Contest, reader: Reader) -> tuple[tuple[str, str], ...]:
    """The pairs of entry and judge whose signed sheet is still missing, sorted."""
    there = {(sheet.entry, sheet.judge) for sheet in sheets_of(contest, reader)}
    due = {
        (entry.id, judge)
        for entry in entries_of(contest, reader)
        for judge in judges_of(contest, entry.id)
    }
    return tuple(sorted(due - there))


def standings_of(contest: Contest, reader: Reader, provided: Provided) -> Result:
    """The standings, by the method that the contest was called with.

    Raises:
        UnknownError: No plugin provides the method, or a tie-breaker, any more.
        InputError: A sheet does not fit the rubric.
        PanelTooSmallError: An entry has too few sheets.
        PluginError: The method fails, or answers for other entries or inexactly.
    """
    name = contest.scoring.method
    origin = provided.origin(SCORING_METHODS, name)
    provided.credit(RUBRICS, lambda one: one == contest.rubric)
    return evaluate(
        contest.scoring,
        contest.rubric,
        *_inputs(contest, reader),
        methods=[provided(SCORING_METHODS, name)],
        tie_breakers=_tie_breakers(contest.scoring.tie_break, provided),
        head_judge=next(iter(contest.head_judges), None),
        seed=contest.seed,
        plugin=origin.plugin,
        plugin_version=origin.version,
        plugin_digest=origin.digest,
    )


def allotment_of(contest: Contest, reader: Reader, provided: Provided) -> Allotment:
    """The awards of the standings, by the policy that the contest was called with.

    A unit is a class: an entry without one is under no limit. Groups are those of the entries.

    Raises:
        UnknownError: No plugin provides the policy of that name any more; or it parts a tie at the
            cut, and none provides the method or a tie-breaker.
        PluginError: The way of the policy fails, or its awards break the policy.
    """
    policy = contest.awards
    placings = contest.tally.placings if contest.tally else ()
    units, groups = _units_and_groups(contest, reader)
    request = AwardRequest(
        policy=policy,
        standings=placings,
        field_size=len(placings),
        units=units,
        groups=groups,
        chain=_cut_chain(contest, reader, provided) if policy.cut_break else (),
    )
    return allotted(request, provided)


def judged_of(contest: Contest, reader: Reader, provided: Provided) -> Judged:
    """The contest as it was judged, to try what would come of it otherwise.

    Raises:
        UnknownError: No plugin provides the method, a tie-breaker or the award policy any more.
    """
    entrants, cards = _inputs(contest, reader)
    links = (*contest.scoring.tie_break, *contest.awards.cut_break)
    units, groups = _units_and_groups(contest, reader)
    return Judged(
        policy=contest.scoring,
        rubric=contest.rubric,
        entrants=tuple(entrants),
        cards=tuple(cards),
        # Of two with one name the last is taken: that of the contest.
        methods=(*SHIPPED_METHODS, provided(SCORING_METHODS, contest.scoring.method)),
        tie_breakers=tuple(_tie_breakers(links, provided)),
        head_judge=next(iter(contest.head_judges), None),
        seed=contest.seed,
        awards=contest.awards,
        award_policy=provided(AWARD_POLICIES, contest.awards.name) if contest.awards.name else None,
        units=units,
        groups=groups,
    )


def sheets_to_recount(contest: Contest, sheets: Iterable[ScoreSheet]) -> tuple[str, ...]:
    """Ids of sheets that a second person still has to count before the tally stands.

    All sheets of the best places, ties with the last of them included; of the others a share; every
    sheet that was counted and is not right yet, or was changed since; and all of them once the
    share of wrong sums among those counted is too large. Which of the others are taken is drawn
    from the digest of what was tallied: nobody can know it while sheets are written, and everybody
    can draw it again.

    Source: the published checking rule of a skills contest (all of the top ten, 15 % of the rest,
    everything above 5 % errors).
    """
    seed = contest.tally.inputs_digest if contest.tally else ""
    listed = sorted(sheets, key=lambda sheet: sha256(f"{seed}/{sheet.id}".encode()).digest())
    policy = contest.policy
    best = _best(contest)
    counted = [sheet for sheet in listed if sheet.recounts]
    wrong = [sheet for sheet in counted if not all(recount.agrees for recount in sheet.recounts)]
    every = Fraction(len(wrong), len(counted) or 1) > policy.recheck_all_above
    rest = [sheet for sheet in listed if sheet.entry not in best]
    sample = {sheet.id for sheet in rest if sheet.recounts}
    fresh = [sheet.id for sheet in rest if not sheet.recounts]
    sample.update(fresh[: max(0, ceil(policy.recheck_rest_share * len(rest)) - len(sample))])
    return tuple(
        sheet.id
        for sheet in listed
        if sheet.state != SHEET_CHECKED and (every or sheet.entry in best or sheet.id in sample)
    )


def involved_in(contest: Contest, reader: Reader) -> frozenset[str]:
    """Who hears no objection to the result: judges, whoever made the tally, and contestants."""
    entries = reader.find(ContestEntry, contest=contest.id)
    contestants = {entry.contestant for entry in entries if entry.state != ENTRY_WITHDRAWN}
    return contest.judges | contestants | ({contest.tally.by} if contest.tally else set())


def awards_in_order(contest: Contest) -> tuple[Award, ...]:
    """The proposed awards, the highest level first, and within a level the better place first."""
    return in_order(contest.awards, contest.tally, contest.allotment)


def proposed_lines(contest: Contest, reader: Reader) -> tuple[NoticeLine, ...]:
    """The list that a public notice of the proposed awards shows: name, class, award."""
    labels = {level.id: level.label for level in contest.awards.levels}
    lines = []
    for award in awards_in_order(contest):
        entry = reader.get(ContestEntry, award.entry)
        contestant = reader.get(Person, entry.contestant)
        lines.append(
            NoticeLine(
                name=contestant.details.name,
                unit=entry.class_code,
                award=labels[award.level].zh_hans,
            )
        )
    return tuple(lines)


def _inputs(contest: Contest, reader: Reader) -> tuple[list[Entrant], list[Card]]:
    entrants = [
        Entrant(id=entry.id, factors=entry.factors, not_applicable=entry.not_applicable)
        for entry in entries_of(contest, reader)
    ]
    cards = [
        Card(entry=sheet.entry, judge=sheet.judge, marks=sheet.marks)
        for sheet in sheets_of(contest, reader)
    ]
    return entrants, cards


def _units_and_groups(contest: Contest, reader: Reader) -> tuple[dict[str, str], dict[str, str]]:
    """Class and group of each entry, where the awards ask for them."""
    policy = contest.awards
    split = policy.per_unit is not None or policy.by_group
    entries = entries_of(contest, reader) if split else ()
    units = {entry.id: entry.class_code for entry in entries if entry.class_code}
    return units, {entry.id: entry.group for entry in entries}


def _tie_breakers(links: Iterable[TieBreak], provided: Provided) -> list[TieBreaker]:
    return [provided(TIE_BREAKERS, link.by) for link in links if link.by != CRITERION]


def _cut_chain(
    contest: Contest, reader: Reader, provided: Provided
) -> tuple[tuple[str, Splitter], ...]:
    return chain_for(
        contest.awards.cut_break,
        contest.scoring,
        contest.rubric,
        *_inputs(contest, reader),
        methods=[provided(SCORING_METHODS, contest.scoring.method)],
        tie_breakers=_tie_breakers(contest.awards.cut_break, provided),
        head_judge=next(iter(contest.head_judges), None),
        seed=contest.seed,
    )


def recommended_works(contest: Contest, reader: Reader) -> dict[str, Recommended]:
    """For each entry with a certificate, in order of the certificates, what others have to know."""
    labels = {level.id: level.label for level in contest.awards.levels}
    works = {}
    for certificate in contest.certificates:
        entry = reader.get(ContestEntry, certificate.entry)
        works[entry.id] = Recommended(
            entry=entry.id,
            name=reader.get(Person, entry.contestant).details.name,
            unit=entry.class_code,
            title=entry.title,
            award=labels[certificate.level].zh_hans,
        )
    return works


def _best(contest: Contest) -> frozenset[str]:
    """The entries in the places of which every sheet is counted again."""
    placings = contest.tally.placings if contest.tally else ()
    top = placings[: contest.policy.recheck_top]
    return frozenset(p.entry for p in placings if top and p.rank <= top[-1].rank)
