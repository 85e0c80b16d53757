"""Hypothesis strategies for nominations and the messages they come with."""

from hypothesis import strategies as st

from homeroom_core.codec import to_json
from homeroom_core.message import Message
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import Arguments
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.training import nomination as n
from homeroom_core.training.contest_records import Recommendation, Recommended

_HEX = st.text("0123456789abcdef", min_size=64, max_size=64)


def recommended_works() -> st.SearchStrategy[Recommended]:
    """Works that are recommended."""
    return st.builds(
        Recommended, entry=codes(), name=words(), unit=texts(), title=words(), award=words()
    )


@st.composite
def messages(draw: st.DrawFn, *, to: str = ORG) -> Message:
    """Messages that recommend one to three works to an organization."""
    works = draw(
        st.lists(recommended_works(), min_size=1, max_size=3, unique_by=lambda one: one.entry)
    )
    made = Recommendation(to=to, on=draw(school_days()), entries=tuple(works))
    return Message(
        sender=draw(st.sampled_from(["school-2", "school-3"])),
        to=to,
        about=n.RECOMMENDATION,
        record=draw(codes()),
        seq=draw(st.integers(1, 9)),
        digest=draw(_HEX),
        contents=to_json(made),
    )


@st.composite
def nominations(draw: st.DrawFn, *, state: str | None = None) -> n.Nomination:
    """Nominations, in this state or in any."""
    at = draw(st.sampled_from(n.nomination.states)) if state is None else state
    return n.Nomination(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=1 if at == n.RECEIVED else 2,
        message=draw(codes()),
        sender=draw(codes()),
        sender_entry=draw(codes()),
        name=draw(words()),
        unit=draw(texts()),
        title=draw(words()),
        award=draw(words()),
        contest_entry=draw(codes()) if at == n.ENTERED else None,
    )


NOMINATION: Arguments = {
    n.receive: lambda _scene: messages().map(
        lambda message: {"message": message, "entry": message.contents["entries"][0]["entry"]}
    ),
}
"""For `homeroom_core.training.nomination`."""
