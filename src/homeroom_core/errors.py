"""Every exception of homeroom, and `Refusal`, the value that says why not.

A *refusal* is an expected answer: a value with its reasons, measured and required, and what would
work. An *error* is a broken promise or bad input: it is raised. Each error derives from
`HomeroomError` and, where there is one, from the built-in exception that people already catch; it
carries its data as attributes, reads in three languages (`error.text`), and can be pickled.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar

import attrs

from homeroom_core.labels import field_label, with_label
from homeroom_core.origin import MissingPlugin
from homeroom_core.text import LANGUAGES, Text, listing


@attrs.frozen(kw_only=True)
class Refusal:
    """One reason why something may not be done now.

    Attributes:
        code: Stable name of the reason, `subject.what`; texts may be reworded, codes may not.
        text: What is wrong, for people.
        remedy: What would work instead.
        measured: What was found, where there is something to measure.
        required: What is accepted.
        when: The earliest school date on which it could hold, where that is known.
        waiver: The role that may waive it, if anybody may.
    """

    code: str
    text: Text
    remedy: Text
    measured: Any = None
    required: Any = None
    when: date | None = None
    waiver: str | None = None

    def __str__(self) -> str:
        return f"{self.text}; {self.remedy}"


@attrs.frozen
class Reason:
    """The wording of a refusal: call it with what was found to get the `Refusal`.

    Raises:
        DefinitionError: Its words are no `Text`.

    The texts are templates; `{measured}`, `{required}`, `{when}` and any further keyword given at
    the call may stand in them.

    >>> TOO_FEW = Reason(
    ...     "plan.too_few_goals",
    ...     Text("只有{measured}个目标", "只有{measured}個目標", "only {measured} goals"),
    ...     Text("至少写{required}个", "至少寫{required}個", "write at least {required}"),
    ... )
    >>> str(TOO_FEW(measured=1, required=2))
    'only 1 goals; write at least 2'
    """

    code: str
    text: Text
    remedy: Text
    waiver: str | None = None

    def __attrs_post_init__(self) -> None:
        for name, words in (("text", self.text), ("remedy", self.remedy)):
            given: object = words
            if not isinstance(given, Text):
                problem = _NO_WORDS.format(name=name, found=repr(given))
                raise DefinitionError(f"reason {self.code}", problem)

    def __call__(
        self,
        *,
        measured: Any = None,
        required: Any = None,
        when: date | None = None,
        **more: Any,
    ) -> Refusal:
        """The refusal, with its texts filled in."""
        data = {"measured": measured, "required": required, "when": when, **more}
        return Refusal(
            code=self.code,
            text=self.text.format(**data),
            remedy=self.remedy.format(**data),
            measured=measured,
            required=required,
            when=when,
            waiver=self.waiver,
        )


_NO_WORDS = Text(
    '{name} 处写的是 {found}，应写 Text("简体", "繁體", "English")',
    '{name} 處寫的是 {found}，應寫 Text("简体", "繁體", "English")',
    '{name} is {found}, write Text("简体", "繁體", "English")',
)


class HomeroomError(Exception):
    """The base of every error of homeroom; `text` says it in three languages."""

    template: ClassVar[Text]

    @property
    def text(self) -> Text:
        """What went wrong and what would work, in three languages."""
        return self.template.format(**attrs.asdict(self, recurse=False))  # type: ignore[arg-type]  # every subclass is an attrs class

    def __str__(self) -> str:
        return self.text.en


@attrs.define(slots=False)
class Fault:
    """One thing wrong with an input: where, what was found, what is accepted.

    Attributes:
        where: The place, as precise as is known: `roster.csv, row 3, 工号` or `goals[2].due`.
        found: What stands there.
        accepted: What would be accepted there.
        called: What people call the place, where that says more.
    """

    where: str
    found: str
    accepted: Text
    called: Text | None = attrs.field(default=None, kw_only=True)

    @property
    def place(self) -> Text:
        """The place as it is typed, with what people call it."""
        where = Text.same(self.where)
        return where if self.called is None else with_label(self.where, self.called)

    def __str__(self) -> str:
        return f"{self.where}: found {self.found!r}, accepted: {self.accepted}"


@attrs.define(slots=False)
class InputError(HomeroomError, ValueError):
    """Bad input; nothing was written. Lists every fault that could be found, not the first only.

    Attributes:
        source: What the input is called.
        faults: What is wrong with it.
        hint: Where it is shown what would be right, if there is such a place.
    """

    source: str
    faults: tuple[Fault, ...]
    hint: Text | None = None
    template = Text(
        "{source} 有 {count} 处错误：{lines}",
        "{source} 有 {count} 處錯誤：{lines}",
        "{source} has {count} fault(s): {lines}",
    )

    @property
    def text(self) -> Text:
        """All faults, one a line."""
        joined = _together(
            _FAULT.format(where=f.place, found=_quoted(f.found), accepted=f.accepted)
            for f in self.faults
        )
        said = self.template.format(source=self.source, count=len(self.faults), lines=joined)
        return said if self.hint is None else _HINTED.format(said=said, hint=self.hint)


_FAULT = Text(
    "\n  {where}：读到 {found}，应为：{accepted}",
    "\n  {where}：讀到 {found}，應為：{accepted}",
    "\n  {where}: found {found}, accepted: {accepted}",
)


def _together(texts: Iterable[Text]) -> Text:
    """Texts one after the other."""
    return Text(*map("".join, zip(*((t.zh_hans, t.zh_hant, t.en) for t in texts), strict=True)))


def _quoted(found: str) -> str:
    """In quotation marks, unless a text stands in some already, as values of JSON do."""
    return found if found[:1] == found[-1:] == "'" and len(found) > 1 else repr(found)


_HINTED = Text("{said}\n  {hint}", "{said}\n  {hint}", "{said}\n  {hint}")


@attrs.define(slots=False)
class DefinitionError(HomeroomError, TypeError):
    """A lifecycle, rubric, rule or plugin is put together wrongly; found when it is defined.

    Attributes:
        place: What is wrong and where it stands, such as `growth_plan.submit (plans.py:12)`.
        problem: What is wrong and what would be right.
    """

    place: str
    problem: Text
    template = Text("{place}：{problem}", "{place}：{problem}", "{place}: {problem}")


@attrs.define(slots=False)
class RefusedError(HomeroomError):
    """A step was asked for and refused; `refusals` holds all reasons.

    Attributes:
        record: Id of the record; for a creation, its kind.
        transition: Name of the transition or the creation.
        label: What people call it.
        refusals: Every reason.
    """

    record: str
    transition: str
    label: Text
    refusals: tuple[Refusal, ...]
    template = Text(
        "{record} 不能“{label}”：{why}",
        "{record} 不能「{label}」：{why}",
        "{record} cannot '{label}': {why}",
    )

    @property
    def text(self) -> Text:
        """All reasons together."""
        return self.template.format(
            record=self.record, label=self.label, why=_reasons(self.refusals)
        )


@attrs.define(slots=False)
class UnknownError(HomeroomError, LookupError):
    """A name is not known here; `known` lists what is."""

    what: Text
    name: str
    known: tuple[str, ...] = ()
    template = Text(
        "没有名为“{name}”的{what}；现有：{known}",
        "沒有名為「{name}」的{what}；現有：{known}",
        "there is no {what} {name!r}; there is: {known}",
    )

    @property
    def text(self) -> Text:
        """The name that was asked for, and the names there are."""
        known = listing(self.known) if self.known else Text("无", "無", "none")
        return self.template.format(what=self.what, name=self.name, known=known)


@attrs.define(slots=False)
class InactiveError(UnknownError):
    """A plugin provides it, but is not active for this organization.

    Attributes:
        what: What was asked for.
        name: By which name.
        known: The names there are here.
        plugin: Name of the plugin.
        org: The organization.
    """

    plugin: str = ""
    org: str = ""
    template = Text(
        "{what}“{name}”由插件 {plugin} 提供，但该插件未对 {org} 启用："
        "请在 homeroom.toml 的 organizations.{org}.plugins 中加入它",
        "{what}「{name}」由外掛 {plugin} 提供，但該外掛未對 {org} 啟用："
        "請在 homeroom.toml 的 organizations.{org}.plugins 中加入它",
        "the {what} {name!r} is provided by plugin {plugin}, which is not active for {org}: "
        "add it to organizations.{org}.plugins in homeroom.toml",
    )

    @property
    def text(self) -> Text:
        """Which plugin provides it, and the setting."""
        data = {"what": self.what, "name": self.name, "plugin": self.plugin, "org": self.org}
        return self.template.format(**data)


@attrs.define(slots=False)
class RecordNotFoundError(HomeroomError, LookupError):
    """No such record in this organization."""

    org: str
    record: str
    template = Text(
        "{org} 中没有记录 {record}；现有记录见 homeroom list",
        "{org} 中沒有記錄 {record}；現有記錄請見 homeroom list",
        "{org} has no record {record}; `homeroom list` shows what it has",
    )


@attrs.define(slots=False)
class KindUnknownError(RecordNotFoundError):
    """There are records of this kind, but no plugin that is active here knows it.

    They are *orphaned records*: the journal holds all of them and verifies, those whom
    `Organization.orphan_readers` names may read them as they are stored, and nothing can be done
    with them until the plugin is back.

    Attributes:
        org: The organization.
        record: What was asked for: the id of a record, which need not exist, or the kind.
        needs: The plugin that is missing.
        readers: Who may read them, for people; `None` where that is another's to say.
    """

    needs: MissingPlugin
    readers: Text | None = None
    template = Text(
        "{org} 存有“{kind}”这一类记录，但现用插件都不认识这一类（查询的是 {record}），无法办理：{remedy}",
        "{org} 存有「{kind}」這一類記錄，但現用外掛都不認得這一類（查詢的是 {record}），無法辦理：{remedy}",
        "{org} has records of the kind {kind!r}, which no plugin that is active here knows, so "
        "nothing can be done with them ({record} was asked for): {remedy}",
    )

    @property
    def kind(self) -> str:
        """The kind."""
        return self.needs.kind

    @property
    def plugin(self) -> str:
        """Name, version and digest of the plugin that they were made with; `?` if nobody knows."""
        return str(self.needs)

    @property
    def text(self) -> Text:
        """What is missing, and what would work."""
        said = self.template.format(
            org=self.org, record=self.record, kind=self.kind, remedy=self.needs.remedy
        )
        if self.readers is None:
            return said
        return _MAY_READ.format(said=said, readers=self.readers, org=self.org)


_MAY_READ = Text(
    "{said}；可按原样阅读的是：{readers}（homeroom.toml 的 organizations.{org}.orphan_readers）",
    "{said}；可按原樣閱讀的是：{readers}（homeroom.toml 的 organizations.{org}.orphan_readers）",
    "{said}; as they are stored they may be read by: {readers} (organizations.{org}.orphan_readers "
    "in homeroom.toml)",
)


@attrs.define(slots=False)
class NotIndexedError(HomeroomError, TypeError):
    """Records are looked for by a field by which their kind is not indexed.

    Attributes:
        kind: The kind.
        names: The fields by which it is not.
        known: Those by which it is.
    """

    kind: str
    names: tuple[str, ...]
    known: tuple[str, ...]
    template = Text(
        "{kind} 不能按 {names} 查找；可用的索引字段：{known}",
        "{kind} 不能按 {names} 查詢；可用的索引欄位：{known}",
        "{kind} is not indexed by {names}; it is by {known}",
    )

    @property
    def text(self) -> Text:
        """The fields that were named, and those there are."""
        known = listing(self.known) if self.known else Text("无", "無", "nothing")
        return self.template.format(kind=self.kind, names=listing(self.names), known=known)


@attrs.define(slots=False)
class ConflictError(HomeroomError):
    """A lost update: the record has moved on since the version that the caller had seen.

    Never retried by itself: somebody has to look at both.

    Attributes:
        record: Id of the record.
        expected: The version the caller had seen.
        stored: The version that is stored now.
        attempted: The fields that the caller's change would set, as JSON values.
        current: The same fields as they are stored now, as JSON values.
        owner: The class of the record, for what its fields are called.
    """

    record: str
    expected: int
    stored: int
    attempted: dict[str, Any]
    current: dict[str, Any]
    owner: type = object
    template = Text(
        "{record} 已是第 {stored} 版，您看到的是第 {expected} 版：请重新读取后再改",
        "{record} 已是第 {stored} 版，您看到的是第 {expected} 版：請重新讀取後再改",
        "{record} is at version {stored}, you saw version {expected}: read it again, then change it",
    )

    @property
    def text(self) -> Text:
        """What happened, and each field as it would be and as it is now, one a line."""
        fields = (
            _BOTH.format(
                field=field_label(self.owner, name),
                attempted=_brief(value),
                current=_brief(self.current.get(name)),
            )
            for name, value in self.attempted.items()
        )
        return _together((super().text, *fields))


_BOTH = Text(
    "\n  {field}：您要改为 {attempted}，现在是 {current}",
    "\n  {field}：您要改為 {attempted}，現在是 {current}",
    "\n  {field}: you would set {attempted}, it now has {current}",
)
_LONGEST = 120


def _brief(value: Any) -> str:
    """A JSON value on one line, cut where it is long."""
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


@attrs.define(slots=False)
class BusyError(HomeroomError):
    """The store is busy or was lost before the commit: nothing happened, trying again may work."""

    url: str
    detail: str
    template = Text(
        "存储 {url} 正忙（{detail}）：未写入任何内容，请稍后重试",
        "儲存 {url} 正忙（{detail}）：未寫入任何內容，請稍後重試",
        "store {url} is busy ({detail}): nothing was written; try again later",
    )


@attrs.define(slots=False)
class StorageError(HomeroomError):
    """A store cannot be opened or read."""

    url: str
    problem: Text
    template = Text("存储 {url}：{problem}", "儲存 {url}：{problem}", "store {url}: {problem}")


@attrs.define(slots=False)
class ErasedError(HomeroomError, LookupError):
    """The contents of this record were erased; its journal entries still verify."""

    record: str
    template = Text(
        "{record} 的内容已依法删除，只保留流水账",
        "{record} 的內容已依法刪除，只保留流水帳",
        "the contents of {record} were erased; only its journal entries remain",
    )


@attrs.define(slots=False)
class PluginError(HomeroomError):
    """A plugin cannot be used; the office does not open, and nothing of it is registered.

    Attributes:
        plugin: Its name.
        problem: What is wrong and what would be right.
        file: The file in which it is wrong; empty where that is not known.
        line: The line there, from 1.
        others: Whatever else is wrong with this plugin and with others, each by itself.
    """

    plugin: str
    problem: Text
    file: str = ""
    line: int | None = None
    others: tuple["PluginError", ...] = ()
    template = Text(
        "插件 {plugin}{place}：{problem}",
        "外掛 {plugin}{place}：{problem}",
        "plugin {plugin}{place}: {problem}",
    )

    @classmethod
    def of(cls, found: Sequence["PluginError"]) -> "PluginError":
        """One error for all that was found, the first of them in front.

        Args:
            found: At least one, none of which holds others.
        """
        if len(found) == 1:
            return found[0]
        together = attrs.evolve(found[0], others=tuple(found[1:]))
        together.__cause__ = found[0].__cause__
        return together

    @property
    def all(self) -> tuple["PluginError", ...]:
        """Everything that is wrong, each by itself."""
        return (attrs.evolve(self, others=()), *self.others)

    @property
    def text(self) -> Text:
        """What is wrong and where; where there are several problems, one a line."""
        if not self.others:
            return self.template.format(
                plugin=self.plugin, problem=self.problem, place=_place(self.file, self.line)
            )
        lines = [one.text for one in self.all]
        joined = Text(
            *("".join(f"\n  {one.read(language)}" for one in lines) for language in LANGUAGES)
        )
        return _SEVERAL.format(count=len(lines), lines=joined)


def _place(file: str, line: int | None) -> Text:
    """Where something stands, in brackets; nothing where that is not known."""
    if not file:
        return Text.same("")
    return _FILE.format(file=file) if line is None else _LINE.format(file=file, line=line)


_FILE = Text("（{file}）", "（{file}）", " ({file})")
_LINE = Text("（{file}，第 {line} 行）", "（{file}，第 {line} 行）", " ({file}, line {line})")
_SEVERAL = Text(
    "插件有 {count} 处问题：{lines}",
    "外掛有 {count} 處問題：{lines}",
    "{count} things are wrong with plugins:{lines}",
)


class HomeroomDeprecationWarning(DeprecationWarning):
    """A plugin uses what goes by another name now; it still works, for as long as it says."""


@attrs.define(slots=False)
class CalendarError(HomeroomError, LookupError):
    """A calendar has no data for a date; it never guesses."""

    calendar: str
    day: date
    covered: str
    template = Text(
        "日历 {calendar} 没有 {day} 的数据（现有 {covered}）：请补充该年放假通知，或换用其他日历",
        "行事曆 {calendar} 沒有 {day} 的資料（現有 {covered}）：請補充該年放假通知，或換用其他行事曆",
        "calendar {calendar} has no data for {day} (it covers {covered}): "
        "add that year's notice or use another calendar",
    )


@attrs.define(slots=False)
class PanelTooSmallError(HomeroomError, ValueError):
    """Fewer marks than a scoring method needs."""

    present: int
    needed: int
    template = Text(
        "只有 {present} 份有效评分，至少需要 {needed} 份：请补评，或在方案中改用其他计分办法",
        "只有 {present} 份有效評分，至少需要 {needed} 份：請補評，或在方案中改用其他計分辦法",
        "only {present} valid sheets, at least {needed} are needed: "
        "have more judges score, or adopt another method in the scheme",
    )


@attrs.define(slots=False)
class DisconnectedError(HomeroomError, ValueError):
    """Entries are to be compared whose judges nobody links: any comparison would be a guess.

    Attributes:
        subsets: The parts of the design, each as its entries and its judges.
    """

    subsets: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    template = Text(
        "评委与作品分成互不相连的 {count} 组，组间无法比较：{lines}\n请安排评委跨组评分，或按组分别排名",
        "評委與作品分成互不相連的 {count} 組，組間無法比較：{lines}\n請安排評委跨組評分，或按組分別排名",
        "the judging falls into {count} subsets that no judge links, so they cannot be compared:"
        "{lines}\nhave judges score across them, or rank each subset by itself",
    )

    @property
    def text(self) -> Text:
        """All subsets, one a line."""
        lines = [
            Text(
                "\n  作品 {e}；评委 {j}", "\n  作品 {e}；評委 {j}", "\n  entries {e}; judges {j}"
            ).format(e=listing(entries), j=listing(judges))
            for entries, judges in self.subsets
        ]
        joined = Text(
            *map("".join, zip(*((t.zh_hans, t.zh_hant, t.en) for t in lines), strict=True))
        )
        return self.template.format(count=len(self.subsets), lines=joined)


@attrs.define(slots=False)
class NotConvergedError(HomeroomError, ArithmeticError):
    """An iterative estimate did not settle; a number that has not settled is no result.

    Attributes:
        what: What was to be estimated.
        rounds: How many rounds were made.
        residual: How far off it still was, in the units of `tolerance`.
        tolerance: What would have been close enough.
    """

    what: Text
    rounds: int
    residual: float
    tolerance: float
    template = Text(
        "{what}：迭代 {rounds} 次后仍未收敛（残差 {residual:.3g}，要求小于 {tolerance}）："
        "请检查评分数据，或改用 severity_adjusted",
        "{what}：疊代 {rounds} 次後仍未收斂（殘差 {residual:.3g}，要求小於 {tolerance}）："
        "請檢查評分資料，或改用 severity_adjusted",
        "{what}: not settled after {rounds} rounds (residual {residual:.3g}, must be below "
        "{tolerance}): check the marks, or use severity_adjusted",
    )


@contextmanager
def blamed_on(plugin: str, problem: Text, **names: object) -> Iterator[None]:
    """Take what fails inside for the fault of a plugin, whose code runs there.

    Errors of homeroom pass as they are, such as a panel that is too small; all but a definition
    that is put together wrongly, for the plugin does that.

    Args:
        plugin: Its name.
        problem: What to say: a template in which `{error}` stands.
        names: What else stands in the template.

    Raises:
        PluginError: Something failed.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, HomeroomError) and not isinstance(error, DefinitionError):
            raise
        said = error.text if isinstance(error, DefinitionError) else repr(error)
        raise PluginError(plugin, problem.format(error=said, **names)) from error


def _reasons(refusals: Iterable[Refusal]) -> Text:
    found = list(refusals)
    return Text(
        "；".join(f"{r.text.zh_hans}（{r.remedy.zh_hans}）" for r in found),
        "；".join(f"{r.text.zh_hant}（{r.remedy.zh_hant}）" for r in found),
        "; ".join(f"{r.text.en} ({r.remedy.en})" for r in found),
    )
