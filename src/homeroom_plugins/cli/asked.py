"""What a step asks for: in a few words for each argument, and as a TOML file to fill in."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import EnumType
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

import attrs

from homeroom_core.arguments import Argument, arguments_of
from homeroom_core.award_policy import AwardPolicy
from homeroom_core.codec import JSON, encode
from homeroom_core.eligibility import RuleSet
from homeroom_core.labels import alternatives, codes_of, field_label, typed_name
from homeroom_core.lifecycle import Creation, Operation
from homeroom_core.rubric import Rubric
from homeroom_core.scoring_policy import ScoringPolicy
from homeroom_core.text import Language, Term, Text, coded, listing

PLACEHOLDER = "…"
"""What stands in an example where a text belongs."""
SHEET = "themed_class_meeting_contest"
"""The rubric that examples name."""

AWARDS = "class_meeting_prizes"
"""The award policy that examples name."""

_MOST_NAMED = 7
_LISTS = (tuple, list, frozenset, set, Sequence, AbstractSet)


def in_words(argument: Argument) -> Text:
    """What an argument takes, for people: a text, a day, a list of several.

    >>> [in_words(Argument(name="a", type=one, required=True)).en for one in (str, tuple[date, ...])]
    ['text', 'several: date such as 2025-09-01']
    """
    return in_words_of(argument.alternatives)


def in_words_of(types: Iterable[Any]) -> Text:
    """The same for the types that something may be."""
    return _words(types)


def in_detail(owner: type, name: str, types: Iterable[Any]) -> Text:
    """What an argument of a step, or a field, is called and takes: its codes where it holds some.

    Args:
        owner: The class of the record, or the class that the field is in.
        name: Its name.
        types: What it may be.
    """
    label, said = field_label(owner, name), _codes(owner, name) or in_words_of(types)
    return said if label == Text.same(name) else _CALLED.format(label=label, said=said)


def named_sample(type: Any) -> str | None:
    """A name that stands for a value of a type; `None` where none does."""
    return _NAMES.get(type)


def in_a_word(owner: type, argument: Argument) -> Text:
    """The same, short: what has fields of its own only by what it is called."""
    whole = any(
        attrs.has(inner) for one in argument.alternatives for inner in (one, *get_args(one))
    )
    named = not _PLAIN.keys().isdisjoint(argument.alternatives)
    return field_label(owner, argument.name) if whole and not named else in_words(argument)


def asked_for(step: Operation[Any, ...], argument: Argument) -> Text:
    """An argument as a table tells it: its name, what that is called, and what is handed in."""
    owner, name = step.lifecycle.record, argument.name
    typed = typed_name(owner, name)
    typed = Text(*(words.replace(name, f"`{name}`", 1) for words in attrs.astuple(typed)))
    said = _codes(owner, name) or in_a_word(owner, argument)
    return typed if said == field_label(owner, name) else _TYPED.format(name=typed, said=said)


def example(step: Operation[Any, ...], language: Language) -> str:
    """A TOML file for `--args @file`: what a step asks for, with samples and notes to each.

    What has to be given is filled in with samples; what may be left out stands behind `#`.

    Args:
        step: The creation or transition.
        language: The language of the notes.
    """
    verb = "new" if isinstance(step, Creation) else "do"
    of = step.lifecycle.kind if verb == "new" else f"{step.lifecycle.kind}-1"
    call = f"homeroom {verb} {of} {step.name} --args @{step.name}.toml"
    asked = sorted(
        arguments_of(step), key=lambda one: _is_table(_sample(one, step.lifecycle.record))
    )
    lines = [f"# {step.label.read(language)}", f"# {_USE.format(call=call).read(language)}"]
    if step.reason_required:
        lines.append(f"# {_REASON.read(language)}")
    optional = [one for one in asked if not one.required]
    if optional:
        lines.append(f"# {_OPTIONAL.read(language)}")
    record = step.lifecycle.record
    lines += [f"#   {one.name}: {_detail(record, one).read(language)}" for one in optional]
    for one in (one for one in asked if one.required):
        value = _sample(one, record)
        if _is_table(value):
            note = field_label(record, one.name)
            if isinstance(value, list):
                note = _CALLED.format(label=note, said=_REPEAT)
            lines += ["", f"# {note.read(language)}", *_field_notes(one, language)]
            lines += table({one.name: value})
        else:
            note = _detail(record, one)
            lines.append(f"{one.name} = {_inline(value)}  # {note.read(language)}")
    return "".join(f"{line}\n" for line in lines)


def table(data: Mapping[str, JSON], path: str = "") -> Iterator[str]:
    """JSON values as the lines of a TOML table; what is null is left out, as TOML has no word for it.

    Args:
        data: The values, by name.
        path: Where the table stands, such as `contents.terms`.

    >>> list(table({"a": {"b": 1, "c": [{"d": "x"}]}}))
    ['[a]', 'b = 1', '[[a.c]]', 'd = "x"']
    """
    for name, value in data.items():
        if value is not None and not _is_table(value):
            yield f"{_key(name)} = {_inline(value)}"
    for name, value in data.items():
        if not _is_table(value):
            continue
        place = f"{path}.{_key(name)}" if path else _key(name)
        if isinstance(value, Mapping):
            # A table that holds nothing but tables needs no head of its own.
            if not value or any(not _is_table(one) for one in value.values()):
                yield f"[{place}]"
            yield from table(value, place)
        else:
            for one in value:
                yield f"[[{place}]]"
                yield from table(one, place)


def _is_table(value: JSON) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(one, Mapping) for one in value)
    return isinstance(value, Mapping)


def _inline(value: JSON) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, Mapping):
        given = (f"{_key(name)} = {_inline(one)}" for name, one in value.items() if one is not None)
        return f"{{ {', '.join(given)} }}"
    return encode(value)  # texts, numbers and flags are written alike in TOML


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else encode(name)


def _words(types: Iterable[Any]) -> Text:
    return _either(list(dict.fromkeys(map(_word, types))))


def _word(type: Any) -> Text:
    if type in _PLAIN:
        return _PLAIN[type]
    origin, parts = get_origin(type), get_args(type)
    if origin is Literal:
        return _either([Text.same(str(one)) for one in parts])
    if isinstance(type, EnumType):
        return _either([Text.same(value) for value in _values(type)])
    if origin is Mapping:
        return _BY_NAME.format(what=_words(alternatives(parts[1])))
    if origin in _LISTS:
        return _SEVERAL.format(what=_words(alternatives(parts[0])))
    if attrs.has(type):
        names = [field.name for field in _fields(type)]
        said = listing([*names[:_MOST_NAMED], *(["…"] if names[_MOST_NAMED:] else [])])
        return _WITH_FIELDS.format(fields=said)
    return _ANYTHING


def _codes(owner: type, name: str) -> Text | None:
    codes = [Term.of(code, label) for code, label in codes_of(owner, name).items() if code]
    return coded(codes) if codes else None


def _either(options: Sequence[Text]) -> Text:
    found = options[0]
    for option in options[1:]:
        found = _OR.format(one=found, other=option)
    return found


def _detail(record: type, argument: Argument) -> Text:
    return in_detail(record, argument.name, argument.alternatives)


def _sample(argument: Argument, record: type) -> JSON:
    return _sample_of(argument.alternatives, record, argument.name)


def _sample_of(
    types: Sequence[Any], owner: type, name: str, field: "attrs.Attribute[Any] | None" = None
) -> JSON:
    type = types[0]
    if type in _SAMPLES:
        return _SAMPLES[type]
    origin, parts = get_origin(type), get_args(type)
    if type is str:
        code = next((code for code in codes_of(owner, name) if code), None)
        is_id = field is not None and "re.compile" in repr(field.validator)
        return code or ("id-1" if is_id else PLACEHOLDER)
    if origin is Literal:
        return parts[0]
    if isinstance(type, EnumType):
        return _values(type)[0]
    if origin is Mapping:
        return {"id-1": _sample_of(alternatives(parts[1]), owner, name)}
    if origin in _LISTS:
        return [_sample_of(alternatives(parts[0]), owner, name)]
    if attrs.has(type):
        return {
            one.name: _sample_of(alternatives(one.type), type, one.name, one)
            for one in _fields(type)
            if one.default is attrs.NOTHING
        }
    return PLACEHOLDER


def _field_notes(argument: Argument, language: Language) -> Iterator[str]:
    """A note on every field of a value that has some, those included that an example leaves out."""
    for type in argument.alternatives:
        inner = get_args(type)[0] if get_origin(type) in _LISTS else type
        if attrs.has(inner):
            for field in _fields(inner):
                said = in_detail(inner, field.name, alternatives(field.type)).read(language)
                may = "" if field.default is attrs.NOTHING else _MAY.read(language)
                yield f"#   {field.name}: {said}{may}"


def _values(type: EnumType) -> list[str]:
    members: Iterable[Any] = type
    return [str(member.value) for member in members]


def _fields(type: Any) -> list["attrs.Attribute[Any]"]:
    return [field for field in attrs.fields(attrs.resolve_types(type)) if field.init]


_PLAIN: Mapping[Any, Text] = {
    str: Text("文字", "文字", "text"),
    int: Text("整数", "整數", "whole number"),
    bool: Text("是或否", "是或否", "true or false"),
    Decimal: Text("小数", "小數", "decimal"),
    Fraction: Text("比值，如 1/2", "比值，如 1/2", "ratio such as 1/2"),
    date: Text("日期，如 2025-09-01", "日期，如 2025-09-01", "date such as 2025-09-01"),
    datetime: Text(
        "带时区的时刻，如 2025-09-01T08:00:00+08:00",
        "帶時區的時刻，如 2025-09-01T08:00:00+08:00",
        "moment with its zone, such as 2025-09-01T08:00:00+08:00",
    ),
    Rubric: Text(
        "评分细则的代码（见 homeroom rubric list）",
        "評分細則的代碼（見 homeroom rubric list）",
        "id of a rubric (see homeroom rubric list)",
    ),
    ScoringPolicy: Text(
        "计分办法，或自带计分办法的评分细则的代码",
        "計分辦法，或自帶計分辦法的評分細則的代碼",
        "how it is scored, or the id of a rubric that comes with a way to",
    ),
    AwardPolicy: Text(
        "奖项的名称（见 homeroom plugins），或自定奖项的表",
        "獎項的名稱（請見 homeroom plugins），或自訂獎項的表",
        "name of an award policy (see homeroom plugins), or a table of your own",
    ),
    RuleSet: Text(
        "规则的名称（见 homeroom plugins），或自定规则的表",
        "規則的名稱（請見 homeroom plugins），或自訂規則的表",
        "name of a set of rules (see homeroom plugins), or a table of your own",
    ),
}
_NAMES: Mapping[Any, str] = {Rubric: SHEET, ScoringPolicy: SHEET, AwardPolicy: AWARDS}
_SAMPLES: Mapping[Any, JSON] = {
    **_NAMES,
    int: 1,
    bool: False,
    Decimal: "1",
    Fraction: "1/2",
    date: "2025-09-01",
    datetime: "2025-09-01T08:00:00+08:00",
}
_SEVERAL = Text("多个：{what}", "多個：{what}", "several: {what}")
_BY_NAME = Text("每个代码一项：{what}", "每個代碼一項：{what}", "for each id: {what}")
_WITH_FIELDS = Text("含各项：{fields}", "含各項：{fields}", "with the fields {fields}")
_OR = Text("{one} 或 {other}", "{one} 或 {other}", "{one} or {other}")
_ANYTHING = Text("任何值", "任何值", "any value")
_REPEAT = Text(
    "可多个，每个以 [[…]] 开头",
    "可多個，每個以 [[…]] 開頭",
    "as many as there are, each begun with [[…]]",
)
_TYPED = Text("{name}：{said}", "{name}：{said}", "{name}: {said}")
_CALLED = Text("{label}：{said}", "{label}：{said}", "{label}: {said}")
_MAY = Text("（可省）", "（可省）", " (optional)")
_OPTIONAL = Text("可省的参数：", "可省的參數：", "What may be left out:")
_REASON = Text(
    "另须写明理由：--reason 理由",
    "另須寫明理由：--reason 理由",
    "It owes a reason as well: --reason TEXT",
)
_USE = Text(
    "填好后存为文件，运行 {call}",
    "填好後存為檔案，執行 {call}",
    "Fill it in, save it, and run {call}",
)
