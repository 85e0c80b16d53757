"""Who is eligible, and what a refusal says."""

import pytest

from homeroom_plugins.scaffold.kinds.rule import YOUNG


@pytest.mark.parametrize(
    ("years", "title", "eligible"),
    [(4, "senior", True), (5, "senior", False), (5, "second_grade", True)],
)
def test_who_counts_as_young(years: int, title: str, eligible: bool) -> None:
    assert YOUNG.judge({"work_years": years, "title": title}).eligible is eligible


def test_what_is_not_known_does_not_pass() -> None:
    assert not YOUNG.judge({}).eligible
