"""`homeroom scheme`: how two schemes differ, and whose result another scheme would change."""

from collections.abc import Mapping

import attrs
import click

from homeroom_core.codec import JSON, to_json
from homeroom_core.dates import school_date
from homeroom_core.errors import Fault, InputError, Reason, RecordNotFoundError, RefusedError
from homeroom_core.families import LIFECYCLES
from homeroom_core.json_difference import JsonDifference
from homeroom_core.labels import path_label
from homeroom_core.office import system_clock
from homeroom_core.people import APPRAISAL_COMMITTEE, OFFICE, PRINCIPAL, STAFF_CONGRESS, Actor
from homeroom_core.reading import Reading
from homeroom_core.record import EVERYTHING, Record
from homeroom_core.telling import Telling
from homeroom_core.text import Text, listing
from homeroom_core.training.scheme_contents import (
    SchemeContents,
    SchemeDifference,
    differences,
)
from homeroom_core.training.scheme_records import Scheme, scheme_in_force
from homeroom_core.visibility import hidden_fields
from homeroom_core.what_if import Cause, ChangedResult, WhatIf
from homeroom_core.what_if import what_if as try_contents
from homeroom_plugins.cli.asked import PLACEHOLDER, named_sample, table
from homeroom_plugins.cli.invocation import Invocation, command
from homeroom_plugins.cli.said import SaidGroup, SaidOption

NOT_FOR_YOU = Reason(
    "what_if.not_for_you",
    Text(
        "结果涉及他人，您不能试算",
        "結果涉及他人，您不能試算",
        "it shows results of other people",
    ),
    Text("请由{required}试算", "請由{required}試算", "ask {required}"),
)
_TRY = Text("试算方案", "試算方案", "Try a scheme")
_MAY_TRY = (OFFICE, PRINCIPAL, APPRAISAL_COMMITTEE, STAFF_CONGRESS)

scheme = SaidGroup("scheme", text=Text("实施方案。", "實施方案。", "Schemes."), lazy={})


@command(
    Text(
        "比较两份实施方案：逐条列出条文和规定的不同。\n\n示例：homeroom scheme diff scheme-1 scheme-9",
        "比較兩份實施方案：逐條列出條文和規定的不同。\n\n範例：homeroom scheme diff scheme-1 scheme-9",
        "Compare two schemes: every clause and every term in which they differ.\n\n"
        "Example: homeroom scheme diff scheme-1 scheme-9",
    ),
    click.Argument(["before"]),
    click.Argument(["after"]),
)
def diff(here: Invocation, *, before: str, after: str) -> None:
    """Compare two schemes."""
    with here.office() as office:
        actor = here.actor(office)
        with office.reading(here.org) as reading:
            one, other = (_scheme(reading, id, actor).contents for id in (before, after))
        found = differences(one, other)
        data = {"before": before, "after": after, "differences": [_difference(d) for d in found]}
        with office.telling(here.org, to=actor) as telling:
            here.answer(data, lambda: _show_differences(here, found, telling, (one, other)))


@command(
    Text(
        "试算：一份方案（草案即可）若适用于已有的个案，谁的结果会变、因哪一条；不写入任何内容。\n\n"
        "示例：homeroom scheme what-if scheme-9 --of scheme-1",
        "試算：一份方案（草案即可）若適用於已有的個案，誰的結果會變、因哪一條；不寫入任何內容。\n\n"
        "範例：homeroom scheme what-if scheme-9 --of scheme-1",
        "Try a scheme, a draft will do, on the cases there are: whose result would change, and by "
        "which clause. Nothing is written.\n\n"
        "Example: homeroom scheme what-if scheme-9 --of scheme-1",
    ),
    click.Argument(["scheme"]),
    SaidOption(
        "--of",
        metavar="SCHEME",
        text=Text(
            "只试算属于该方案的个案",
            "只試算屬於該方案的個案",
            "Only the cases that rest on this scheme.",
        ),
    ),
)
def what_if(here: Invocation, *, scheme: str, of: str | None) -> None:
    """Try a scheme on the cases there are.

    Raises:
        RefusedError: The actor may not see the results of others.
    """
    with here.office() as office:
        actor = here.actor(office)
        if not any(map(actor.has, _MAY_TRY)):
            raise RefusedError(scheme, "what_if", _TRY, (NOT_FOR_YOU(required=listing(_MAY_TRY)),))
        with office.reading(here.org) as reading:
            contents = _scheme(reading, scheme, actor).contents
            if of is not None:
                _scheme(reading, of, actor)
            found = try_contents(
                contents, reading, reading.lifecycles, office.plugins_of(here.org), of=of
            )
            seen = [one for one in found.changed if _may_see(one, reading, actor)]
        data: dict[str, JSON] = {
            "scheme": scheme,
            "cases": found.cases,
            "terms": [_cause(one) for one in found.terms],
            "changed": [_changed(here, one) for one in seen],
            "hidden": len(found.changed) - len(seen),
        }
        records = {kind: one.record for kind, one in office.lifecycles_of(here.org).items()}
        with office.telling(here.org, to=actor) as telling:
            words = _Words(here, telling, contents)
            here.answer(data, lambda: _show_what_if(words, found, seen, records))


