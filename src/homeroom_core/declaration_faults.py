"""What is wrong with how a lifecycle or a step of it is declared: everything at once, in words.

Only what would go wrong later without saying why is looked at here; whether a lifecycle keeps its
promises, such as labels in every language, is for `homeroom plugin check`.
"""

import inspect
import reprlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from homeroom_core.errors import DefinitionError, Refusal
from homeroom_core.grants import Grant
from homeroom_core.record import Record
from homeroom_core.strict import is_code
from homeroom_core.text import Term, Text, listing

_NAMELESS = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL)
_IN_ORDER = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def several(given: Any) -> tuple[Any, ...]:
    """What was given as one or as several, as a tuple; a text is one.

    >>> several("draft"), several(["draft", "done"])
    (('draft',), ('draft', 'done'))
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        return (given,)
    return tuple(given)


def lifecycle_faults(record: Any, states: Iterable[Any]) -> Iterator[Text]:
    """What is wrong with the class and the states that a lifecycle is made of."""
    if not (isinstance(record, type) and issubclass(record, Record)):
        yield _NO_RECORD.format(found=reprlib.repr(record))
    else:
        if not is_code(getattr(record, "kind", None)):
            yield _NO_KIND.format(record=record.__name__)
        if not isinstance(getattr(record, "label", None), Text):
            yield _NO_NAME.format(record=record.__name__)
    plain = [state for state in dict.fromkeys(states) if not isinstance(state, Term)]
    for state in plain:
        yield _NO_STATE.format(found=reprlib.repr(state))


def step_faults(
    body: Callable[..., Any],
    by: Any,
    label: Any,
    guards: Iterable[Any],
    *,
    first: Text,
    skip: int,
) -> Iterator[Text]:
    """What is wrong with a step.

    Args:
        body: Its function.
        by: Who may.
        label: What it is called.
        guards: What is asked before.
        first: What its function takes first, for people.
        skip: How many arguments those are.
    """
    if by is None:
        yield _NOBODY
    elif not isinstance(by, Grant):
        yield _NO_GRANT.format(found=reprlib.repr(by))
    if not isinstance(label, Text):
        yield _NO_LABEL.format(found=reprlib.repr(label))
    for guard in guards:
        if not callable(guard):
            yield _NO_GUARD.format(found=reprlib.repr(guard))
    asked = list(inspect.signature(body).parameters.values())
    if len(asked) < skip or any(one.kind not in _IN_ORDER for one in asked[:skip]):
        yield _FIRST.format(first=first)
    unnamed = [one.name for one in asked[skip:] if one.kind in _NAMELESS]
    if unnamed:
        yield _UNNAMED.format(names=listing(unnamed))


def refusals(asked: Callable[..., Any], answer: Any, step: str) -> tuple[Refusal, ...]:
    """What a guard or a check answered, as refusals.

    Raises:
        DefinitionError: It answered with something else.
    """
    if answer is None:
        return ()
    if isinstance(answer, Refusal):
        return (answer,)
    found = tuple(answer) if isinstance(answer, Iterable) else (answer,)
    if isinstance(answer, str) or not all(isinstance(one, Refusal) for one in found):
        name = getattr(asked, "__qualname__", repr(asked))
        raise DefinitionError(step, _ANSWER.format(guard=name, found=reprlib.repr(answer)))
    return found


RECORD_AND_ACT = Text("记录和 act", "記錄和 act", "the record and the act")
ACT = Text("act", "act", "the act")
_NO_RECORD = Text(
    "{found} 不是记录类：应继承 homeroom_core.record.Record",
    "{found} 不是記錄類別：應繼承 homeroom_core.record.Record",
    "{found} is no record class: derive it from homeroom_core.record.Record",
)
_NO_KIND = Text(
    '{record} 须写明 kind，如 kind: ClassVar[str] = "loan"',
    '{record} 須寫明 kind，如 kind: ClassVar[str] = "loan"',
    '{record} needs a kind, such as kind: ClassVar[str] = "loan"',
)
_NO_NAME = Text(
    '{record} 须写明 label，如 label: ClassVar[Text] = Text("简体", "繁體", "English")',
    '{record} 須寫明 label，如 label: ClassVar[Text] = Text("简体", "繁體", "English")',
    '{record} needs a label, such as label: ClassVar[Text] = Text("简体", "繁體", "English")',
)
_NO_STATE = Text(
    '{found} 不是状态：应写 State("draft", "简体", "繁體", "English")',
    '{found} 不是狀態：應寫 State("draft", "简体", "繁體", "English")',
    '{found} is no state: write State("draft", "简体", "繁體", "English")',
)
_NOBODY = Text(
    "没有授权：请用 by= 指明由谁操作",
    "沒有授權：請用 by= 指明由誰操作",
    "no grant: say who may, with by=",
)
_NO_GRANT = Text(
    "by 处写的是 {found}，应写授权，如 owner 或 role(OFFICE)",
    "by 處寫的是 {found}，應寫授權，如 owner 或 role(OFFICE)",
    "by is {found}, write a grant such as owner or role(OFFICE)",
)
_NO_LABEL = Text(
    'label 处写的是 {found}，应写 Text("简体", "繁體", "English")',
    'label 處寫的是 {found}，應寫 Text("简体", "繁體", "English")',
    'label is {found}, write Text("简体", "繁體", "English")',
)
_NO_GUARD = Text(
    "guards 中的 {found} 不是函数",
    "guards 中的 {found} 不是函式",
    "{found} in guards is no function",
)
_FIRST = Text(
    "其函数的首要参数应为：{first}",
    "其函式的首要參數應為：{first}",
    "its function has to take {first} first",
)
_UNNAMED = Text(
    "{names} 须能按名传入：请在前面写 *",
    "{names} 須能按名傳入：請在前面寫 *",
    "{names} cannot be handed in by name: write * before it",
)
_ANSWER = Text(
    "{guard} 回答了 {found}：只能回答 Refusal（由 Reason 调用而得）、若干个 Refusal，或 None",
    "{guard} 回答了 {found}：只能回答 Refusal（由 Reason 呼叫而得）、若干個 Refusal，或 None",
    "{guard} answered {found}: it may answer a Refusal (call a Reason to make one), several, or None",
)
