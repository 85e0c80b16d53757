"""`homeroom mentorship`: who must have an advisor and has none."""

from homeroom_core.codec import JSON
from homeroom_core.dates import school_date
from homeroom_core.office import system_clock
from homeroom_core.record import EVERYTHING
from homeroom_core.text import Text
from homeroom_core.training.mentorship_records import Mentorship, MentorshipPolicy
from homeroom_core.training.mentorship_rules import NeedsAdvisor, without_advisor
from homeroom_core.training.person import Person
from homeroom_core.training.under_scheme import terms_on
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.output import refusal_json
from homeroom_plugins.cli.said import SaidGroup

mentorship = SaidGroup(
    "mentorship", text=Text("师徒结对。", "師徒結對。", "Mentoring pairs."), lazy={}
)


@command(
    Text(
        "列出今天依规定应有顾问而还没有的人，以及资料不全、无法判断的人。\n\n"
        "只列出您看得到花名册资料的人。",
        "列出今天依規定應有顧問而還沒有的人，以及資料不全、無法判斷的人。\n\n"
        "僅列出您看得到名冊資料的人。",
        "List who must have an advisor today and has none, and of whom that cannot be said because "
        "the roster does not say enough.\n\nOnly people whose roster you may see are listed.",
    )
)
def missing(here: Invocation) -> None:
    """List who has no advisor yet."""
    with here.office() as office:
        actor = here.actor(office)
        zone = office.organization(here.org).zone
        today = school_date((here.outside.clock or system_clock)(), zone)
        with office.reading(here.org) as reading:
            policy = terms_on(reading, today, Mentorship, MentorshipPolicy)
            people = {
                one.id: one
                for one in reading.find(Person)
                if not hidden_fields(one, actor, reading) & {"details", *EVERYTHING}
            }
            found = without_advisor(people.values(), reading.find(Mentorship), policy, today)
    data: dict[str, JSON] = {
        "on": today.isoformat(),
        "missing": [
            {
                "person": one.person,
                "staff_no": people[one.person].staff_no,
                "name": people[one.person].details.name,
                "unknown": [refusal_json(why, here.language) for why in one.unknown],
            }
            for one in found
        ],
    }
    here.answer(data, lambda: _show(here, found, people))


mentorship.add_command(missing)


def _show(here: Invocation, found: tuple[NeedsAdvisor, ...], people: dict[str, Person]) -> None:
    here.say(_COUNT.format(count=len(found)))
    if not found:
        return
    table = here.tables(*(here.read(head) for head in _HEADS))
    for one in found:
        person = people[one.person]
        why = [here.read(refusal.text) for refusal in one.unknown] or [here.read(_MUST)]
        table.add([person.staff_no, person.details.name, person.id, *why[:1]])
    table.show()


_COUNT = Text(
    "应有顾问而还没有（或无法判断）：{count} 人",
    "應有顧問而還沒有（或無法判斷）：{count} 人",
    "{count} without an advisor who must have one, or of whom it cannot be said",
)
_MUST = Text("应有顾问", "應有顧問", "must have one")
_HEADS = (
    Text("工号", "教職員編號", "staff no."),
    Text("姓名", "姓名", "name"),
    Text("编号", "代號", "id"),
    Text("说明", "說明", "why"),
)
