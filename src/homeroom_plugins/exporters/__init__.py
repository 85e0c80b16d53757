"""Exporters that are always there: lists for spreadsheets."""

from collections.abc import Sequence

from homeroom_core.exporting import Exporter
from homeroom_plugins.exporters.sheet import csv_list


def homeroom_exporters() -> Sequence[Exporter]:
    """A list of records as CSV."""
    return (csv_list,)
