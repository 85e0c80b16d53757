"""Attempts at the steps of a reflection, made wrongly and made rightly."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from contests import CLERK, PINNED, TEACHER, an_act, creating, refusals

from homeroom_core.errors import Refusal
from homeroom_core.testing.acts import ORG
from homeroom_core.training import growth_plan_records as gr
from homeroom_core.training import reflection as r
from homeroom_core.training import reflection_records as rr
from homeroom_core.training.activity import STUDIED, Credit
from homeroom_core.training.growth_goal import Goal
from refusals import TODAY, case


def a_study(number: int = 1, verified: str | None = None) -> rr.Study:
    return rr.Study(
        number=number,
        form=rr.READING,
        title="Dear Teacher",
        on=TODAY,
        hours=Decimal(3),
        verified=None if verified is None else Decimal(verified),
    )


CREDIT = Credit(person=TEACHER.id, hours=Decimal(2), part=STUDIED)


def an_entry(state: str = rr.PRIVATE, **more: Any) -> rr.Reflection:
    shared = {} if state == rr.PRIVATE else {"readers": frozenset({CLERK.id}), "shared_on": TODAY}
    given = {
        "author": TEACHER.id,
        "title": "Monday",
        "text": "too loud",
        "written_on": TODAY,
        "basis": PINNED,
        **shared,
        **more,
    }
    return rr.Reflection(id="reflection-1", org=ORG, state=state, **given)


def drafted(title: str) -> tuple[Refusal, ...]:
    return creating(r.draft, an_act(TEACHER, new_id="reflection-2"), title=title)


case("reflection.no_title", drafted, " ", "Monday")
case(
    "reflection.no_title",
    lambda title: refusals(an_entry(), r.write, an_act(TEACHER), title=title, text=""),
    "",
    "Monday",
)


def logged(**more: Any) -> tuple[Refusal, ...]:
    given = {"form": rr.READING, "title": "Dear Teacher", "hours": Decimal(2), "on": TODAY, **more}
    return refusals(an_entry(), r.log_study, an_act(TEACHER), **given)


case("reflection.unknown_form", lambda form: logged(form=form), "film", rr.COURSE)
case("reflection.no_study_title", lambda title: logged(title=title), " ", "Emile")
case("reflection.studied_later", lambda on: logged(on=on), TODAY + timedelta(1), TODAY)
case("activity.hours_unfit", lambda hours: logged(hours=Decimal(hours)), "-1", "1")


def shared(entry: rr.Reflection | None = None, **more: Any) -> tuple[Refusal, ...]:
    given = {"readers": frozenset({"advisor-1"}), **more}
    return refusals(entry or an_entry(), r.share, an_act(TEACHER), **given)


def widened(*readers: str, all_staff: bool = False, before: bool = False) -> tuple[Refusal, ...]:
    entry = an_entry(rr.SHARED, all_staff=before)
    return shared(entry, readers=frozenset(readers), all_staff=all_staff)


case("reflection.nothing_to_share", lambda text: shared(an_entry(text=text)), " ", "loud")
case(
    "reflection.no_readers",
    lambda readers: shared(readers=frozenset(readers)),
    {TEACHER.id, " "},
    {TEACHER.id, "advisor-1"},
)
case("reflection.cannot_unshare", lambda who: widened("advisor-1", *who), (), (CLERK.id,))
case(
    "reflection.cannot_unshare",
    lambda everybody: widened(CLERK.id, "advisor-1", all_staff=everybody, before=True),
    False,
    True,
)
case("reflection.shared_already", lambda who: widened(CLERK.id, *who), (), ("advisor-1",))
case(
    "deidentify.pupil_named",
    lambda text: shared(an_entry(text=text), class_list=frozenset({"王芳"})),
    "王芳哭了",
    "学生甲哭了",
)
case(
    "reflection.no_comment",
    lambda text: refusals(an_entry(rr.SHARED), r.comment, an_act(CLERK), text=text),
    " ",
    "well seen",
)
case(
    "deidentify.long_number",
    lambda text: refusals(an_entry(rr.COMMENTED), r.reply, an_act(TEACHER), text=text),
    "call 13800138000",
    "call me",
)


def dropped(number: int, verified: str | None = None) -> tuple[Refusal, ...]:
    entry = an_entry(studies=(a_study(verified=verified),))
    return refusals(entry, r.drop_study, an_act(TEACHER), number=number)


case("reflection.no_such_study", dropped, 2, 1)
case("reflection.study_verified", lambda verified: dropped(1, verified), "0", None)


def verified(**more: Any) -> tuple[Refusal, ...]:
    given = {"number": 1, "hours": Decimal(2), "evidence": "certificate 7", **more}
    entry = an_entry(rr.SHARED, studies=(a_study(),))
    return refusals(entry, r.verify_study, an_act(CLERK), **given)


case("reflection.more_than_logged", lambda h: verified(hours=Decimal(h)), "3.01", "3")
case("reflection.no_evidence", lambda words: verified(evidence=words), " ", "notes")
case("reflection.no_such_study", lambda number: verified(number=number), 2, 1)
case("activity.hours_unfit", lambda hours: verified(hours=Decimal(hours)), "-1", "0")


def credited(*studies: rr.Study, **more: Any) -> tuple[Refusal, ...]:
    entry = an_entry(rr.SHARED, studies=studies, **more)
    return refusals(entry, r.credit, an_act(CLERK))


case(
    "reflection.not_verified",
    lambda second: credited(a_study(verified="1"), a_study(2, second)),
    None,
    "0",
)
case("reflection.no_hours", lambda hours: credited(a_study(verified=hours)), "0", "0.5")
case(
    "reflection.credited_already",
    lambda earned: credited(a_study(verified="2"), credits=earned),
    (CREDIT,),
    (),
)
case(
    "reflection.not_credited",
    lambda earned: refusals(
        an_entry(rr.SHARED, studies=(a_study(verified="2"),), credits=earned),
        r.file,
        an_act(TEACHER),
    ),
    (),
    (CREDIT,),
)

# ---- links ----


def a_plan(id: str = "growth_plan-1", teacher: str = TEACHER.id) -> gr.GrowthPlan:
    goal = Goal(id="g1", title="listen", measure="talks", due=TODAY, dimension="conduct")
    return gr.GrowthPlan(
        id=id,
        org=ORG,
        state=gr.ACTIVE,
        teacher=teacher,
        advisor=TEACHER.id,
        title="mine",
        starts=TODAY,
        ends=TODAY,
        goals=(goal,),
    )


PLANS = (a_plan(), a_plan("growth_plan-2", "person-9"))


def linked_goal(plan: str = PLANS[0].id, goal: str = "g1", **more: Any) -> tuple[Refusal, ...]:
    return refusals(an_entry(**more), r.link_goal, an_act(TEACHER, *PLANS), plan=plan, goal=goal)


LINK = rr.GoalLink(plan=PLANS[0].id, goal="g1")
case("linked.no_such_record", linked_goal, "growth_plan-9", "growth_plan-1")
case("reflection.no_such_goal", linked_goal, "growth_plan-2", "growth_plan-1")
case("linked.already", lambda goals: linked_goal(goals=goals), (LINK,), ())


def linked(id: str, **more: Any) -> tuple[Refusal, ...]:
    others = (*PLANS, an_entry(author="person-9"))
    return refusals(an_entry(**more), r.link_record, an_act(TEACHER, *others), record=id)


case("linked.no_such_record", linked, "reflection-1", "growth_plan-2")
case(
    "linked.already",
    lambda records: linked("growth_plan-2", records=records),
    ("growth_plan-2",),
    (),
)


def unlinked(id: str) -> tuple[Refusal, ...]:
    entry = an_entry(goals=(LINK,), records=("visit-1",))
    return refusals(entry, r.unlink, an_act(TEACHER), record=id)


case("reflection.not_linked", unlinked, "visit-2", "visit-1")
