from datetime import date
from typing import Any

import pytest

from homeroom_core.errors import DefinitionError, InputError, PluginError
from homeroom_core.exporting import Exporter, ExportRequest, exporter, written
from homeroom_core.parameters import Parameter
from homeroom_core.people import Organization
from homeroom_core.text import Text

LABEL = Text("名单", "名單", "List")
REQUEST = ExportRequest(lists=(), organization=Organization("school-1"), on=date(2025, 9, 1))


def an_exporter(answer: object, **more: Any) -> Exporter:
    function: Any = answer if callable(answer) else lambda _request: answer
    given = {"label": LABEL, "suffix": ".txt", "media_type": "text/plain", **more}
    return exporter("lists", **given)(function)


@pytest.mark.parametrize(("answer", "content"), [("名单", "名单".encode()), (b"\xff", b"\xff")])
def test_text_is_written_in_utf_8_and_bytes_as_they_are(answer: object, content: bytes) -> None:
    assert written(an_exporter(answer), REQUEST, "ours") == content


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (["名单"], "has to answer with text or bytes, it did with list"),
        (None, "it did with NoneType"),
        (lambda _: 1 / 0, "exporter 'lists' fails: ZeroDivisionError"),
        ("\ud800", "exporter 'lists' fails: UnicodeEncodeError"),
    ],
)
def test_an_exporter_that_fails_is_an_error_that_names_its_plugin(
    answer: object, problem: str
) -> None:
    with pytest.raises(PluginError, match=problem) as caught:
        written(an_exporter(answer), REQUEST, "ours")
    assert caught.value.plugin == "ours"


def test_a_setting_that_is_not_known_is_refused() -> None:
    one = an_exporter(
        "", parameters=(Parameter(name="wide", kind="flag", default=False, label=LABEL),)
    )
    assert (one.settings({}), one.settings({"wide": True})) == ({"wide": False}, {"wide": True})
    with pytest.raises(InputError, match="only these keys: wide"):
        one.settings({"narrow": True})


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"name": "a b"}, "'a b' cannot be a name"),
        ({"label": Text("", "名單", "List")}, "the label lacks a language"),
        ({"suffix": "txt"}, "the suffix begins with a dot: txt"),
        ({"media_type": "text"}, "a media type is written like text/csv: text"),
    ],
)
def test_an_exporter_that_cannot_work_is_refused(given: dict[str, Any], problem: str) -> None:
    usual = {"name": "lists", "label": LABEL, "suffix": ".txt", "media_type": "text/plain"}
    with pytest.raises(DefinitionError, match=problem):
        Exporter(**{**usual, "function": str, **given})