@command(
    Text(
        "写出一份方案的全文（TOML）：施行中的条文与规定，方案没有规定的用 homeroom 自带的；"
        "改好后即可用于起草。\n\n"
        "示例：homeroom scheme terms notice growth_plan > 方案.toml，"
        "再运行 homeroom new scheme draft --args @方案.toml",
        "寫出一份方案的全文（TOML）：施行中的條文與規定，方案沒有規定的用 homeroom 自帶的；"
        "改好後即可用於起草。\n\n"
        "範例：homeroom scheme terms notice growth_plan > 方案.toml，"
        "再執行 homeroom new scheme draft --args @方案.toml",
        "Write a scheme in full (TOML): the clauses and terms in force, and homeroom's own where "
        "the scheme sets none; changed as wanted, it is what a new one is drafted from.\n\n"
        "Example: homeroom scheme terms notice growth_plan > scheme.toml, and then "
        "homeroom new scheme draft --args @scheme.toml",
    ),
    click.Argument(["kinds"], nargs=-1, metavar="[KIND]..."),
)
def terms(here: Invocation, *, kinds: tuple[str, ...]) -> None:
    """Write the terms in force as a draft.

    Raises:
        InputError: A kind has no terms, neither in the scheme in force nor of homeroom's own.
    """
    with here.office() as office:
        actor = here.actor(office)
        zone = office.organization(here.org).zone
        today = school_date((here.outside.clock or system_clock)(), zone)
        records = {kind: office.plugins_of(here.org)(LIFECYCLES, kind).record for kind in kinds}
        named = records or {
            kind: one.record for kind, one in office.lifecycles_of(here.org).items()
        }
        with office.reading(here.org) as reading:
            found = scheme_in_force(reading, today)
            current = _scheme(reading, found.id, actor) if found is not None else None
    contents = current.contents if current is not None else SchemeContents()
    given = {name: one for name, one in contents.terms.items() if name.partition("/")[0] in named}
    own = {
        kind: _own_terms(record, chosen=kind in kinds)
        for kind, record in named.items()
        if kind not in given
    }
    lacking = [kind for kind in kinds if kind in own and own[kind] is None]
    if lacking:
        raise InputError("homeroom scheme terms", tuple(Fault("KIND", k, _NONE) for k in lacking))
    given |= {kind: one for kind, one in own.items() if one is not None}
    clauses = [to_json(clause) for clause in contents.clauses] or [_CLAUSE_TO_WRITE]
    data: dict[str, JSON] = {
        "title": current.title if current is not None else PLACEHOLDER,
        "contents": {"clauses": clauses, "terms": given},
    }
    here.answer(data, lambda: _show_terms(here, current, data))


scheme.add_command(diff, "diff")
scheme.add_command(terms, "terms")
scheme.add_command(what_if, "what-if")


def _own_terms(record: type[Record], *, chosen: bool) -> JSON:
    """The terms that homeroom ships for a kind; `None` where it ships none.

    What has to be chosen, such as a rubric, is named where the kind was asked for; the name is
    written out in the draft.
    """
    cls = record.terms_class
    if cls is None:
        return None
    fields = attrs.fields(attrs.resolve_types(cls))
    asked = {f.name: named_sample(f.type) for f in fields if f.default is attrs.NOTHING}
    if not asked:
        return to_json(cls())
    if None in asked.values() or not chosen:
        return None
    own = {f.name: f.default.factory() for f in fields if isinstance(f.default, attrs.Factory)}  # type: ignore[arg-type]  # at run time it is a class
    return asked | {name: to_json(value) for name, value in own.items() if attrs.has(type(value))}


