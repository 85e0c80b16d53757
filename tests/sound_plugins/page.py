"""A page with a table, escaped; and the same as JSON, as data."""

import html
import json

from homeroom_core.exporting import exporter
from homeroom_core.text import Text


@exporter("page", label=Text("网页", "網頁", "Page"), suffix=".html", media_type="text/html")
def page(request):
    parts = ["<!doctype html><meta charset=utf-8>"]
    for one in request.lists:
        parts.append(f"<h1>{html.escape(one.label.read(request.language))}</h1><table>")
        heads = (head.read(request.language) for head in one.heads.values())
        parts.append("".join(f"<th>{html.escape(head)}" for head in heads))
        for row in one.rows:
            cells = (row[p].read(request.language) if p in row else "—" for p in one.heads)
            parts.append("<tr>" + "".join(f"<td>{html.escape(cell)}" for cell in cells))
        parts.append("</table>")
    return "\n".join(parts)


@exporter("data", label=Text("数据", "資料", "Data"), suffix=".json", media_type="application/json")
def data(request):
    return json.dumps(
        {one.kind: [view.to_json() for view in one.views] for one in request.lists},
        ensure_ascii=False,
        sort_keys=True,
    )


def homeroom_exporters():
    return [page, data]
