"""Ranked call: a call whose answers are reviewed on sheets, ranked, put up and decided.

Calls for papers and for projects differ in what is handed in and in what becomes of it; the way
from the signed sheets to the list of the public notice is the same, and is here once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from homeroom_core.act import Act
from homeroom_core.award import Allotment, settle
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.awarding import AwardRequest
from homeroom_core.change import change
from homeroom_core.errors import HomeroomError, Reason, Refusal, UnknownError
from homeroom_core.evaluation import chain_for, evaluate
from homeroom_core.evaluation_checks import chain_faults, policy_faults
from homeroom_core.families import RUBRICS, SCORING_METHODS, TIE_BREAKERS
from homeroom_core.provided import Provided
from homeroom_core.ranking import Splitter
from homeroom_core.record import Reader
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant, TieBreaker
from homeroom_core.scoring_policy import CRITERION, ScoringPolicy, TieBreak
from homeroom_core.standing import Result
from homeroom_core.text import Text, listing
from homeroom_core.training.call import Call
from homeroom_core.training.notice import NoticeLine, NoticePolicy
from homeroom_core.training.publicity import closed_faults, notice_faults
from homeroom_core.training.review_sheet import card_of, signed_sheets
from homeroom_core.training.tally import (
    Certificate,
    Tally,
    allotted,
    award_policy_gap,
    in_order,
    numbered,
    tally_of,
)

C = TypeVar("C", bound="RankedCall")

POLICY_UNFIT = Reason(
    "ranked_call.policy_unfit",
    Text(
        "计分办法不适用：{measured}",
        "計分辦法不適用：{measured}",
        "the scoring policy does not fit: {measured}",
    ),
    Text("应为：{required}", "應為：{required}", "accepted: {required}"),
)
NOT_REVIEWED = Reason(
    "ranked_call.not_reviewed",
    Text("尚未评审完毕：{measured}", "尚未評審完畢：{measured}", "not yet reviewed: {measured}"),
    Text("请先完成评审", "請先完成評審", "finish their reviews first"),
)
NOTHING_TO_RANK = Reason(
    "ranked_call.nothing_to_rank",
    Text("没有可排名的申报", "沒有可排名的申報", "there is nothing to rank"),
    Text("须至少有一件", "須至少有一件", "there has to be one at least"),
)
NOT_SCORABLE = Reason(
    "ranked_call.not_scorable",
    Text("无法计分：{measured}", "無法計分：{measured}", "it cannot be scored: {measured}"),
    Text("请先改正", "請先改正", "mend that first"),
)
OPEN_DECISION = Reason(
    "ranked_call.open_decision",
    Text("尚待裁定：{measured}", "尚待裁定：{measured}", "still to be decided: {measured}"),
    Text("先用 settle_ties 裁定", "先用 settle_ties 裁定", "settle it with `settle_ties`"),
)
NO_DECISION = Reason(
    "ranked_call.no_decision",
    Text("裁定不合：{measured}", "裁定不合：{measured}", "that is no decision: {measured}"),
    Text("须为：{required}", "須為：{required}", "it has to be: {required}"),
)
RESULT_DIFFERS = Reason(
    "ranked_call.result_differs",
    Text(
        "结果已公示，而重算后的名次或结果不同",
        "結果已公示，而重算後的名次或結果不同",
        "the result is put up, and computed again it would be another",
    ),
    Text(
        "存储的结果继续有效；异议成立后可重新评审",
        "儲存的結果繼續有效；異議成立後可重新評審",
        "what is stored stays in force; after an objection is upheld it can be reopened",
    ),
)
NO_PREFIX = Reason(
    "ranked_call.no_prefix",
    Text("没有编号前缀", "沒有編號前綴", "the numbers have no prefix"),
    Text("请写明前缀，如 LW-2025-", "請寫明前綴，如 LW-2025-", "give one, such as LW-2025-"),
)
NUMBER_TAKEN = Reason(
    "ranked_call.number_taken",
    Text(
        "编号{measured}已用于{other}",
        "編號{measured}已用於{other}",
        "number {measured} was given in {other}",
    ),
    Text("请换一个前缀", "請換一個前綴", "choose another prefix"),
)


@attrs.frozen(kw_only=True)
class RankedCall(Call, ABC):
    """A call whose answers are reviewed and ranked.

    Subclasses say what answers it, and keep the terms of the ranking in their policy.

    Attributes:
        rubric: What reviewers mark on, as it was when the call was made.
        seed: What codes were drawn from, and what lots are drawn from.
        tally: The places, once there are any.
        allotment: What is proposed, and its arithmetic.
        certificates: What was given, with numbers.
    """

    rubric: Rubric
    seed: str = ""
    tally: Tally | None = None
    allotment: Allotment | None = None
    certificates: tuple[Certificate, ...] = ()

    @property
    def scoring(self) -> ScoringPolicy:
        """How sheets become places."""
        policy: ScoringPolicy = self.terms.scoring
        return policy

    @property
    def awards(self) -> AwardPolicy:
        """How places become awards."""
        policy: AwardPolicy = self.terms.awards
        return policy

    @property
    def notice_policy(self) -> NoticePolicy:
        """The numbers that the public notice has to be put up under."""
        policy: NoticePolicy = self.terms.notice
        return policy

    @abstractmethod
    def reviewed(self, reader: Reader) -> tuple[str, ...]:
        """Ids of the answers whose review is closed."""

    @abstractmethod
    def waiting(self, reader: Reader) -> tuple[str, ...]:
        """Ids of the answers that are still under review, or on the way to it."""

    @abstractmethod
    def sheet_place(self, answer: str, reader: Reader) -> tuple[str, int]:
        """Stage and round of the sheets that count for an answer."""

    @abstractmethod
    def line_of(self, answer: str, reader: Reader) -> tuple[str, str]:
        """Name and unit of an answer, as a public notice shows them."""

    @abstractmethod
    def involved(self, reader: Reader) -> frozenset[str]:
        """Ids of all who handed in or review an answer."""

    def given(self, answer: str) -> Certificate | None:
        """What an answer was given, if anything."""
        return next((one for one in self.certificates if one.entry == answer), None)

    @property
    def has_places(self) -> bool:
        """Whether there are places, and nothing was opened again since."""
        return self.tally is not None and not self.tally.stale


def field_of(call: RankedCall, reader: Reader) -> tuple[str, ...]:
    """What is ranked: what was reviewed; once there are places, what stands in them."""
    if call.tally is not None and call.has_places:
        return tuple(sorted(placing.entry for placing in call.tally.placings))
    return call.reviewed(reader)


def standings_of(call: RankedCall, reader: Reader, provided: Provided) -> Result:
    """The places, by the method that the call was made with.

    Raises:
        UnknownError: No plugin provides the method, or a tie-breaker, any more.
        InputError: A sheet does not fit the rubric.
        PanelTooSmallError: An answer has too few sheets.
        PluginError: The method fails, or answers for others or inexactly.
    """
    name = call.scoring.method
    origin = provided.origin(SCORING_METHODS, name)
    provided.credit(RUBRICS, lambda one: one == call.rubric)
    return evaluate(
        call.scoring,
        call.rubric,
        *_inputs(call, reader),
        methods=[provided(SCORING_METHODS, name)],
        tie_breakers=_tie_breakers(call.scoring.tie_break, provided),
        seed=call.seed,
        plugin=origin.plugin,
        plugin_version=origin.version,
        plugin_digest=origin.digest,
    )


def allotment_of(call: RankedCall, reader: Reader, provided: Provided) -> Allotment:
    """What the places come to; shares are of what was ranked.

    Raises:
        UnknownError: No plugin provides the policy of that name any more; or it parts a tie at the
            cut, and none provides the method or a tie-breaker.
        PluginError: The way of the policy fails, or its awards break the policy.
    """
    placings = call.tally.placings if call.tally else ()
    chain: tuple[tuple[str, Splitter], ...] = ()
    if call.awards.cut_break:
        chain = chain_for(
            call.awards.cut_break,
            call.scoring,
            call.rubric,
            *_inputs(call, reader),
            methods=[provided(SCORING_METHODS, call.scoring.method)],
            tie_breakers=_tie_breakers(call.awards.cut_break, provided),
            seed=call.seed,
        )
    request = AwardRequest(
        policy=call.awards, standings=placings, field_size=len(placings), chain=chain
    )
    return allotted(request, provided)


def proposed_lines(call: RankedCall, reader: Reader) -> tuple[NoticeLine, ...]:
    """The list that a public notice of the proposed result shows: name, unit, award."""
    labels = {level.id: level.label for level in call.awards.levels}
    lines = []
    for award in in_order(call.awards, call.tally, call.allotment):
        name, unit = call.line_of(award.entry, reader)
        lines.append(NoticeLine(name=name, unit=unit, award=labels[award.level].zh_hans))
    return tuple(lines)


def involved_in(call: RankedCall, reader: Reader) -> frozenset[str]:
    """Who hears no objection to the result: all who take part, and whoever ranked."""
    return call.involved(reader) | ({call.tally.by} if call.tally else set())


def ranked(call: C, act: Act) -> C:
    """The call with the places of what was reviewed, and what these come to.

    Raises:
        HomeroomError: As `standings_of` and `allotment_of`.
    """
    fresh = change(call, tally=None)
    result = standings_of(fresh, act.reader, act.provided)
    placed = change(call, tally=tally_of(result, by=act.actor.id, on=act.on))
    return change(placed, allotment=allotment_of(placed, act.reader, act.provided))


def policy_fits(call: RankedCall, act: Act) -> Iterable[Refusal]:
    """The scoring policy can work with the rubric; all that it and the awards name is there."""
    gap = award_policy_gap(call.awards, act.provided)
    if gap is not None:
        yield POLICY_UNFIT(measured=gap[0], required=gap[1])
    try:
        method = act.provided(SCORING_METHODS, call.scoring.method)
    except UnknownError as error:
        yield POLICY_UNFIT(measured=call.scoring.method, required=listing(error.known))
        return
    found = list(policy_faults(change(call.scoring, tie_break=()), call.rubric, method))
    for place, links in (
        ("tie_break", call.scoring.tie_break),
        ("awards.cut_break", call.awards.cut_break),
    ):
        breakers = {}
        for link in links:
            try:
                if link.by != CRITERION:
                    breakers[link.by] = act.provided(TIE_BREAKERS, link.by)
            except UnknownError as error:
                known = listing((CRITERION, *error.known))
                yield POLICY_UNFIT(measured=f"{place}: {link}", required=known)
        known_links = [link for link in links if link.by == CRITERION or link.by in breakers]
        found += chain_faults(known_links, call.rubric, breakers, place=place)
    for fault in found:
        yield POLICY_UNFIT(measured=f"{fault.where}: {fault.found}", required=fault.accepted)


def reviews_are_closed(call: RankedCall, act: Act) -> Iterable[Refusal]:
    """There is something to rank, and the review of everything is closed."""
    waiting = call.waiting(act.reader)
    if waiting:
        yield NOT_REVIEWED(measured=listing(waiting))
    elif not call.reviewed(act.reader):
        yield NOTHING_TO_RANK()


def can_be_ranked(call: RankedCall, act: Act) -> Refusal | None:
    """The method gives places for the sheets as they are."""
    if any(reviews_are_closed(call, act)):
        return None  # said already
    try:
        ranked(call, act)
    except HomeroomError as error:
        return NOT_SCORABLE(measured=error.text)
    return None


def is_settled(call: RankedCall, _act: Act) -> Refusal | None:
    """No tie at the cut waits for a decision."""
    if call.allotment is None or not call.allotment.open:
        return None
    return OPEN_DECISION(measured=listing(d.text for d in call.allotment.open))


def has_open_ties(call: RankedCall, _act: Act) -> Refusal | None:
    """A tie at the cut waits for a decision."""
    if call.allotment is not None and call.allotment.open:
        return None
    return NO_DECISION(measured=_NOTHING_OPEN, required=_NOTHING)


def notice_has_closed(call: RankedCall, act: Act) -> Iterable[Refusal]:
    """The public notice has closed, on the list that is proposed."""
    return closed_faults(call.notice, act, lines=proposed_lines(call, act.reader))


def certificates_of(call: RankedCall, prefix: str) -> tuple[Certificate, ...]:
    """What is given, numbered in order of the places."""
    return numbered(in_order(call.awards, call.tally, call.allotment), prefix)


def numbers_are_free(call: RankedCall, act: Act, *, number_prefix: str) -> Iterable[Refusal]:
    """There is a prefix, and no other call gave one of the numbers."""
    if not number_prefix.strip():
        yield NO_PREFIX()
    wanted = {one.number for one in certificates_of(call, number_prefix)}
    for other in act.reader.find(type(call)):
        taken = [one.number for one in other.certificates if one.number in wanted]
        if taken and other.id != call.id:
            yield NUMBER_TAKEN(measured=taken[0], other=other.id)


def choices_fit(call: RankedCall, _act: Act, *, choices: Mapping[str, str]) -> Refusal | None:
    """The choices are just those that were open."""
    if call.allotment is None or not call.allotment.open:
        return None  # said already
    try:
        settle(call.allotment, choices)
    except HomeroomError as error:
        needed = listing(decision.text for decision in call.allotment.open)
        return NO_DECISION(measured=error.text, required=needed)
    return None


def notice_fits(call: RankedCall, act: Act, *, notice: str) -> Iterable[Refusal]:
    """The notice is open, about this call, under its policy, with its list and all involved."""
    return notice_faults(
        notice,
        act,
        subject=call.id,
        lines=proposed_lines(call, act.reader),
        involved=involved_in(call, act.reader),
        policy=call.notice_policy,
    )


def _inputs(call: RankedCall, reader: Reader) -> tuple[list[Entrant], list[Card]]:
    answers = field_of(call, reader)
    cards = [
        card_of(sheet)
        for answer in answers
        for sheet in signed_sheets(answer, *call.sheet_place(answer, reader), reader)
    ]
    return [Entrant(id=answer) for answer in answers], cards


def _tie_breakers(links: Iterable[TieBreak], provided: Provided) -> list[TieBreaker]:
    return [provided(TIE_BREAKERS, link.by) for link in links if link.by != CRITERION]


_NOTHING_OPEN = Text("没有待裁定的并列", "沒有待裁定的並列", "no tie waits for a decision")
_NOTHING = Text("不必裁定", "不必裁定", "nothing")
