"""Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: 4 observers, 12 units, gaps."""

import pytest
from reference import expected, printed, table

from homeroom_core.statistics.krippendorff import (
    MEASUREMENT_LEVELS,
    MeasurementLevel,
    krippendorff_alpha,
)

CASE = "krippendorff_alpha_2011"


def units() -> dict[str, dict[str, str | None]]:
    by_observer = table(CASE, "observer")
    names = next(iter(by_observer.values()))
    return {unit: {o: row[unit] for o, row in by_observer.items()} for unit in names}


@pytest.mark.parametrize("level", MEASUREMENT_LEVELS)
def test_alpha_as_printed_and_as_another_program_computes_it(level: MeasurementLevel) -> None:
    alpha = krippendorff_alpha(units(), level=level)
    assert alpha.value is not None
    assert printed(alpha.value, 3) == expected(CASE)["published"][level]
    assert float(alpha.value) == pytest.approx(expected(CASE)["recomputed"][level], abs=1e-9)


@pytest.mark.parametrize("level", MEASUREMENT_LEVELS)
def test_the_unit_with_one_value_does_not_count(level: MeasurementLevel) -> None:
    alpha = krippendorff_alpha(units(), level=level)
    assert (alpha.pairable, alpha.unpaired) == (40, ("u12",))
