"""An exporter: a plain list for the notice board."""

from collections.abc import Sequence

from homeroom_core.exporting import Exporter, ExportRequest, exporter
from homeroom_core.text import Text


@exporter(
    "sample_plugin.board",
    label=Text("公告栏名单", "公告欄名單", "List for the notice board"),
    suffix=".txt",
    media_type="text/plain",
)
def board(request: ExportRequest) -> str:
    """A heading for each kind of record, and a numbered line for each record."""
    lines = []
    for one in request.lists:
        lines.append(one.label.read(request.language))
        for number, row in enumerate(one.rows, 1):
            words = "  ".join(text.read(request.language) for text in row.values())
            lines.append(f"{number}. {words}")
    return "\n".join(lines) + "\n"


def homeroom_exporters() -> Sequence[Exporter]:
    """The exporter."""
    return [board]
