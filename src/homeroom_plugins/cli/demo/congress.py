"""The scheme of the school: put to all staff, commented on, voted on by the congress, in force.

In May the congress amends it. The second version holds for what is opened from the next school
year on; whatever runs keeps the first.
"""

from datetime import date

from homeroom_core.people import TEACHER, Actor
from homeroom_core.training import scheme as schemes
from homeroom_core.training.scheme_contents import differences
from homeroom_core.training.scheme_records import CONSULTED, IN_FORCE, TABLED, Scheme, Vote
from homeroom_plugins.cli.demo import scheme_terms
from homeroom_plugins.cli.demo.agenda import Agenda
from homeroom_plugins.cli.demo.story import CONGRESS, OFFICE_CLERK, PRESIDENT, Story

agenda = Agenda()

REPRESENTATIVES = 45
VOTE = Vote(
    representatives=REPRESENTATIVES,
    teachers=31,
    present=41,
    in_favour=38,
    against=2,
    abstained=1,
    minutes="教代会〔2025〕3号",
)

SECOND_VOTE = Vote(
    representatives=REPRESENTATIVES,
    teachers=31,
    present=40,
    in_favour=36,
    against=1,
    abstained=3,
    minutes="教代会〔2026〕1号",
)
NEXT_YEAR = date(2026, 8, 24)


@agenda.on(2025, 9, 12)
def consult(story: Story) -> None:
    """Put the draft to all staff."""
    contents = scheme_terms.contents(story.office.plugins)
    with story.desk(OFFICE_CLERK) as desk:
        scheme = desk.create(
            schemes.draft, title="2025 学年班主任校本培训实施方案", contents=contents
        )
        scheme = desk.apply(schemes.consult, scheme)
    story.say(
        f"实施方案草案征求意见，至 {scheme.closes}",
        f"實施方案草案徵求意見，至 {scheme.closes}",
        f"the draft scheme is put to all staff, until {scheme.closes}",
    )


@agenda.on(2025, 9, 16)
def comment(story: Story) -> None:
    """A teacher comments; the draft cannot be tabled before the consultation is over."""
    (scheme,) = story.find(Scheme)
    teacher = story.cast.teachers[0]
    with story.desk(Actor.of(teacher.id, TEACHER)) as desk:
        scheme = desk.apply(schemes.comment, scheme, text="毕业年级的公开课次数能否减半？")
    story.expect_refusal(PRESIDENT, lambda desk: desk.apply(schemes.table, scheme))


@agenda.on(2025, 9, 19)
def table(story: Story) -> None:
    """Answer the comment, and lay the draft before the congress."""
    (scheme,) = story.find(Scheme)
    with story.desk(OFFICE_CLERK) as desk:
        answer = "暂不减半；本学年统计后，下一版方案再议。"
        scheme = desk.apply(schemes.answer_comment, scheme, number=1, answer=answer)
    with story.desk(PRESIDENT) as desk:
        desk.apply(schemes.table, scheme)


@agenda.on(2025, 9, 24)
def adopt(story: Story) -> None:
    """The congress votes; the scheme is put in force from the next day."""
    _vote(story, VOTE, document="校发〔2025〕9号", effective_on=date(2025, 9, 25))


@agenda.on(2026, 5, 6)
def amend(story: Story) -> None:
    """A directive forbids to judge by records kept for show; the office drafts a second version."""
    (first,) = story.find(Scheme, state=IN_FORCE)
    contents = scheme_terms.amended(first.contents)
    with story.desk(OFFICE_CLERK) as desk:
        draft = desk.create(
            schemes.draft, title="2026 学年班主任校本培训实施方案", contents=contents
        )
        draft = desk.apply(schemes.consult, draft)
    places = ", ".join(one.path for one in differences(first.contents, contents))
    story.say(
        f"上级文件禁止以痕迹材料考核；方案第二版征求意见至 {draft.closes}，改动：{places}",
        f"上級文件禁止以痕跡材料考核；方案第二版徵求意見至 {draft.closes}，改動：{places}",
        f"a directive forbids to judge by records kept for show; a second scheme is put to all "
        f"staff until {draft.closes}; it differs in: {places}",
    )


@agenda.on(2026, 5, 18)
def table_second(story: Story) -> None:
    """Nobody has commented; lay it before the congress."""
    (draft,) = story.find(Scheme, state=CONSULTED)
    with story.desk(PRESIDENT) as desk:
        desk.apply(schemes.table, draft)


@agenda.on(2026, 5, 20)
def adopt_second(story: Story) -> None:
    """The congress adopts it for the year to come; running cases keep the first."""
    _vote(story, SECOND_VOTE, document="校发〔2026〕6号", effective_on=NEXT_YEAR)


def _vote(story: Story, vote: Vote, *, document: str, effective_on: date) -> None:
    (scheme,) = story.find(Scheme, state=TABLED)
    with story.desk(CONGRESS) as desk:
        scheme = desk.apply(schemes.vote, scheme, vote=vote)
    with story.desk(PRESIDENT) as desk:
        desk.apply(schemes.put_in_force, scheme, document=document, effective_on=effective_on)
    needed = scheme.policy.votes_needed(vote.representatives)
    quorum = scheme.policy.present_needed(vote.representatives)
    story.say(
        f"教代会：{vote.representatives} 名代表到会 {vote.present} 名（须 {quorum} 名），"
        f"赞成 {vote.in_favour} 票（须 {needed} 票），通过，{effective_on} 起施行",
        f"教代會：{vote.representatives} 名代表出席 {vote.present} 名（須 {quorum} 名），"
        f"贊成 {vote.in_favour} 票（須 {needed} 票），通過，{effective_on} 起施行",
        f"congress: {vote.present} of {vote.representatives} representatives present "
        f"({quorum} needed), {vote.in_favour} in favour ({needed} needed): adopted, in force "
        f"from {effective_on}",
    )
