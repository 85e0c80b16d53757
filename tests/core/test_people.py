from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from homeroom_core.people import OFFICE, ROLES, TEACHER, Actor, Organization
from homeroom_core.text import LANGUAGES, Text

BAD_CODES = ["", "张三", "a b", "-a", "a/b", "a" * 65, "a\n"]


@pytest.mark.parametrize("code", BAD_CODES)
def test_actor_id_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Actor(code)


@pytest.mark.parametrize("code", BAD_CODES)
def test_organization_id_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Organization(code)


@pytest.mark.parametrize("code", ["a", "0", "school-1", "A_b.c-9", "a" * 64])
def test_codes_are_accepted(code: str) -> None:
    assert (Actor(code).id, Organization(code).id) == (code, code)


def test_actor_has_the_roles_it_was_given_and_no_others() -> None:
    actor = Actor.of("person-1", TEACHER)
    assert (actor.has(TEACHER), actor.has("teacher"), actor.has(OFFICE)) == (True, True, False)


def test_organization_is_called_by_its_code_unless_it_has_a_name() -> None:
    assert Organization("school-1").name == Text.same("school-1")


def test_organization_knows_its_zone() -> None:
    assert Organization("school-1", time_zone="Asia/Taipei").zone == ZoneInfo("Asia/Taipei")


def test_unknown_zone_is_an_error_of_the_zone() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        _ = Organization("school-1", time_zone="Mars/Base").zone


def test_roles_have_distinct_codes_and_a_label_in_every_language() -> None:
    assert len(set(ROLES)) == len(ROLES)
    assert all(role.label.read(language).strip() for role in ROLES for language in LANGUAGES)
