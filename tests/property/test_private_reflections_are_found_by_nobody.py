"""Before its author shares it, nobody else finds a reflection in any output, whatever their office."""

import pytest
from hypothesis import given, settings
from lifecycle_machines import ReflectionMachine

from homeroom_core.errors import RecordNotFoundError
from homeroom_core.testing.acts import CAST, ORG
from homeroom_core.testing.lifecycle_machine import walks
from homeroom_core.testing.walk import Walk
from homeroom_core.training.reflection_records import PRIVATE, Reflection


@settings(max_examples=12)
@given(walks(ReflectionMachine, steps=6))
def test_private_reflections_are_found_by_nobody(walk: Walk) -> None:
    office = walk.office
    entries = [one for one in walk.records() if isinstance(one, Reflection)]
    private = {one.id: one.author for one in entries if one.state == PRIVATE}
    for who in CAST:
        found = {one.id for one in office.list(ORG, "reflection", to=who)}
        by_author = {
            one.id
            for author in private.values()
            for one in office.list(ORG, "reflection", to=who, where={"author": author})
        }
        for id, author in private.items():
            assert (id in found, id in by_author) == (who.id == author, who.id == author)
            if who.id == author:
                continue
            for ask in (office.show, office.show_history, office.explain):
                with pytest.raises(RecordNotFoundError):
                    ask(ORG, id, to=who)
            with pytest.raises(RecordNotFoundError):
                office.available(ORG, id, by=who)
