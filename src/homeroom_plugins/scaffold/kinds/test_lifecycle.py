"""Who may do what with a request."""

import pytest
from homeroom_core.decision import originate, perform
from homeroom_core.errors import RefusedError
from homeroom_core.testing import act

from homeroom_plugins.scaffold.kinds.lifecycle import ask, decline, grant

OFFICE = "moral_education_office-1"


def test_a_request_is_granted_by_the_office() -> None:
    asked = originate(ask, act("person-1"), course="Class meetings")
    granted = perform(asked, grant, act(OFFICE), answer="Go")
    assert (granted.state, granted.answer) == ("granted", "Go")


def test_a_request_without_a_course_is_refused() -> None:
    with pytest.raises(RefusedError, match="name the course"):
        originate(ask, act("person-1"), course=" ")


def test_nobody_grants_their_own_request_and_declining_needs_a_reason() -> None:
    asked = originate(ask, act("person-2"), course="Class meetings")
    with pytest.raises(RefusedError, match="but not the owner"):
        perform(asked, grant, act("person-2"))
    with pytest.raises(RefusedError, match="reason"):
        perform(asked, decline, act(OFFICE))
    declined = perform(asked, decline, act(OFFICE, reason="Full"))
    assert (declined.state, declined.answer) == ("declined", "Full")
