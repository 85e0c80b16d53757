"""`homeroom message`: what one organization recommends to another, as a file that may come twice."""

from pathlib import Path

import click

from homeroom_core.codec import JSON, decode, encode, from_json, to_json
from homeroom_core.errors import Fault, InputError, RecordNotFoundError
from homeroom_core.exchange import confirms, receive, recommendation
from homeroom_core.message import Message
from homeroom_core.record import EVERYTHING
from homeroom_core.text import Text
from homeroom_core.training.contest_records import Contest
from homeroom_core.visibility import hidden_fields
from homeroom_plugins.cli.failures import DONE, REFUSED
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidGroup, SaidOption

LARGEST_BYTES = 1_000_000
"""A message file may be this large; a real one has a few thousand bytes."""

message = SaidGroup(
    "message",
    text=Text(
        "与其他单位往来的消息。", "與其他單位往來的訊息。", "Messages between organizations."
    ),
    lazy={},
)


@command(
    Text(
        "把一次评比推荐写成消息文件，发给上一级单位；先用 do 做 recommend。\n\n"
        "示例：homeroom message write contest-3 --to district-1 --out 推荐.json",
        "把一次評比推薦寫成訊息檔，發給上一級單位；先用 do 做 recommend。\n\n"
        "範例：homeroom message write contest-3 --to district-1 --out 推薦.json",
        "Write a contest's recommendation as a file for another organization; `do ... recommend` "
        "comes first.\n\nExample: homeroom message write contest-3 --to district-1 --out nominees.json",
    ),
    click.Argument(["contest"]),
    SaidOption(
        "--to",
        required=True,
        metavar="ORG",
        text=Text("收件单位的代码", "收件單位的代碼", "Code of the organization it is for."),
    ),
    SaidOption(
        "--out",
        required=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        text=Text("写到哪个文件", "寫到哪個檔案", "File to write it to."),
    ),
)
def write(here: Invocation, *, contest: str, to: str, out: Path) -> None:
    """Write a recommendation as a file.

    Raises:
        RecordNotFoundError: There is no such contest, or the actor may not see it.
    """
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            found = reading.get(Contest, contest)
            if hidden_fields(found, actor, reading) & (EVERYTHING | {"tally", "recommendations"}):
                raise RecordNotFoundError(here.org, contest)
        made = recommendation(office, here.org, contest, to=to)
    path = here.outside.folder / out
    path.write_text(encode(to_json(made)) + "\n", encoding="utf-8")
    data: dict[str, JSON] = {"message": made.id, "file": str(out), **to_json(made)}
    count = len(made.contents["entries"])
    here.answer(data, lambda: here.say(_WRITTEN.format(id=made.id, count=count, file=out)))


@command(
    Text(
        "接收消息文件中的推荐；同一消息再次接收不产生变化。\n\n示例：homeroom message receive 推荐.json",
        "接收訊息檔中的推薦；同一訊息再次接收不產生變化。\n\n範例：homeroom message receive 推薦.json",
        "Receive what a message recommends; receiving it again changes nothing.\n\n"
        "Example: homeroom message receive nominees.json",
    ),
    click.Argument(["file"], type=click.Path(path_type=Path)),
)
def receive_file(here: Invocation, *, file: Path) -> None:
    """Receive a message."""
    read = _read(here.outside.folder / file)
    with here.office() as office:
        made = receive(office, here.org, read, by=here.actor(office))
    data: dict[str, JSON] = {"message": read.id, "nominations": [one.id for one in made]}
    here.answer(data, lambda: here.say(_RECEIVED.format(id=read.id, count=len(made))))


@command(
    Text(
        "发件单位核对：消息所依据的流水账是否在本单位。",
        "發件單位核對：訊息所依據的流水帳是否在本單位。",
        "For the sender: whether the entry that a message rests on stands in the journal here.",
    ),
    click.Argument(["file"], type=click.Path(path_type=Path)),
)
def check(here: Invocation, *, file: Path) -> int:
    """Check a message against the sender's journal."""
    read = _read(here.outside.folder / file)
    with here.office() as office:
        sound = confirms(office, read)
    said = _SOUND if sound else _UNSOUND
    here.answer({"message": read.id, "sound": sound}, lambda: here.say(said.format(id=read.id)))
    return DONE if sound else REFUSED


message.add_command(write, "write")
message.add_command(receive_file, "receive")
message.add_command(check, "check")


def _read(path: Path) -> Message:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise InputError(path.name, (Fault("$", f"{path.stat().st_size}", _SMALLER),))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path.name, (Fault("$", str(error), _FILE),)) from error
    return from_json(Message, decode(text, source=path.name), source=path.name)


_FILE = Text("可读取的 UTF-8 文件", "可讀取的 UTF-8 檔案", "a file in UTF-8 that can be read")
_SMALLER = Text("不超过 1 MB 的文件", "不超過 1 MB 的檔案", "a file of at most 1 MB")
_WRITTEN = Text(
    "消息 {id} 推荐 {count} 件，已写入 {file}。",
    "訊息 {id} 推薦 {count} 件，已寫入 {file}。",
    "Message {id} recommends {count}; written to {file}.",
)
_RECEIVED = Text(
    "消息 {id}：推荐作品共 {count} 件，均已收到。",
    "訊息 {id}：推薦作品共 {count} 件，均已收到。",
    "Message {id}: all {count} recommended works are received.",
)
_SOUND = Text(
    "消息 {id} 与本单位流水账相符。",
    "訊息 {id} 與本單位流水帳相符。",
    "Message {id} rests on an entry of the journal here.",
)
_UNSOUND = Text(
    "消息 {id} 与本单位流水账不符！",
    "訊息 {id} 與本單位流水帳不符！",
    "Message {id} rests on no entry of the journal here!",
)
