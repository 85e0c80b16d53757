"""Exporters: what writes records for others to read, from what somebody may see of them.

An exporter never gets a record. It is handed views, which have been through the one filter before
every output (`homeroom_core.view`), so that no plugin can show what is hidden.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from homeroom_core.errors import Fault, HomeroomError, InputError, PluginError
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.parameters import Parameter, settings
from homeroom_core.people import Organization
from homeroom_core.strict import check, is_code, lacks_language
from homeroom_core.text import Language, Text
from homeroom_core.view import View
from homeroom_core.visibility import HEADER


@attrs.frozen(kw_only=True)
class ViewList:
    """The records of one kind as one reader may see them.

    Attributes:
        kind: The kind.
        label: What people call it.
        states: From state to what people call it.
        fields: Names of the kind's own fields, in the order of its class.
        views: What may be seen of each record, the oldest first. A view names what is hidden.
    """

    kind: str
    label: Text
    states: Mapping[str, Text]
    fields: tuple[str, ...]
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


def view_list(lifecycle: Lifecycle[Any], views: Iterable[View]) -> ViewList:
    """What may be seen of records of a kind, with what the kind calls things."""
    record = lifecycle.record
    return ViewList(
        kind=lifecycle.kind,
        label=record.label,
        states={str(state): state.label for state in lifecycle.states},
        fields=tuple(name for name in attrs.fields_dict(record) if name not in HEADER),
        views=tuple(views),
    )


ExportFunction = Callable[[ExportRequest], str | bytes]
"""What a plugin author writes. The same request has to give the same bytes; text is written in
UTF-8."""


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
