"""`homeroom explain`: how a record came to be what it is, a result down to its marks."""

import click

from homeroom_core.codec import JSON
from homeroom_core.explaining import Explained
from homeroom_core.recomputing import DIFFERS
from homeroom_core.text import Text
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.page import WRITTEN, write_page
from homeroom_plugins.cli.said import SaidOption


@command(
    Text(
        "说明一条记录：成绩从总分逐步说明到每位评委的打分；其他记录说明其经过、现在能做什么、其余的为何不能。\n\n"
        "成绩按来源重新计算，并与存储的结果核对；不一致时退出码为 1。",
        "說明一筆記錄：成績從總分逐步說明到每位評委的評分；其他記錄說明其經過、目前能做什麼、其餘的為何不能。\n\n"
        "成績按來源重新計算，並與儲存的結果核對；不一致時結束碼為 1。",
        "Explain a record: a result from its total down to the marks of every judge; any other by "
        "what happened to it, what you can do now, and why not the rest.\n\n"
        "A result is made again from its sources and compared with what is stored; the exit code "
        "is 1 if they differ.",
    ),
    click.Argument(["id"]),
    SaidOption(
        "--page",
        metavar="FILE",
        text=Text(
            "另存为可打印的网页（HTML）；同名的说明网页会被替换",
            "另存為可列印的網頁（HTML）；同名的說明網頁會被取代",
            "Write it as a page to print (HTML); a page of that name is replaced.",
        ),
    ),
)
def explain(here: Invocation, *, id: str, page: str | None) -> int:
    """Explain a record."""
    with here.office() as office:
        found = office.explain(here.org, id, to=here.actor(office))
        if page is not None:
            told = office.explanation_page(here.org, found, here.language)
            write_page(here.outside.folder / page, told, "homeroom explain")
    written = {} if page is None else {"page": page}
    here.answer(_json(here, found) | written, lambda: _show(here, found, page))
    return REFUSED if any(result.verdict == DIFFERS for result in found.results) else DONE


def _json(here: Invocation, found: Explained) -> dict[str, JSON]:
    needs = {} if found.needs is None else {"needs": found.needs.to_json()}
    return needs | {
        "record": found.record,
        "kind": found.kind,
        "own": found.own,
        "explanation": found.explanation.to_json(here.language),
        "results": [result.to_json() for result in found.results],
        "accepted": [one.to_json(here.language) for one in found.accepted],
    }


def _show(here: Invocation, found: Explained, page: str | None) -> None:
    if page is not None:
        here.say(WRITTEN.format(page=page))
        return
    for line in found.explanation.lines(here.language):
        here.say(line)
    for result in found.results:
        here.say(result.text)
    for one in found.accepted:
        for line in one.lines(here.language):
            here.say(line)
