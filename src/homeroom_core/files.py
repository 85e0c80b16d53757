"""Files into records and out of them: what importers and exporters of plugins do for an office."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from homeroom_core.desk import Desk
from homeroom_core.exporting import ExportRequest, view_list, written
from homeroom_core.families import EXPORTERS, IMPORTERS
from homeroom_core.importing import Imported, carry_out, found_by
from homeroom_core.office import Office
from homeroom_core.people import Actor
from homeroom_core.record import IndexValue
from homeroom_core.tables.encoding import Encoding
from homeroom_core.text import Language
from homeroom_core.view import views


def import_file(
    office: Office,
    org: str,
    importer: str,
    content: bytes,
    source: str,
    *,
    by: Actor,
    given: Mapping[str, Any] | None = None,
    encoding: Encoding | None = None,
    commit: bool = True,
) -> Imported:
    """Take a file into records, all of it or nothing.

    Args:
        office: The office.
        org: The organization.
        importer: Name of the importer.
        content: The bytes of the file.
        source: Its name.
        by: Who imports; needs the grant of every step.
        given: Parameters of the importer that are set.
        encoding: The encoding of the file, where it is known.
        commit: Whether it is written; else it is only tried.

    Raises:
        UnknownError: No plugin provides the importer.
        InputError: Something in the file is wrong, or steps were refused; lists every fault.
        RefusedError: The actor may not do this at all.
        PluginError: The importer fails.
        BusyError: The store was still busy at the last attempt.
    """
    found = office.plugins_of(org)(IMPORTERS, importer)
    origin = office.plugins_of(org).origin(IMPORTERS, importer)

    def work(desk: Desk) -> Imported:
        request = found.request(
            content,
            source,
            on=desk.act().on,
            org=org,
            reader=desk,
            provided=office.plugins_of(org),
            given=given,
            encoding=encoding,
        )
        with desk.using(IMPORTERS, importer):
            made = carry_out(desk, found_by(found, request, origin.plugin), source)
        return attrs.evolve(
            made, importer=importer, plugin=origin.plugin, plugin_version=origin.version
        )

    return office.transact(org, by, work) if commit else office.rehearse(org, by, work)


def export_file(
    office: Office,
    org: str,
    exporter: str,
    kinds: Iterable[str],
    *,
    to: Actor,
    language: Language = "en",
    given: Mapping[str, Any] | None = None,
    state: str | Iterable[str] | None = None,
    where: Mapping[str, IndexValue] | None = None,
) -> bytes:
    """Records as a file, as far as somebody may see them; takes no lock.

    Args:
        office: The office.
        org: The organization.
        exporter: Name of the exporter.
        kinds: Kinds of the records, in the order in which they are written.
        to: Who reads.
        language: In which language.
        given: Parameters of the exporter that are set.
        state: Only those in this state, or in one of these.
        where: Only those whose indexed fields have these values; less those that hide one of these
            fields from the reader.

    Raises:
        UnknownError: No plugin provides the exporter, or knows a kind.
        KindUnknownError: There are records of a kind, but none of the plugins knows it.
        InputError: A parameter is not accepted, or the exporter refuses what was asked for.
        PluginError: The exporter fails.
        NotIndexedError: A field is not indexed.
    """
    found = office.plugins_of(org)(EXPORTERS, exporter)
    settings = found.settings(given or {})
    looked_for = where or {}
    lifecycles = [office.lifecycle(org, kind) for kind in kinds]
    with office.reading(org) as reading, office.telling(org, to=to) as telling:
        lists = []
        for lifecycle in lifecycles:
            records = reading.find(lifecycle.record, state=state, **looked_for)
            seen = views(records, to, reading, found_by=looked_for)
            lists.append(view_list(lifecycle, seen, telling))
    request = ExportRequest(
        lists=tuple(lists),
        organization=office.organization(org),
        on=office.today(org),
        language=language,
        settings=settings,
    )
    return written(found, request, office.plugins_of(org).origin(EXPORTERS, exporter).plugin)
