"""Sheets of every kind from plain data, as a TOML or JSON file holds them; strict, faults placed.

The key `model` says which kind a file holds: `judged` (the default), `deduction_ledger`,
`merit_points` or `composite`. The other keys are the fields of `Rubric`, `Ledger`, `MeritSheet` and
`Composite`, and of what these are made of; see `homeroom_core.rubric_data` for how numbers are
written.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from homeroom_core.building import built
from homeroom_core.errors import DefinitionError, Fault, InputError
from homeroom_core.rubric_data import DEEPEST, free_scale_in, rubric_in
from homeroom_core.scale import FreeScale
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.ledger import PERIODS, Ledger
from homeroom_core.sheets.ledger_items import LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import COUNTINGS, COUNTS, EntryLevel, MeritItem, Service
from homeroom_core.sheets.parts import MISSING_POLICIES, Part, PartSheet, Source
from homeroom_core.sheets.sheet import MODELS, Sheet
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.strict import Table, is_code
from homeroom_core.text import Text

_PART_MODELS = MODELS[:-1]
_CODES = Text("由代码组成的列表", "由代碼組成的清單", "a list of ids")
_TOO_DEEP = Text("最多{most}级", "最多{most}級", "at most {most} levels of parts")
_EMBEDDED = ("id", "version", "title", "source")


def sheet_from(data: Mapping[str, Any], source: str) -> Sheet:
    """The sheet that plain data describes.

    Args:
        data: What was read from the file.
        source: The file's name, for messages.

    Raises:
        InputError: Something is missing, unknown, wrong or does not add up; the error lists every
            fault with its path.

    >>> sheet = sheet_from(
    ...     {
    ...         "model": "deduction_ledger", "id": "duty", "version": "1", "total": 5,
    ...         "source": "school year 2025", "period": "term",
    ...         "title": {"zh_hans": "值班", "zh_hant": "值班", "en": "Duty"},
    ...         "items": [{"id": "presence", "maximum": 5,
    ...                    "label": {"zh_hans": "到岗", "zh_hant": "到崗", "en": "Presence"},
    ...                    "deductions": [{"id": "late", "points": 1, "label":
    ...                        {"zh_hans": "迟到", "zh_hant": "遲到", "en": "Late"}}]}],
    ...     },
    ...     "duty.toml",
    ... )
    >>> sheet.result([]).total
    Fraction(5, 1)
    """
    faults: list[Fault] = []
    table = Table(data, "", faults)
    model = table.choice("model", MODELS, "judged")
    sheet = _READERS[model](table) if table.sound else None
    if sheet is None or faults:
        raise InputError(source, tuple(faults))
    return sheet


def ledger_in(table: Table) -> Ledger | None:
    """The deduction ledger in a table, or `None` if anything in it is wrong."""
    fields = _head(table, "deduction_ledger")
    fields |= {
        "total": table.decimal("total"),
        "period": table.choice("period", PERIODS, "month"),
        "items": tuple(_ledger_item(row) for row in table.tables("items")),
        "deductions": _tariffs(table, "deductions", ()),
    }
    table.done()
    return built(table, Ledger, fields, "items")


def merit_in(table: Table) -> MeritSheet | None:
    """The merit sheet in a table, or `None` if anything in it is wrong."""
    fields = _head(table, "merit_points")
    fields |= {
        "total": table.decimal("total") if table.has("total") else None,
        "cap": table.decimal("cap") if table.has("cap") else None,
        "items": tuple(_merit_item(row) for row in table.tables("items")),
        "once": _groups(table, table.items("once"), "once"),
        "highest_of": _groups(table, table.items("highest_of", ()), "highest_of"),
    }
    table.done()
    return built(table, MeritSheet, fields)


def composite_in(table: Table) -> Composite | None:
    """The composite in a table, or `None` if anything in it is wrong."""
    fields = _head(table, "composite")
    head = {name: table.value(name) for name in ("version", "source")}
    fields |= {
        "total": table.decimal("total"),
        "sources": tuple(_source(row) for row in table.tables("sources", ())),
        "parts": tuple(_part(row, head, 1) for row in table.tables("parts")),
        "once": _groups(table, table.items("once", ()), "once"),
    }
    table.done()
    return built(table, Composite, fields, "parts")


_READERS: Mapping[str, Callable[[Table], Sheet | None]] = {
    "judged": rubric_in,
    "deduction_ledger": ledger_in,
    "merit_points": merit_in,
    "composite": composite_in,
}


def _head(table: Table, model: str) -> dict[str, Any]:
    table.choice("model", (model,))
    return {
        "id": table.code("id"),
        "version": table.word("version"),
        "title": table.text("title"),
        "source": table.word("source"),
    }


def _ledger_item(table: Table) -> LedgerItem | None:
    fields = {
        "id": table.code("id"),
        "label": table.text("label"),
        "maximum": table.decimal("maximum"),
        "weight": table.ratio("weight", Fraction(1)),
        "optional": table.flag("optional", default=False),
        "deductions": _tariffs(table, "deductions"),
    }
    table.done()
    return built(table, LedgerItem, fields)


def _merit_item(table: Table) -> MeritItem | None:
    service = _service(table.table("service")) if table.has("service") else None
    window = table.whole("window_years", least=1) if table.has("window_years") else None
    fields = {
        "id": table.code("id"),
        "label": table.text("label"),
        "maximum": table.decimal("maximum"),
        "count": table.choice("count", COUNTS, "all"),
        "awards": _tariffs(table, "awards", ()),
        "service": service,
        "window_years": window,
    }
    table.done()
    return built(table, MeritItem, fields)


def _service(table: Table) -> Service | None:
    fields = {
        "counting": table.choice("counting", COUNTINGS),
        "entry_points": table.decimal("entry_points"),
        "further_points": table.decimal("further_points"),
        "levels": tuple(_level(row) for row in table.tables("levels")),
    }
    table.done()
    return built(table, Service, fields)


def _level(table: Table) -> EntryLevel | None:
    fields = {
        "id": table.code("id"),
        "label": table.text("label"),
        "years": table.whole("years", least=1),
    }
    table.done()
    return built(table, EntryLevel, fields)


def _tariffs(table: Table, name: str, *default: tuple[()]) -> tuple[Tariff | None, ...]:
    return tuple(_tariff(row) for row in table.tables(name, *default))


def _tariff(table: Table) -> Tariff | None:
    fields = {
        "id": table.code("id"),
        "label": table.text("label"),
        "points": table.decimal("points") if table.has("points") else None,
        "scale": _limits(table.table("scale")) if table.has("scale") else None,
    }
    table.done()
    return built(table, Tariff, fields)


def _limits(table: Table) -> FreeScale | None:
    table.choice("kind", ("free",), "free")
    table.decimal("maximum")  # there is nothing else that could say it
    try:
        scale = free_scale_in(table, Decimal(1))
    except DefinitionError as error:
        table.refuse("", "free", error.problem)
        return None
    table.done()
    return scale


def _source(table: Table) -> Source | None:
    fields = {
        "id": table.code("id"),
        "label": table.text("label"),
        "weight": table.ratio("weight"),
        "minimum_answers": table.whole("minimum_answers", 1, least=1),
        "confidential": table.flag("confidential", default=False),
        "shown_from": table.whole("shown_from", 3, least=1),
        "when_missing": table.choice("when_missing", MISSING_POLICIES, "refuse"),
    }
    table.done()
    return built(table, Source, fields)


def _part(table: Table, head: Mapping[str, Any], level: int) -> Part | None:
    fields: dict[str, Any] = {
        "id": table.code("id"),
        "label": table.text("label"),
        "maximum": table.decimal("maximum"),
        "use": table.code("use") if table.has("use") else None,
        "computed": table.code("computed") if table.has("computed") else None,
        "sheet_total": table.decimal("sheet_total") if table.has("sheet_total") else None,
        "sources": _codes(table, table.items("sources", ()), "sources"),
        "when_missing": table.choice("when_missing", MISSING_POLICIES, "refuse"),
        "bonus": table.flag("bonus", default=False),
        "optional": table.flag("optional", default=False),
    }
    if level > DEEPEST:
        table.refuse("", fields["id"], _TOO_DEEP.format(most=DEEPEST))
        return None
    fields["parts"] = tuple(_part(row, head, level + 1) for row in table.tables("parts", ()))
    fields["sheet"] = _embedded(table, head) if table.has("sheet") else None
    table.done()
    return built(table, Part, fields, "parts", "maximum")


def _embedded(table: Table, head: Mapping[str, Any]) -> PartSheet | None:
    """The sheet of a part; what it does not say of its own it has from the part and the composite."""
    given = table.value("sheet")
    if isinstance(given, Mapping):
        usual = {**head, "id": table.value("id"), "title": table.value("label")}
        given = {**{name: usual[name] for name in _EMBEDDED}, **given}
    inner = Table(given, f"{table.where}.sheet", table.faults)
    model = inner.choice("model", _PART_MODELS, "judged")
    if not inner.sound:
        return None
    return _PART_READERS[model](inner)


_PART_READERS: Mapping[str, Callable[[Table], PartSheet | None]] = {
    "judged": rubric_in,
    "deduction_ledger": ledger_in,
    "merit_points": merit_in,
}


def _groups(table: Table, rows: list[Any], name: str) -> tuple[tuple[str, ...], ...]:
    found = []
    for number, row in enumerate(rows):
        if isinstance(row, list | tuple):
            found.append(_codes(table, list(row), f"{name}[{number}]"))
        else:
            table.refuse(f"{name}[{number}]", row, _CODES)
    return tuple(found)


def _codes(table: Table, items: list[Any], name: str) -> tuple[str, ...]:
    for number, one in enumerate(items):
        if not is_code(one):
            table.refuse(f"{name}[{number}]", one, _CODES)
    return tuple(one for one in items if is_code(one))
