"""What the term reviews of a pair come to: hours for both sides, and how they read."""

from collections.abc import Iterable
from decimal import Decimal

from homeroom_core.explanation import Explanation
from homeroom_core.text import Text, listing
from homeroom_core.training.activity import ATTENDED, LED, Credit
from homeroom_core.training.mentorship_records import Mentorship, TermReview


def credits_of(pair: Mentorship) -> tuple[Credit, ...]:
    """The hours of everybody in a pair, for the terms in which every duty was done."""
    hours: dict[str, Decimal] = {}
    for one in pair.reviews:
        if one.met:
            for person, earned in (
                (pair.assistant, pair.policy.assistant_hours_per_term),
                (one.advisor, pair.policy.advisor_hours_per_term),
            ):
                hours[person] = hours.get(person, Decimal(0)) + earned
    return tuple(
        Credit(person=person, hours=total, part=ATTENDED if person == pair.assistant else LED)
        for person, total in hours.items()
        if total
    )


def explain_terms(pair: Mentorship) -> Explanation | None:
    """Every term, duty by duty: how often it was done, and how often it should have been."""
    if not pair.reviews:
        return None
    return Explanation(
        title=pair.label,
        value=_REVIEWED.format(met=sum(one.met for one in pair.reviews), reviews=len(pair.reviews)),
        source=pair.id,
        shows=("reviews",),
        parts=tuple(_told(pair, one) for one in pair.reviews),
    )


def labels_of(pair: Mentorship, ids: Iterable[str]) -> Text:
    """What people call these duties."""
    return listing(_label(pair, id) for id in ids)


def _told(pair: Mentorship, review: TermReview) -> Explanation:
    return Explanation(
        title=_TERM.format(first=review.first, last=review.last),
        value=_MET if review.met else _SHORT,
        source=pair.id,
        shows=("reviews",),
        parts=tuple(
            Explanation(
                title=_label(pair, count.duty),
                value=_COUNT.format(done=count.done, required=count.required),
                source=pair.id,
                shows=("reviews",),
            )
            for count in review.counts
            if count.done or count.required
        ),
    )


def _label(pair: Mentorship, id: str) -> Text:
    duty = pair.duty(id)
    return duty.label if duty is not None else Text.same(id)


_REVIEWED = Text(
    "{reviews} 个学期考核，{met} 个到位",
    "{reviews} 個學期考核，{met} 個到位",
    "terms reviewed {reviews}, met {met}",
)
_TERM = Text("{first} 至 {last}", "{first} 至 {last}", "{first} to {last}")
_MET = Text("到位", "到位", "met")
_SHORT = Text("未到位", "未到位", "not met")
_COUNT = Text(
    "{done} 次，至少 {required}", "{done} 次，至少 {required}", "{done}, at least {required}"
)
