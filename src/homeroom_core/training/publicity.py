"""Publicity: how a case is tied to the public notice of its result, and waits for it to close."""

from collections.abc import Iterable

from homeroom_core.act import Act
from homeroom_core.errors import ErasedError, Reason, RecordNotFoundError, Refusal
from homeroom_core.text import Text
from homeroom_core.training.notice import CLOSED, OPEN, VOID, Notice, NoticeLine, NoticePolicy
from homeroom_core.training.notice import notice as notices

OTHER_NOTICE = Reason(
    "publicity.other_notice",
    Text(
        "公示{measured}不合：{why}",
        "公示{measured}不合：{why}",
        "notice {measured} does not fit: {why}",
    ),
    Text(
        "须为本件、公示中、规定与名单相符，并列明全部参与者",
        "須為本件、公示中、規定與名單相符，並列明全部參與者",
        "it has to be about this case, open, under its policy, with its list, naming all involved",
    ),
)
NOT_CLOSED = Reason(
    "publicity.not_closed",
    Text("公示现在是“{measured}”", "公示目前是「{measured}」", "the notice is '{measured}'"),
    Text("公示结束后才能决定", "公示結束後才能決定", "it is decided once the notice is closed"),
)
LIST_DIFFERS = Reason(
    "publicity.list_differs",
    Text("公示名单与拟定结果不同", "公示名單與擬定結果不同", "the notice shows another list"),
    Text("请更正公示并等待期满", "請更正公示並等待期滿", "amend the notice and let it run"),
)
NOT_UPHELD = Reason(
    "publicity.no_objection_upheld",
    Text(
        "公示期内没有成立的异议", "公示期內沒有成立的異議", "no objection to the notice was upheld"
    ),
    Text(
        "须有异议成立或公示作废方可重开",
        "須有異議成立或公示作廢方可重開",
        "it is reopened for an upheld objection, or once the notice is void",
    ),
)
NONE_TIED = Text("未公示", "未公示", "not put up")


def tied_notice(id: str | None, act: Act) -> Notice | None:
    """The notice with an id; `None` where there is none."""
    try:
        return act.reader.get(Notice, id or "-")
    except (RecordNotFoundError, ErasedError):
        return None


def notice_faults(
    id: str,
    act: Act,
    *,
    subject: str,
    lines: tuple[NoticeLine, ...],
    involved: frozenset[str],
    policy: NoticePolicy,
) -> Iterable[Refusal]:
    """Why a notice is not the one that a case has to be tied to.

    Args:
        id: Id of the notice.
        act: The circumstances.
        subject: Id of the case.
        lines: The list that it has to show.
        involved: Ids of all who may hear no objection to it.
        policy: The numbers it has to be put up under.
    """
    found = tied_notice(id, act)
    if found is None:
        yield OTHER_NOTICE(measured=id, why=_MISSING)
        return
    problems = (
        (found.subject != subject, _OTHER_SUBJECT),
        (found.state != OPEN, _NOT_OPEN),
        (found.policy != policy, _OTHER_POLICY),
        (found.lines != lines, _OTHER_LIST),
        (not involved <= found.involved, _NOT_ALL_NAMED),
    )
    for wrong, why in problems:
        if wrong:
            yield OTHER_NOTICE(measured=id, why=why)


def closed_faults(id: str | None, act: Act, *, lines: tuple[NoticeLine, ...]) -> Iterable[Refusal]:
    """Why what a notice shows cannot be decided yet: it is not closed, or shows another list."""
    found = tied_notice(id, act)
    if found is None or found.state != CLOSED:
        yield NOT_CLOSED(measured=notices.state(found.state) if found else NONE_TIED)
    elif found.lines != lines:
        yield LIST_DIFFERS()


def may_be_reopened(id: str | None, act: Act) -> Refusal | None:
    """Once there is a notice, only an upheld objection or its being void opens the result again."""
    found = tied_notice(id, act)
    if found is None or found.upheld_now or found.state == VOID:
        return None
    return NOT_UPHELD()


_MISSING = Text("没有这份公示", "沒有這份公示", "there is no such notice")
_OTHER_SUBJECT = Text("对象不同", "對象不同", "it is about another record")
_NOT_OPEN = Text("不在公示中", "不在公示中", "it is not open")
_OTHER_POLICY = Text(
    "公示天数等规定不同", "公示天數等規定不同", "it is put up under another policy"
)
_OTHER_LIST = Text("名单不同", "名單不同", "it shows another list")
_NOT_ALL_NAMED = Text(
    "未列明全部参与者", "未列明全部參與者", "it does not name all who are involved"
)
