"""Exporters: what writes records for others to read, from what somebody may see of them.

An exporter never gets a record. It is handed views, which have been through the one filter before
every output (`homeroom_core.view`), so that no plugin can show what is hidden.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from homeroom_core.codec import JSON
from homeroom_core.errors import Fault, HomeroomError, InputError, PluginError
from homeroom_core.explanation import Explanation
from homeroom_core.labels import label_of
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.parameters import Parameter, settings
from homeroom_core.people import Organization
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.record import Record
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.telling import RESTS_ON, Telling, in_order
from homeroom_core.text import Language, Text
from homeroom_core.view import View


@attrs.frozen(kw_only=True)
class ViewList:
    """The records of one kind as one reader may see them, as data and in words.

    Attributes:
        kind: The kind.
        label: What people call it.
        heads: What people call `id`, `state` and each field that holds something in one of the
            records, by its path, such as `details.name`; what a record rests on is left out.
        rows: In the order of `views`, what stands at these paths in words: codes by their labels,
            ids with the names of what they mean. Where nothing does, the path is not there.
        views: What may be seen of each record, the oldest first. A view names what is hidden.
    """

    kind: str
    label: Text
    heads: Mapping[str, Text]
    rows: tuple[Mapping[str, Text], ...]
    views: tuple[View, ...]


@attrs.frozen(kw_only=True)
class ExportRequest:
    """What is to be written, already filtered for whoever asked.

    Attributes:
        lists: The kinds that were asked for, in that order, with their views.
        organization: Whose records they are.
        on: Today, as a school date.
        language: The language to write in.
        settings: The exporter's parameters, checked, with defaults filled in.
    """

    lists: tuple[ViewList, ...]
    organization: Organization
    on: date
    language: Language = "en"
    settings: Mapping[str, Any] = attrs.Factory(dict)


def view_list(lifecycle: Lifecycle[Any], views: Iterable[View], telling: Telling) -> ViewList:
    """What may be seen of records of a kind, as data and in words.

    Args:
        lifecycle: That of the kind.
        views: What the reader may see, the oldest first.
        telling: What puts it in words for the same reader.
    """
    record, seen = lifecycle.record, tuple(views)
    paths = tuple(_paths(record, seen))
    return ViewList(
        kind=lifecycle.kind,
        label=record.label,
        heads={path: label_of(record, path) for path in ("id", "state", *paths)},
        rows=tuple(_row(lifecycle, one, paths, telling) for one in seen),
        views=seen,
    )


def _row(
    lifecycle: Lifecycle[Any], seen: View, paths: Iterable[str], telling: Telling
) -> dict[str, Text]:
    row = {"id": Text.same(seen.id), "state": lifecycle.state(seen.state).label}
    for path in paths:
        words = telling.cell(seen, lifecycle.record, path)
        if not words.en and "." not in path:
            only = {name: value for name, value in seen.fields.items() if name == path}
            parts = telling.fields(attrs.evolve(seen, fields=only), lifecycle.record)
            words = _joined(_on_one_line(below) for part in parts for below in part.parts)
        if words.en:
            row[path] = words
    return row


def _paths(record: type[Record], seen: Iterable[View]) -> Iterator[str]:
    """The fields that hold something; those of a small object one by one."""
    held: dict[str, list[JSON]] = {}
    for one in seen:
        for name, value in one.fields.items():
            if value not in _EMPTY and name not in RESTS_ON:
                held.setdefault(name, []).append(value)
    for name in in_order(record):
        if name in held and all(map(_is_small, held[name])):
            yield from dict.fromkeys(
                f"{name}.{key}" for one in held[name] for key, value in one.items() if value != ""
            )
        elif name in held:
            yield name


def _is_small(value: JSON) -> bool:
    """Whether a value is an object of nothing but plain values, and no text in three languages."""
    return (
        isinstance(value, Mapping)
        and value.keys() != _THREE
        and all(one is None or isinstance(one, str | int) for one in value.values())
    )


def _on_one_line(told: Explanation) -> Text:
    parts = [_on_one_line(part) for part in told.parts]
    heading = told.heading()
    return _INSIDE.format(heading=heading, parts=_joined(parts)) if parts else heading


def _joined(texts: Iterable[Text]) -> Text:
    found = list(texts)
    return Text(
        "；".join(one.zh_hans for one in found),
        "；".join(one.zh_hant for one in found),
        "; ".join(one.en for one in found),
    )


ExportFunction = Callable[[ExportRequest], str | bytes]
"""What a plugin author writes. The same request has to give the same bytes; text is written in
UTF-8."""


@takes_plain_values
@attrs.frozen(kw_only=True)
class Exporter:
    """A named way to write records.

    Attributes:
        name: What the command line calls it.
        label: What people call it.
        function: The way itself.
        suffix: Ending of the files it writes, with the dot.
        media_type: Their type, such as `text/csv`.
        parameters: What may be set for an export.

    Raises:
        DefinitionError: The name is no id, the label lacks a language, the suffix has no dot, or
            the media type no slash.
    """

    name: str
    label: Text
    function: ExportFunction
    suffix: str
    media_type: str
    parameters: tuple[Parameter, ...] = ()

    def __attrs_post_init__(self) -> None:
        problems = [
            None if is_code(self.name) else _BAD_NAME.format(name=self.name),
            _NO_LABEL if lacks_language(self.label) else None,
            None if self.suffix.startswith(".") else _SUFFIX.format(found=self.suffix),
            None if "/" in self.media_type else _MEDIA.format(found=self.media_type),
        ]
        check(f"exporter {self.name}", problems)

    def settings(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters to work with: what is given, defaults for the rest.

        Raises:
            InputError: A parameter is unknown or its value is not accepted; lists all faults.
        """
        faults: list[Fault] = []
        found = settings(self.parameters, given, faults)
        if faults:
            raise InputError(f"exporter {self.name}", tuple(faults))
        return found