def _show_terms(here: Invocation, current: Scheme | None, data: dict[str, JSON]) -> None:
    here.say(_FROM.format(scheme=current.id) if current is not None else _FROM_US)
    here.say(_TO_DRAFT)
    for line in table(data):
        here.say(line)


def _scheme(reading: Reading, id: str, actor: Actor) -> Scheme:
    found = reading.get(Scheme, id)
    if hidden_fields(found, actor, reading) & (EVERYTHING | {"contents"}):
        raise RecordNotFoundError(reading.org, id)
    return found


def _may_see(one: ChangedResult, reading: Reading, actor: Actor) -> bool:
    hidden = hidden_fields(reading.any(one.record), actor, reading)
    return not hidden & (EVERYTHING | {one.field})


def _difference(one: SchemeDifference) -> dict[str, JSON]:
    return {"path": one.path, "before": one.before, "after": one.after, "clause": one.clause}


def _cause(one: Cause) -> dict[str, JSON]:
    return {
        "terms": one.terms,
        "path": one.path,
        "before": one.before,
        "after": one.after,
        "clause": one.clause,
    }


def _changed(here: Invocation, one: ChangedResult) -> dict[str, JSON]:
    return {
        "record": one.record,
        "kind": one.kind,
        "field": one.field,
        "label": here.read(one.label),
        "problem": here.read(one.problem) if one.problem is not None else None,
        "differences": [
            {"path": d.path, "before": d.before, "after": d.after} for d in one.differences
        ],
        "causes": [_cause(cause) for cause in one.causes],
    }


def _show_differences(
    here: Invocation,
    found: tuple[SchemeDifference, ...],
    telling: Telling,
    contents: tuple[SchemeContents, SchemeContents],
) -> None:
    if not found:
        here.say(_SAME)
        return
    before, after = (_Words(here, telling, one) for one in contents)
    table = here.tables(*(here.read(head) for head in (_CLAUSE, _WHERE, _BEFORE, _AFTER)))
    for one in found:
        where = here.read(_where(one.path, telling))
        was, now = before.set(one.path, one.before), after.set(one.path, one.after)
        table.add([one.clause, where, was, now])
    table.show()


def _where(path: str, telling: Telling) -> Text:
    """What a place in the contents of a scheme is called."""
    named, _, inside = path.partition(".")
    if named == "clauses":
        return _OF_WHICH.format(clause=_CLAUSE, number=inside)
    return telling.term(named, inside)


@attrs.frozen
class _Words:
    """Values of terms and results as one reader reads them.

    Attributes:
        here: Where they are shown.
        telling: What tells them.
        contents: The scheme whose labels hold.
    """

    here: Invocation
    telling: Telling
    contents: SchemeContents

    def set(self, place: str, value: JSON) -> str:
        """What is set at a place in the contents of a scheme, such as `notice.working_days`."""
        terms, _, path = place.partition(".")
        if terms == "clauses":
            return _short(str(value or ""))
        return self.term(terms, path, value)

    def term(self, terms: str, path: str, value: JSON) -> str:
        """A value of the terms of one kind of case."""
        within = self.contents.terms.get(terms)
        told = self.telling.term_value(terms, path, value, within=within)
        return _short(self.here.read(told))

    def cause(self, cause: Cause) -> str:
        """A term that is set otherwise, with its clause."""
        clause = self.here.read(_OF_CLAUSE.format(clause=cause.clause)) if cause.clause else ""
        term = self.here.read(self.telling.term(cause.terms, cause.path))
        was, now = (self.term(cause.terms, cause.path, v) for v in (cause.before, cause.after))
        return f"{clause}{term}{self.here.read(_COLON)}{was} → {now}"

    def became(self, one: ChangedResult, record: type[Record], difference: JsonDifference) -> str:
        """What would stand in a result, and where."""
        inside = difference.path.removeprefix("$")
        path = f"{one.field}.{inside}" if inside else one.field
        within = dict(self.contents.terms)
        was, now = (
            _short(self.here.read(self.telling.part(record, path, v, of=one.record, within=within)))
            for v in (difference.before, difference.after)
        )
        where = self.here.read(path_label(record, path))
        return f"{where}{self.here.read(_COLON)}{was} → {now}"


def _show_what_if(
    words: _Words,
    found: WhatIf,
    seen: list[ChangedResult],
    records: Mapping[str, type[Record]],
) -> None:
    here = words.here
    if not found.terms:
        here.say(_NO_TERMS)
        return
    here.say(_TRIED.format(cases=found.cases, terms=len(found.terms)))
    for cause in found.terms:
        here.say(f"  {words.cause(cause)}")
    if not found.changed:
        here.say(_NOTHING)
    for one in seen:
        _show_changed(words, one, records[one.kind])
    if len(found.changed) > len(seen):
        here.say(_HIDDEN.format(count=len(found.changed) - len(seen)))


