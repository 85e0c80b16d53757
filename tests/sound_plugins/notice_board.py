"""A list for the notice board: grouped by state, sorted, long words cut with an ellipsis, no ids."""

from homeroom_core.exporting import exporter
from homeroom_core.text import Text

LONGEST = 24
NOBODY = Text("（无）", "（無）", "(none)")


def short(text):
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


@exporter("sound", label=Text("名单", "名單", "List"), suffix=".txt", media_type="text/plain")
def notice_board(request):
    lines = []
    for one in request.lists:
        lines.append(one.label.read(request.language))
        groups = {}
        for row in one.rows:
            words = [text for path, text in row.items() if path not in ("id", "state")]
            line = "  ".join(short(text.read(request.language)) for text in words)
            groups.setdefault(row["state"].read(request.language), []).append(line)
        for state in sorted(groups):
            lines += [f"- {state}", *(f"  {line}" for line in sorted(groups[state]))]
        if not groups:
            lines.append(NOBODY.read(request.language))
    return "\n".join(lines) + "\n"


def homeroom_exporters():
    return [notice_board]
