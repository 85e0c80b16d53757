"""论坛、沙龙、交流会: a forum, from the plan over the call and the session to credited hours.

Teachers hand in a success or a puzzle; what they write of pupils is held against a class list
before it is kept. On the day there is a sign-in, and the hours follow from it. Where the terms say
so, those present vote by secret ballot for the best contributions.
"""

from datetime import date

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.explanation import Explanation, Question
from homeroom_core.grants import Grant, named, owner, role, staff
from homeroom_core.lifecycle import STAY, Lifecycle
from homeroom_core.people import OFFICE
from homeroom_core.provided import Provided
from homeroom_core.record import Reader
from homeroom_core.text import Text
from homeroom_core.training.attendance import (
    by_part,
    crediting,
    credits_of,
    explain_attendance,
    is_over,
    nobody_came_yet,
    noted_own,
    signed_in,
    somebody_came,
    struck,
)
from homeroom_core.training.deadline import CREDITING, met, reminding, within
from homeroom_core.training.forum_checks import (
    another_day,
    ballots_are_right,
    called_in_time,
    can_be_voted_on,
    closes_before_the_day,
    collection_is_named,
    contribution_is_complete,
    contribution_is_own,
    contribution_names_no_pupil,
    deadline_is_later,
    minutes_are_fit,
    plan_is_complete,
    sign_in_is_right,
    stands_on_the_sheet,
    still_open,
)
from homeroom_core.training.forum_records import (
    ARCHIVED,
    CALLED,
    CANCELLED,
    CREDITED,
    FORUM,
    FORUM_STATES,
    HELD,
    PLANNED,
    BallotCount,
    Contribution,
    Forum,
    ForumPolicy,
    Prize,
    prizes_of,
)
from homeroom_core.training.secret_ballot import votes_in
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

forum = Lifecycle(Forum, states=FORUM_STATES, initial=PLANNED, final=(ARCHIVED, CANCELLED))

host = named("host", Text("主持人", "主持人", "the host"))
recorder = named("recorder", Text("记录人", "記錄人", "the recorder"))
contributor = Grant(
    Text("投稿人", "投稿人", "somebody who contributed"),
    lambda record, act: any(one.by == act.actor.id for one in record.standing),
)
organiser = host | role(OFFICE)
keeper = host | recorder | role(OFFICE)
teller = keeper.but_not(contributor)
office = role(OFFICE).but_not(owner).but_not(noted_own)


@forum.creation(by=organiser, label=Text("计划", "計劃", "Plan"), guards=(keeps_to_scheme,))
def plan(
    act: Act,
    *,
    title: str,
    on: date,
    place: str,
    host: str,
    form: str = FORUM,
    recorder: str | None = None,
    policy: ForumPolicy | None = None,
) -> Forum:
    """Plan a forum for a day."""
    opened = opening(act, Forum, ForumPolicy, policy)
    return Forum(
        id=act.new_id,
        org=act.org,
        state=PLANNED,
        basis=opened.basis,
        title=title,
        form=form,
        on=on,
        place=place,
        host=host,
        recorder=recorder,
        policy=opened.terms,
    )


plan.check(plan_is_complete)


@forum.transition(
    source=PLANNED,
    target=CALLED,
    by=organiser,
    label=Text("征集", "徵集", "Call for contributions"),
    guards=(called_in_time,),
)
def call(forum: Forum, _act: Act, *, closes: date) -> Forum:
    """Call for contributions: a success, or a puzzle."""
    return change(forum, closes=closes)


call.check(closes_before_the_day)


@forum.transition(
    source=CALLED,
    target=STAY,
    by=organiser,
    label=Text("延长征稿", "延長徵稿", "Extend the deadline"),
    reason_required=True,
)
def extend(forum: Forum, _act: Act, *, closes: date) -> Forum:
    """Take contributions for longer, from everybody."""
    return change(forum, closes=closes)


extend.check(deadline_is_later)


