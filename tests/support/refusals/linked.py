"""Links to records that are not there, beside one that is."""

from contests import TEACHER, an_act

from homeroom_core.errors import Refusal
from homeroom_core.training.linked import NO_SUCH_RECORD, seen_record
from refusals import case
from refusals.reflection import an_entry


def linking(author: str) -> tuple[Refusal, ...]:
    entry = an_entry(author=author)
    found = seen_record(an_act(TEACHER, entry), entry.id)
    return () if found else (NO_SUCH_RECORD(measured=entry.id),)


case("linked.no_such_record", linking, "person-9", TEACHER.id)
