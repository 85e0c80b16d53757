"""The scheme of the school: put to all staff, commented on, voted on by the congress, in force."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from homeroom_core.people import STAFF_CONGRESS, TEACHER, Actor
from homeroom_core.training import scheme as schemes
from homeroom_core.training.scheme import Scheme, Vote
from homeroom_core.training.scheme_contents import Clause, scheme_contents
from homeroom_plugins.cli.demo.story import OFFICE_CLERK, PRESIDENT, Cast, Story

CONGRESS = Actor.of("congress", STAFF_CONGRESS)

VOTE = Vote(
    representatives=45,
    teachers=31,
    present=41,
    in_favour=38,
    against=2,
    abstained=1,
    minutes="教代会〔2025〕3号",
)


def adopt(
    story: Story, cast: Cast, terms: Mapping[str, Any], clauses: tuple[Clause, ...]
) -> Scheme:
    """Take a scheme from the draft to the day it is in force."""
    story.on(2025, 9, 12)
    contents = scheme_contents(terms, clauses)
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
    story.on(2025, 9, 16)
    teacher = cast.teachers[0]
    with story.desk(Actor.of(teacher.id, TEACHER)) as desk:
        scheme = desk.apply(schemes.comment, scheme, text="毕业年级的公开课次数能否减半？")
    story.expect_refusal(PRESIDENT, lambda desk: desk.apply(schemes.table, scheme))
    story.on(2025, 9, 19)
    with story.desk(OFFICE_CLERK) as desk:
        answer = "暂不减半；本学年统计后，下一版方案再议。"
        scheme = desk.apply(schemes.answer_comment, scheme, number=1, answer=answer)
    with story.desk(PRESIDENT) as desk:
        scheme = desk.apply(schemes.table, scheme)
    story.on(2025, 9, 24)
    with story.desk(CONGRESS) as desk:
        scheme = desk.apply(schemes.vote, scheme, vote=VOTE)
    needed = scheme.policy.votes_needed(VOTE.representatives)
    story.say(
        f"教代会：{VOTE.representatives} 名代表到会 {VOTE.present} 名，赞成 {VOTE.in_favour} 票"
        f"（须 {needed} 票），通过",
        f"教代會：{VOTE.representatives} 名代表出席 {VOTE.present} 名，贊成 {VOTE.in_favour} 票"
        f"（須 {needed} 票），通過",
        f"congress: {VOTE.present} of {VOTE.representatives} representatives present, "
        f"{VOTE.in_favour} in favour ({needed} needed): adopted",
    )
    with story.desk(PRESIDENT) as desk:
        document, day = "校发〔2025〕12号", date(2025, 9, 25)
        scheme = desk.apply(schemes.put_in_force, scheme, document=document, effective_on=day)
    return scheme
