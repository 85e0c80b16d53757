"""Texts that tell who a pupil is, and the same texts without it."""

from homeroom_core.errors import Refusal
from homeroom_core.text import Text
from homeroom_core.training.deidentify import identifying
from refusals import case

BODY = Text("正文", "正文", "text")


def passed_on(text: str = "fine", names: tuple[str, ...] = ("王芳",)) -> tuple[Refusal, ...]:
    return tuple(identifying([(BODY, text)], names))


case("deidentify.pupil_named", passed_on, "王芳哭了", "学生甲哭了")
case("deidentify.long_number", passed_on, "学号 202509", "学号 20250")
case("deidentify.name_too_short", lambda name: passed_on(names=(name,)), "王", "王芳")
