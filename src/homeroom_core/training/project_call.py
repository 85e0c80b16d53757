"""课题征集: a call for projects, reviewed on sheets, put up, and decided.

Which applications are approved follows from the signed sheets: a share or a number of the places,
and a least total. Nothing is approved before a public notice has closed on the same list.
"""

from datetime import date

from homeroom_core.act import Act
from homeroom_core.change import change
from homeroom_core.grants import Grant, role
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.people import AFFAIRS_MEETING, OFFICE, PRINCIPAL, RESEARCH_GROUP, RESEARCH_OFFICE
from homeroom_core.rubric import Rubric
from homeroom_core.text import Text
from homeroom_core.training.call import (
    deadline_ahead,
    deadline_has_passed,
    extension,
    has_title,
)
from homeroom_core.training.project_records import (
    CALL_STATES,
    CALLED,
    CANCELLED,
    CLOSED,
    DECIDED,
    PUBLICISED,
    RANKED,
    ProjectCall,
    ProjectCallPolicy,
    answers,
)
from homeroom_core.training.ranked_call import (
    certificates_of,
    notice_has_closed,
    numbers_are_free,
    policy_fits,
)
from homeroom_core.training.ranking_steps import ranking_steps
from homeroom_core.training.under_scheme import (
    confirmation,
    keeps_to_scheme,
    opening,
    rests_on_scheme,
)

project_call = Lifecycle(
    ProjectCall, states=CALL_STATES, initial=CALLED, final=(DECIDED, CANCELLED)
)

answering = Grant(
    Text("该征集的申报者", "該徵集的申報者", "those who answer the call"),
    lambda call, act: answers(call.id, act.actor.id, act.reader),
)
research = role(RESEARCH_OFFICE, OFFICE).but_not(answering)
group = role(RESEARCH_GROUP, PRINCIPAL).but_not(answering)
leadership = role(RESEARCH_GROUP, PRINCIPAL, AFFAIRS_MEETING).but_not(answering)


@project_call.creation(
    by=research,
    label=Text("征集课题", "徵集課題", "Call for projects"),
    guards=(has_title, deadline_ahead, policy_fits, keeps_to_scheme),
)
def call(
    act: Act,
    *,
    title: str,
    deadline: date,
    rubric: Rubric,
    closing_rubric: Rubric,
    policy: ProjectCallPolicy | None = None,
) -> ProjectCall:
    """Call for projects, with the sheets of the approval and of the closing."""
    opened = opening(act, ProjectCall, ProjectCallPolicy, policy)
    return ProjectCall(
        id=act.new_id,
        org=act.org,
        state=CALLED,
        basis=opened.basis,
        title=title,
        deadline=deadline,
        rubric=rubric,
        closing_rubric=closing_rubric,
        policy=opened.terms,
    )


extend = extension(project_call, source=CALLED, by=research)


@project_call.transition(
    source=CALLED,
    target=CLOSED,
    by=research,
    label=Text("截止征集", "截止徵集", "Close"),
    guards=(deadline_has_passed,),
)
def close(call: ProjectCall, _act: Act) -> ProjectCall:
    """Take no more applications; they are reviewed now."""
    return call


_steps = ranking_steps(
    project_call,
    reviewing=CLOSED,
    placed=RANKED,
    publicised=PUBLICISED,
    decided=(DECIDED,),
    research=research,
    group=group,
    leadership=leadership,
)
rank, settle_ties = _steps.rank, _steps.settle_ties
publicise, reopen = _steps.publicise, _steps.reopen


@project_call.transition(
    source=PUBLICISED,
    target=DECIDED,
    by=group,
    label=Text("决定立项", "決定立項", "Decide"),
    guards=(notice_has_closed, rests_on_scheme),
)
def decide(call: ProjectCall, _act: Act, *, number_prefix: str) -> ProjectCall:
    """Approve what was put up; projects are numbered in order of their places."""
    return change(call, certificates=certificates_of(call, number_prefix))


decide.check(numbers_are_free)


@project_call.transition(
    source=(CALLED, CLOSED),
    target=CANCELLED,
    by=research,
    label=Text("取消", "取消", "Cancel"),
    reason_required=True,
)
def cancel(call: ProjectCall, _act: Act) -> ProjectCall:
    """Call it off while there is no result."""
    return call


confirm = confirmation(project_call, source=(CALLED, CLOSED), by=research)

project_call.seal()
