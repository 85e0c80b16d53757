"""What a scoring method answers: one exact total an entry, the same again, with a true trace."""

import copy
from contextlib import suppress
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.parameters import settings
from homeroom_core.testing.contracts.elsewhen import (
    MOMENTS,
    Moment,
    at_moments,
    luck,
    provided_again,
)
from homeroom_core.testing.contracts.law import (
    NotTried,
    Subject,
    holds,
)
from homeroom_core.testing.contracts.method_answers import evaluated, scores, totals
from homeroom_core.testing.contracts.panel_changes import (
    mirrored,
)
from homeroom_core.testing.contracts.panels import (
    Panel,
    drawn_panels,
)
from homeroom_core.testing.contracts.scoring_contract import any_panel, law, panels_by_hand
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import explain, recomputed

FLOAT_BITS = 20
"""A total whose denominator has so many factors of two was a binary or a long decimal fraction."""


@law(
    "scoring.answers",
    Text(
        "为每件作品给出一个精确的总分，不多也不少",
        "為每件作品給出一個精確的總分，不多也不少",
        "It gives every entry of a panel one exact total, and answers for no others.",
    ),
    cases=panels_by_hand,
    drawn=any_panel,
)
def answers(subject: Subject, panel: Panel) -> None:
    """A mapping from every entry to a `Fraction`, an `int` or a `Score` of them."""
    for entry, score in scores(subject, panel).items():
        strange = sorted(score.criteria.keys() - panel.rubric.by_id.keys())
        holds(
            not strange,
            found=_CRITERIA.format(entry=entry, strange=", ".join(strange)),
            wanted=", ".join(panel.rubric.by_id),
        )
        there = {card.judge for card in panel.of(entry)}
        others = sorted(set(score.judges or ()) - there)
        holds(
            not others,
            found=_JUDGES.format(entry=entry, others=", ".join(others)),
            wanted=", ".join(sorted(there)),
        )
    evaluated(subject, panel)


@law(
    "scoring.changes_nothing",
    Text(
        "不改动交给它的评分、参数和作品",
        "不改動交給它的評分、參數和作品",
        "It changes nothing of what it is given: marks, parameters, entries.",
    ),
    cases=panels_by_hand,
)
def changes_nothing(subject: Subject, panel: Panel) -> None:
    """The request is the same afterwards."""
    scores(subject, panel)
    request = panel.request(subject.thing)
    parts = ("entrants", "cards", "parameters", "by_entry")
    before = {name: copy.deepcopy(getattr(request, name)) for name in parts}
    subject.thing(request)
    changed = [name for name in parts if getattr(request, name) != before[name]]
    holds(not changed, found=_CHANGED.format(names=", ".join(changed)), wanted=_AS_IT_WAS)


@law(
    "scoring.same_again",
    Text(
        "相同的评分总得到相同的总分：不看时钟、不靠随机、不记前一次",
        "相同的評分總得到相同的總分：不看時鐘、不靠隨機、不記前一次",
        "The same cards always give the same totals: no clock, no chance, no memory.",
    ),
    cases=lambda subject: at_moments(panels_by_hand(subject)),
    drawn=lambda _subject: st.tuples(drawn_panels(), st.sampled_from(MOMENTS)),
)
def same_again(subject: Subject, panel: Panel, moment: Moment) -> None:
    """After other cards, and from the plugin loaded anew at another moment: the same answer."""
    with luck(1):
        first = _answer(subject, panel)
    flipped = panel.with_marks(lambda card: mirrored(panel.rubric, card))
    with suppress(NotTried):  # it was only to come in between
        totals(subject, flipped)
    after = _answer(subject, panel)
    with provided_again(subject, "homeroom_scoring_methods", moment) as other:
        later = _answer(other, panel)
    for again in (after, later):
        holds(first == again, found=again, wanted=first)


def _answer(subject: Subject, panel: Panel) -> dict[str, Fraction]:
    """Totals and criteria, by the names of both."""
    found: dict[str, Fraction] = {}
    for entry, score in scores(subject, panel).items():
        found[entry] = score.total
        found |= {f"{entry}, {c}": Fraction(value) for c, value in score.criteria.items()}
    return found


