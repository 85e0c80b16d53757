"""Hypothesis strategies for reflections, and what the steps of one are usually handed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from homeroom_core.change import change
from homeroom_core.testing.acts import ORG
from homeroom_core.testing.lifecycle_machine import Arguments, Scene
from homeroom_core.testing.scheme_strategies import CLERKS
from homeroom_core.testing.strategies import codes, school_days, texts, words
from homeroom_core.testing.training_strategies import PEOPLE
from homeroom_core.training import reflection as r
from homeroom_core.training import reflection_records as rr
from homeroom_core.training.activity import STUDIED, Credit

Drawn = st.SearchStrategy[Mapping[str, Any]]

_READERS = st.sampled_from(["moral_education_office-1", "person-2", "advisor-1"])


def study_hours(least: str = "0.25", most: str = "8") -> st.SearchStrategy[Decimal]:
    """Hours in hundredths."""
    return st.decimals(least, most, places=2)


def reflection_policies() -> st.SearchStrategy[rr.ReflectionPolicy]:
    """Limits of half an hour to ten hours."""
    return st.builds(
        rr.ReflectionPolicy, most_hours=study_hours("0.5", "10"), most_digits=st.integers(4, 9)
    )


@st.composite
def studies(
    draw: st.DrawFn, *, number: int | None = None, verified: bool | None = None
) -> rr.Study:
    """Studies, verified or not."""
    made = rr.Study(
        number=draw(st.integers(1, 5)) if number is None else number,
        form=str(draw(st.sampled_from(rr.FORMS))),
        title=draw(words()),
        on=draw(school_days()),
        hours=draw(study_hours()),
    )
    if not (draw(st.booleans()) if verified is None else verified):
        return made
    accepted = draw(st.sampled_from([Decimal(0), made.hours / 2, made.hours]))
    return change(made, verified=accepted, evidence=draw(words()), verified_by=draw(CLERKS))


@st.composite
def reflections(draw: st.DrawFn, *, state: str | None = None) -> rr.Reflection:
    """Reflections, in this state or in any."""
    at = draw(st.sampled_from(r.reflection.states)) if state is None else state
    begun = draw(school_days(last=date(2039, 12, 31)))
    count = draw(st.integers(0, 2))
    verified = at == rr.FILED if at in (rr.PRIVATE, rr.FILED) else None
    done = tuple(draw(studies(number=n, verified=verified)) for n in range(1, count + 1))
    made = rr.Reflection(
        id=draw(codes()),
        org=ORG,
        state=at,
        version=draw(st.integers(1, 30)),
        author=draw(PEOPLE),
        title=draw(words()),
        text=draw(texts() if at == rr.PRIVATE else words()),
        written_on=begun,
        policy=draw(reflection_policies()),
        studies=done,
        last_study=count,
        goals=tuple(draw(st.lists(st.builds(rr.GoalLink, plan=codes(), goal=codes()), max_size=1))),
        records=tuple(draw(st.lists(codes(), max_size=2, unique=True))),
    )
    if at == rr.PRIVATE:
        return made
    named = draw(st.frozensets(_READERS, max_size=2))
    shared = begun + timedelta(days=draw(st.integers(0, 30)))
    said = draw(st.integers(1 if at == rr.COMMENTED else 0, 2)) if at != rr.SHARED else 0
    made = change(
        made,
        readers=named,
        all_staff=not named or draw(st.booleans()),
        shared_on=shared,
        comments=tuple(
            rr.ReaderComment(by=draw(_READERS), on=shared, text=draw(words())) for _ in range(said)
        ),
    )
    hours = min(made.verified_hours, made.policy.most_hours)
    credited = hours and all(one.verified is not None for one in made.studies)
    if not credited or (at != rr.FILED and draw(st.booleans())):
        return made
    return change(made, credits=(Credit(person=made.author, hours=hours, part=STUDIED),))


def _log_study(scene: Scene) -> Drawn:
    days = st.integers(0, 30).map(lambda days: scene.act.on - timedelta(days=days))
    form = st.sampled_from(rr.FORMS).map(str)
    given = {"form": form, "title": words(), "hours": study_hours(), "on": days}
    return st.fixed_dictionaries(given)


def _share(scene: Scene) -> Drawn:
    before: rr.Reflection = scene.record
    more = st.frozensets(_READERS, min_size=1).map(lambda readers: readers | before.readers)
    given = {"readers": more, "all_staff": st.just(before.all_staff) | st.booleans()}
    return st.fixed_dictionaries(given)


def _numbers(scene: Scene) -> st.SearchStrategy[int]:
    return st.sampled_from([s.number for s in scene.record.studies if s.verified is None] or [1])


def _verify(scene: Scene) -> Drawn:
    hours = st.just(Decimal(0)) | study_hours(most="1")
    return st.fixed_dictionaries({"number": _numbers(scene), "hours": hours, "evidence": words()})


REFLECTION: Arguments = {
    r.draft: lambda _scene: st.fixed_dictionaries(
        {"title": words(), "text": words()}, optional={"policy": reflection_policies()}
    ),
    r.write: lambda _scene: st.fixed_dictionaries({"title": words(), "text": texts()}),
    r.log_study: _log_study,
    r.drop_study: lambda scene: st.fixed_dictionaries({"number": _numbers(scene)}),
    r.share: _share,
    r.comment: lambda _scene: st.fixed_dictionaries({"text": words()}),
    r.reply: lambda _scene: st.fixed_dictionaries({"text": words()}),
    r.verify_study: _verify,
}
"""For `homeroom_core.training.reflection`."""