@forum.transition(
    source=(PLANNED, CALLED),
    target=STAY,
    by=organiser,
    label=Text("改期", "改期", "Postpone"),
    guards=(nobody_came_yet,),
    reason_required=True,
)
def postpone(forum: Forum, _act: Act, *, on: date) -> Forum:
    """Hold it on another day."""
    return change(forum, on=on)


postpone.check(another_day)


@forum.transition(
    source=CALLED,
    target=STAY,
    by=staff,
    label=Text("投稿", "投稿", "Contribute"),
    guards=(still_open,),
)
def contribute(
    forum: Forum,
    act: Act,
    *,
    kind: str,
    title: str,
    text: str,
    about_pupils: bool = True,
    class_list: frozenset[str] = frozenset(),
) -> Forum:
    """Hand in a success or a puzzle. The class list is compared with it, and kept nowhere."""
    del about_pupils  # the check has looked at it
    made = Contribution(
        number=len(forum.contributions) + 1,
        by=act.actor.id,
        on=act.on,
        kind=kind,
        title=title,
        text=text,
        names_compared=len(class_list),
    )
    return change(forum, contributions=(*forum.contributions, made))


contribute.check(contribution_is_complete)


contribute.check(contribution_names_no_pupil)


@forum.transition(
    source=CALLED, target=STAY, by=contributor, label=Text("撤稿", "撤稿", "Take back")
)
def take_back(forum: Forum, _act: Act, *, number: int) -> Forum:
    """Take one's own contribution back."""
    kept = tuple(
        change(one, withdrawn=True) if one.number == number else one for one in forum.contributions
    )
    return change(forum, contributions=kept)


take_back.check(contribution_is_own)


@forum.transition(source=CALLED, target=STAY, by=keeper, label=Text("签到", "簽到", "Sign in"))
def sign_in(
    forum: Forum,
    act: Act,
    *,
    attended: tuple[str, ...] = (),
    contributed: tuple[str, ...] = (),
    led: tuple[str, ...] = (),
) -> Forum:
    """Take the sign-in: who listened, who spoke, who led it; in one go or in several."""
    return signed_in(forum, act, forum.on, by_part(attended, contributed, led))


sign_in.check(sign_in_is_right)


@forum.transition(
    source=(CALLED, HELD),
    target=STAY,
    by=keeper,
    label=Text("划去签到", "劃去簽到", "Strike out"),
    reason_required=True,
)
def strike(forum: Forum, _act: Act, *, person: str) -> Forum:
    """Strike somebody out of the sign-in who was put there by mistake; a count falls with it."""
    return change(struck(forum, person, forum.on), voters=frozenset(), count=None, prizes=())


strike.check(stands_on_the_sheet)


@forum.transition(
    source=CALLED,
    target=HELD,
    by=keeper,
    label=Text("举办", "舉辦", "Hold"),
    guards=(is_over, somebody_came),
)
def hold(
    forum: Forum,
    act: Act,
    *,
    minutes: str,
    guests: int = 0,
    materials: tuple[str, ...] = (),
    class_list: frozenset[str] = frozenset(),
) -> Forum:
    """Put down what was said. The minutes are compared with a class list, if one is given."""
    del class_list  # the check has looked at it
    days = forum.policy.credit_within_working_days
    return change(
        forum,
        minutes=minutes,
        guests=guests,
        materials=materials,
        deadlines=(within(act, CREDITING, forum.on, days),),
    )


hold.check(minutes_are_fit)


@forum.transition(
    source=HELD,
    target=STAY,
    by=teller,
    label=Text("计票", "計票", "Count the ballots"),
    guards=(can_be_voted_on,),
)
def count_ballots(
    forum: Forum, act: Act, *, voters: tuple[str, ...], ballots: tuple[tuple[int, ...], ...]
) -> Forum:
    """Count a secret ballot: who was given a ballot, and what stands on each of them.

    The ballots bear no names and are not kept; the votes for each contribution are.
    """
    votes = votes_in(ballots, forum.candidates)
    counted = change(
        forum,
        voters=frozenset(voters),
        count=BallotCount(
            by=act.actor.id,
            on=act.on,
            ballots=len(ballots),
            votes={str(number): cast for number, cast in votes.items()},
        ),
    )
    return change(counted, prizes=prizes_of(counted))