def exporter(
    name: str,
    *,
    label: Text,
    suffix: str,
    media_type: str,
    parameters: tuple[Parameter, ...] = (),
) -> Callable[[ExportFunction], Exporter]:
    """Make a function an exporter.

    Raises:
        DefinitionError: As `Exporter`.
    """

    def wrap(function: ExportFunction) -> Exporter:
        return Exporter(
            name=name,
            label=label,
            function=function,
            suffix=suffix,
            media_type=media_type,
            parameters=parameters,
        )

    return wrap


def written(exporter: Exporter, request: ExportRequest, plugin: str) -> bytes:
    """The bytes that an exporter makes of a request.

    Raises:
        InputError: The exporter refuses what it was asked for.
        PluginError: It fails, or answers neither text nor bytes.
    """
    try:
        made = exporter.function(request)
        if isinstance(made, bytes):
            return made
        if isinstance(made, str):
            return made.encode()
    except HomeroomError:
        raise
    except Exception as error:
        raise PluginError(plugin, _FAILS.format(name=exporter.name, error=repr(error))) from error
    raise PluginError(plugin, _NO_BYTES.format(name=exporter.name, found=type(made).__name__))


_THREE = frozenset({"zh_hans", "zh_hant", "en"})
_EMPTY: tuple[JSON, ...] = (None, "", [], {})
_INSIDE = Text("{heading}（{parts}）", "{heading}（{parts}）", "{heading} ({parts})")
_BAD_NAME = Text("名称“{name}”不合规", "名稱「{name}」不合規", "'{name}' cannot be a name")
_NO_LABEL = Text("缺少某种语言的名称", "缺少某種語言的名稱", "the label lacks a language")
_SUFFIX = Text(
    "后缀须以点开头：{found}", "副檔名須以點開頭：{found}", "the suffix begins with a dot: {found}"
)
_MEDIA = Text(
    "媒体类型形如 text/csv：{found}",
    "媒體類型形如 text/csv：{found}",
    "a media type is written like text/csv: {found}",
)
_FAILS = Text(
    "导出“{name}”出错：{error}", "匯出「{name}」出錯：{error}", "exporter '{name}' fails: {error}"
)
_NO_BYTES = Text(
    "导出“{name}”须给出文本或字节，实为 {found}",
    "匯出「{name}」須給出文字或位元組，實為 {found}",
    "exporter '{name}' has to answer with text or bytes, it did with {found}",
)