def _show_changed(words: _Words, one: ChangedResult, record: type[Record]) -> None:
    here = words.here
    here.say()
    here.say(_CHANGES.format(record=words.telling.reference(one.record), label=one.label))
    if one.problem is not None:
        here.say(f"  {here.read(_PROBLEM.format(problem=one.problem))}")
    for difference in one.differences[:_MOST]:
        here.say(f"  {words.became(one, record, difference)}")
    if len(one.differences) > _MOST:
        here.say(f"  {here.read(_MORE.format(count=len(one.differences) - _MOST))}")
    for cause in one.causes:
        here.say(f"  {here.read(_BY.format(cause=words.cause(cause)))}")
    if not one.causes:
        here.say(f"  {here.read(_TOGETHER)}")


def _short(text: str) -> str:
    """Words that fit on a line."""
    text = text or "–"
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


_CLAUSE_TO_WRITE: dict[str, JSON] = {"number": "1", "text": PLACEHOLDER, "sets": []}
_NONE = Text(
    "自带规定的种类，或方案已有规定的种类",
    "自帶規定的種類，或方案已有規定的種類",
    "a kind that homeroom has terms for, or the scheme in force",
)
_FROM = Text(
    "# 出自施行中的 {scheme}；方案没有规定的，用 homeroom 自带的规定",
    "# 出自施行中的 {scheme}；方案沒有規定的，用 homeroom 自帶的規定",
    "# From {scheme}, which is in force; where that sets nothing, homeroom's own terms",
)
_FROM_US = Text(
    "# 目前没有施行中的方案；以下是 homeroom 自带的规定",
    "# 目前沒有施行中的方案；以下是 homeroom 自帶的規定",
    "# No scheme is in force; these are homeroom's own terms",
)
_TO_DRAFT = Text(
    "# 改好后存为文件，运行 homeroom new scheme draft --args @方案.toml；"
    "sets 写该条所定的规定，如 notice.working_days",
    "# 改好後存為檔案，執行 homeroom new scheme draft --args @方案.toml；"
    "sets 寫該條所定的規定，如 notice.working_days",
    "# Change it, save it, and run homeroom new scheme draft --args @scheme.toml; "
    "`sets` names the terms that a clause lays down, such as notice.working_days",
)
_MOST = 12
_LONGEST = 60
_SAME = Text("两份方案相同。", "兩份方案相同。", "The two schemes are the same.")
_CLAUSE = Text("条文", "條文", "clause")
_WHERE = Text("位置", "位置", "where")
_OF_WHICH = Text("{clause} {number}", "{clause} {number}", "{clause} {number}")
_COLON = Text("：", "：", ": ")
_BEFORE = Text("原为", "原為", "before")
_AFTER = Text("现为", "現為", "after")
_NO_TERMS = Text(
    "该方案对已有个案没有不同的规定。",
    "該方案對已有個案沒有不同的規定。",
    "The scheme sets nothing otherwise for any case there is.",
)
_TRIED = Text(
    "试算 {cases} 个个案，{terms} 处规定不同：",
    "試算 {cases} 個個案，{terms} 處規定不同：",
    "Tried on {cases} case(s); {terms} term(s) are set otherwise:",
)
_NOTHING = Text("结果都不变。", "結果都不變。", "No result would change.")
_CHANGES = Text(
    "{record}：{label}会变", "{record}：{label}會變", "{record}: {label} would be another"
)
_PROBLEM = Text("无法计算：{problem}", "無法計算：{problem}", "it could not be computed: {problem}")
_MORE = Text("……另有 {count} 处", "……另有 {count} 處", "… and {count} more places")
_BY = Text("因 {cause}", "因 {cause}", "because of {cause}")
_TOGETHER = Text(
    "几处规定合在一起才有此变化",
    "幾處規定合在一起才有此變化",
    "only several of the terms together change it",
)
_HIDDEN = Text(
    "另有 {count} 项结果您无权查看。",
    "另有 {count} 項結果您無權檢視。",
    "{count} more would change that you may not see.",
)
_OF_CLAUSE = Text("第 {clause} 条，", "第 {clause} 條，", "clause {clause}, ")