count_ballots.check(ballots_are_right)


@forum.transition(
    source=HELD,
    target=CREDITED,
    by=office,
    label=Text("认定学时", "認定學時", "Credit the hours"),
    guards=(somebody_came, rests_on_scheme),
)
def credit(forum: Forum, act: Act) -> Forum:
    """Credit everybody the hours that follow from the sign-in."""
    done = met(forum.deadlines, CREDITING, act.on)
    return change(forum, credits=credits_of(forum), deadlines=done)


@forum.transition(
    source=CREDITED, target=ARCHIVED, by=organiser, label=Text("归档", "歸檔", "Archive")
)
def archive(forum: Forum, _act: Act, *, collection: str) -> Forum:
    """Put minutes and texts into a collection."""
    return change(forum, collection=collection)


archive.check(collection_is_named)


@forum.transition(
    source=(PLANNED, CALLED),
    target=CANCELLED,
    by=organiser,
    label=Text("取消", "取消", "Cancel"),
    guards=(nobody_came_yet,),
    reason_required=True,
)
def cancel(forum: Forum, _act: Act) -> Forum:
    """Call the forum off."""
    return forum


remind = reminding(forum, source=HELD, by=role(OFFICE))
confirm = confirmation(forum, source=(PLANNED, CALLED, HELD), by=office)
crediting(forum, source=(CREDITED, ARCHIVED), by=office)


@forum.derived("prizes", label=Text("奖项", "獎項", "prizes"), by=office, source=(HELD, CREDITED))
def prizes_again(
    forum: Forum,
    reader: Reader,  # noqa: ARG001  # the count is all it takes
    provided: Provided,  # noqa: ARG001  # as above
) -> tuple[Prize, ...] | None:
    """The prizes made again from the votes, once they were counted."""
    return prizes_of(forum) if forum.count is not None else None


@forum.explained
def why(forum: Forum, asked: Question) -> Explanation | None:
    """The hours day by day, what is owed, and the votes for each contribution."""
    told = explain_attendance(forum, asked)
    if forum.count is None:
        return told
    parts = told.parts if told is not None else ()
    return Explanation(
        title=forum.label, value=Text.same(forum.id), parts=(*parts, _ballot(forum, forum.count))
    )


forum.seal()


def _ballot(forum: Forum, count: BallotCount) -> Explanation:
    levels = {str(one.contribution): one.level for one in forum.prizes}
    parts = tuple(
        Explanation(
            title=_CONTRIBUTION.format(number=number),
            value=_VOTES.format(votes=cast, prize=_prize(levels.get(number))),
            who=forum.candidates.get(int(number)),
        )
        for number, cast in count.votes.items()
    )
    return Explanation(
        title=_BALLOT,
        value=_BALLOTS.format(ballots=count.ballots),
        source=forum.id,
        shows=("count", "prizes"),
        parts=parts,
    )


def _prize(level: str | None) -> Text:
    if level is None:
        return Text.same("")
    labels = {one.id: one.label for one in ForumPolicy().awards().levels}
    return _WITH_PRIZE.format(level=labels[level])


_BALLOT = Text("无记名投票", "無記名投票", "Secret ballot")
_BALLOTS = Text("{ballots} 张票", "{ballots} 張票", "{ballots} ballots")
_CONTRIBUTION = Text("第 {number} 号稿件", "第 {number} 號稿件", "Contribution {number}")
_VOTES = Text("{votes} 票{prize}", "{votes} 票{prize}", "{votes} vote(s){prize}")
_WITH_PRIZE = Text("，{level}", "，{level}", ", {level}")