@law(
    "scoring.exact",
    Text(
        "总分是精确的分数，不经过浮点数，也不在中途截断",
        "總分是精確的分數，不經過浮點數，也不在中途截斷",
        "Totals are exact: nothing went through a float or was cut off on the way.",
    ),
    cases=panels_by_hand,
    drawn=any_panel,
)
def exact(subject: Subject, panel: Panel) -> None:
    """No denominator is one that only binary or cut-off fractions have."""
    for entry, total in _answer(subject, panel).items():
        below = total.denominator
        holds(
            below % 2**FLOAT_BITS,
            found=f"{entry}: {total.numerator}/{below}",
            wanted=_WHOLE_RATIO,
        )


@law(
    "scoring.trace",
    Text(
        "计分过程如有说明，按其步骤重算应得总分，且只用卡上的分数",
        "計分過程如有說明，按其步驟重算應得總分，且只用卡上的分數",
        "A trace, if it leaves one, makes the total out of marks that stand on the entry's cards.",
    ),
    cases=panels_by_hand,
    drawn=any_panel,
)
def trace(subject: Subject, panel: Panel) -> None:
    """Every step recomputes, the last is the total, and the marks are those of the cards."""
    for entry, score in scores(subject, panel).items():
        last = score.trace
        if last is None:
            continue
        again = recomputed(last)
        holds(
            last.value == again == score.total,
            found={f"{entry}, trace": last.value, "recomputed": again},
            wanted={f"{entry}, total": score.total},
        )
        written = {(c.judge, leaf): m for c in panel.of(entry) for leaf, m in c.marks.items()}
        for step in last.walk():
            if step.operation == "mark":
                on_card = written.get((step.judge or "", step.criterion or ""))
                holds(
                    step.written == on_card,
                    found=f"{entry}, {step.judge}, {step.criterion}: {step.written}",
                    wanted=on_card or _NO_MARK,
                )
        said = [text.read(language) for text in explain(last) for language in LANGUAGES]
        holds(all(said), found=_SAYS_NOTHING, wanted=_SAYS_SOMETHING)


@law(
    "scoring.settings",
    Text(
        "参数的默认值本身也可以设定，且与不设定时结果相同",
        "參數的預設值本身也可以設定，且與不設定時結果相同",
        "The default of a parameter may be set as well, and then changes nothing.",
    ),
)
def defaults(subject: Subject) -> None:
    """Every default is among what is accepted."""
    for parameter in subject.thing.parameters:
        written: Any = parameter.default
        if parameter.kind == "ratio":
            written = str(written)
        elif parameter.kind == "ratios":
            written = {key: str(value) for key, value in parameter.default.items()}
        faults: list[Any] = []
        found = settings([parameter], {parameter.name: written}, faults)
        known = parameter.kind != "choice" or parameter.default in parameter.choices
        holds(
            known and not faults and found == {parameter.name: parameter.default},
            found=f"{parameter.name} = {parameter.default!r}",
            wanted=parameter.accepted,
        )


_CRITERIA = Text(
    "{entry} 的分项中有 {strange}", "{entry} 的分項中有 {strange}", "criteria of {entry}: {strange}"
)
_JUDGES = Text(
    "{entry} 的评委中有 {others}", "{entry} 的評委中有 {others}", "judges of {entry}: {others}"
)
_CHANGED = Text("被改动：{names}", "被改動：{names}", "changed: {names}")
_AS_IT_WAS = Text("保持原样", "保持原樣", "left as it was")
_WHOLE_RATIO = Text(
    "由分数相加、相除得到的精确值：用 Fraction，不用 float，也不先写成 Decimal 再除",
    "由分數相加、相除得到的精確值：用 Fraction，不用 float，也不先寫成 Decimal 再除",
    "what the marks make exactly: work with Fraction, not with float, nor by dividing a Decimal",
)
_NO_MARK = Text("卡上没有的分数不能用", "卡上沒有的分數不能用", "no mark stands there")
_SAYS_NOTHING = Text("某一步没有文字", "某一步沒有文字", "a step says nothing")
_SAYS_SOMETHING = Text("三种语言的说明", "三種語言的說明", "words in three languages")
