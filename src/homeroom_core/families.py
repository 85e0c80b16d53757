"""The families of things that plugins provide by name."""

from collections.abc import Callable
from typing import Any

from homeroom_core.awarding import NamedAwardPolicy
from homeroom_core.calendar import Calendar
from homeroom_core.commands import Command
from homeroom_core.eligibility import RuleSet
from homeroom_core.exporting import Exporter
from homeroom_core.importing import Importer
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.provided import Family
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import ScoringMethod, TieBreaker
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.sheets.sheet import Sheet
from homeroom_core.storage import Storage
from homeroom_core.text import Text

RUBRICS: Family[Rubric] = Family("rubric", Text("评分细则", "評分細則", "rubric"))
"""The judged sheets, those that a contest can be scored on."""

SHEETS: Family[Sheet] = Family("sheet", Text("考评表", "考評表", "sheet"))
"""Sheets of every kind, the rubrics included; no two have the same id."""

COMPUTED_CRITERIA: Family[ComputedCriterion] = Family(
    "computed_criterion", Text("计算指标", "計算指標", "computed criterion")
)
"""The functions that make points from records, for the computed parts of a composite."""

RULE_SETS: Family[RuleSet] = Family("rule_set", Text("资格规则", "資格規則", "rule set"))
SCORING_METHODS: Family[ScoringMethod] = Family(
    "scoring_method", Text("计分办法", "計分辦法", "scoring method")
)
TIE_BREAKERS: Family[TieBreaker] = Family(
    "tie_breaker", Text("并列处理办法", "並列處理辦法", "tie-breaker")
)
AWARD_POLICIES: Family[NamedAwardPolicy] = Family(
    "award_policy", Text("奖项办法", "獎項辦法", "award policy")
)
STORAGE_BACKENDS: Family[Callable[[str], Storage]] = Family(
    "storage_backend", Text("存储", "儲存", "storage backend")
)
CALENDARS: Family[Calendar] = Family("calendar", Text("工作日历", "工作行事曆", "calendar"))
LIFECYCLES: Family[Lifecycle[Any]] = Family("lifecycle", Text("生命周期", "生命週期", "lifecycle"))
IMPORTERS: Family[Importer] = Family("importer", Text("导入", "匯入", "importer"))
EXPORTERS: Family[Exporter] = Family("exporter", Text("导出", "匯出", "exporter"))
COMMANDS: Family[Command] = Family("command", Text("命令", "命令", "command"))
