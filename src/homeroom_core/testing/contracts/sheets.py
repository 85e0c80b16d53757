"""The contracts of sheets: those of every kind, and what holds of judged rubrics besides.

Most faults of a sheet are refused when it is defined, so that a plugin with one does not load. What
is tried here is what a definition cannot see: a class of one's own that computes otherwise, contents
that were changed after they were checked, parts that nobody provides.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from homeroom_core.codec import decode, encode, from_json, to_json
from homeroom_core.errors import HomeroomError, InputError
from homeroom_core.exact import exact_sum
from homeroom_core.families import COMPUTED_CRITERIA, RUBRICS, SHEETS
from homeroom_core.rubric import Rubric
from homeroom_core.scale import BandedScale
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.evaluation import evaluate_sheet
from homeroom_core.sheets.inputs import MarkedCard, SheetInputs
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.sheet import SHEET_TYPES, check_uses
from homeroom_core.testing.contracts.elsewhen import MOMENTS, Moment, provided_again
from homeroom_core.testing.contracts.law import (
    Case,
    Contract,
    NotTried,
    Subject,
    broken,
    holds,
    told,
)
from homeroom_core.testing.contracts.panel_rubrics import (
    at_share,
    best,
    drawn_cards,
    legal_marks,
    worst,
)
from homeroom_core.testing.evaluation_strategies import cards
from homeroom_core.testing.sheet_strategies import claimed_merits, kept_ledgers, sheet_inputs
from homeroom_core.text import LANGUAGES, Text
from homeroom_core.trace import recomputed


def _own_class(sheet: object) -> object:
    """The class of a sheet, where a plugin made one of its own."""
    return None if type(sheet) in SHEET_TYPES else type(sheet)


SHEET_CONTRACT = Contract(SHEETS, source=_own_class)
RUBRIC_CONTRACT = Contract(RUBRICS, source=_own_class)

_sheet_law = SHEET_CONTRACT.law
_rubric_law = RUBRIC_CONTRACT.law


@_sheet_law(
    "sheet.plain",
    Text(
        "是纯数据：写成 JSON 再读回来是同一份，各项合计仍然相符",
        "是純資料：寫成 JSON 再讀回來是同一份，各項合計仍然相符",
        "It is plain data: written as JSON and read back it is the same, and its sums still add up.",
    ),
)
def plain(subject: Subject) -> None:
    """One of the four classes itself, checked anew when it is read."""
    sheet = subject.thing
    names = ", ".join(cls.__name__ for cls in SHEET_TYPES)
    holds(type(sheet) in SHEET_TYPES, found=type(sheet).__name__, wanted=names)
    try:
        again = from_json(type(sheet), decode(encode(to_json(sheet))))
    except HomeroomError as error:
        broken(found=error.text, wanted=_READ_BACK)
    holds(again == sheet, found=_OTHERWISE, wanted=_READ_BACK)


@_sheet_law(
    "sheet.same_again",
    Text(
        "每次提供的都是同一份：不随日期、运气而变",
        "每次提供的都是同一份：不隨日期、運氣而變",
        "It is the same whenever it is provided: no clock, no chance.",
    ),
    cases=lambda _subject: [(moment,) for moment in MOMENTS[:4]],
)
def same_again(subject: Subject, moment: Moment) -> None:
    """From the plugin loaded anew at another moment."""
    with provided_again(subject, "homeroom_rubrics", moment) as fresh:
        same = fresh.thing.text_digest == subject.thing.text_digest
    holds(same, found=_OTHERWISE, wanted=_SAME)


@_sheet_law(
    "sheet.uses",
    Text(
        "它引用的评分表和计算指标都有人提供，满分相符，且不循环",
        "它引用的評分表和計算指標都有人提供，滿分相符，且不循環",
        "The sheets and computed criteria that it takes points from are there, out of as many points "
        "as it says, and do not lead back to it.",
    ),
)
def uses(subject: Subject) -> None:
    """What an office would find when it is used."""
    plugins = subject.plugins
    known = {id: plugins(SHEETS, id) for id in plugins.names(SHEETS)}
    try:
        check_uses(subject.thing, known, plugins.names(COMPUTED_CRITERIA))
    except HomeroomError as error:
        broken(found=error.text, wanted=_ALL_THERE)


@_sheet_law(
    "sheet.labels",
    Text(
        "同一级的项目、同一量尺的等次，名称在每种语言中都不重复",
        "同一級的項目、同一量尺的等第，名稱在每種語言中都不重複",
        "Items that stand side by side, and bands of one scale, are told apart by their labels in "
        "every language.",
    ),
)
def labels(subject: Subject) -> None:
    """No two alike in a group."""
    for group in _groups(subject.thing):
        for language in LANGUAGES:
            words = [label.read(language).strip() for label in group]
            twice = sorted({word for word in words if words.count(word) > 1})
            holds(not twice, found=", ".join(twice), wanted=_APART.format(language=language))


def _groups(sheet: Any) -> Iterator[list[Text]]:
    """Labels that stand side by side, group by group."""
    if isinstance(sheet, Rubric):
        yield [one.label for one in sheet.criteria]
        for criterion in sheet.walk():
            yield [one.label for one in criterion.children]
            if isinstance(criterion.scale, BandedScale):
                yield [band.label for band in criterion.scale.bands]
    elif isinstance(sheet, Composite):
        yield [one.label for one in sheet.parts]
        yield [one.label for one in sheet.sources]
        for part in sheet.walk():
            yield [one.label for one in part.parts]
    elif isinstance(sheet, Ledger | MeritSheet):
        yield [one.label for one in sheet.items]


def _filled(subject: Subject) -> st.SearchStrategy[Case]:
    sheet = subject.thing
    if isinstance(sheet, Ledger):
        kept = kept_ledgers(ledger=sheet).map(lambda one: SheetInputs(ledgers=(one,)))
        return st.tuples(kept)
    if isinstance(sheet, MeritSheet):
        return st.tuples(claimed_merits(sheet=sheet).map(lambda one: SheetInputs(merits=(one,))))
    if isinstance(sheet, Composite):
        return st.tuples(sheet_inputs(composite=sheet))
    card = cards(sheet).map(
        lambda one: SheetInputs(cards=(MarkedCard(part=sheet.id, by="j1", marks=one.marks),))
    )
    return st.tuples(card)


@_sheet_law(
    "sheet.adds_up",
    Text(
        "填好之后：各部分之和减去扣除即总分，总分在 0 与满分之间，重算不变",
        "填好之後：各部分之和減去扣除即總分，總分在 0 與滿分之間，重算不變",
        "Filled in, its parts less what was taken make the total, which is never below nothing nor "
        "above what there is, and comes out the same again.",
    ),
    cases=lambda _subject: [],
    drawn=_filled,
)
def adds_up(subject: Subject, inputs: SheetInputs) -> None:
    """Whatever is handed in, as far as it can be taken.

    Raises:
        NotTried: What was filled in is refused.
    """
    plugins, sheet = subject.plugins, subject.thing
    known = {id: plugins(SHEETS, id) for id in plugins.names(SHEETS)}
    criteria = [plugins(COMPUTED_CRITERIA, name) for name in plugins.names(COMPUTED_CRITERIA)]
    try:
        result = evaluate_sheet(sheet, inputs, sheets=known, criteria=criteria)
    except HomeroomError as error:
        raise NotTried(error if isinstance(error, InputError) else error.text) from error
    parts = exact_sum(result.parts.values()) if result.parts else Fraction(0)
    holds(parts - result.taken == result.total, found=result.total, wanted=parts - result.taken)
    holds(
        recomputed(result.trace) == result.total,
        found=recomputed(result.trace),
        wanted=result.total,
    )
    holds(result.total >= 0, found=result.total, wanted="≥ 0")
    if result.maximum is not None and not isinstance(sheet, Composite):  # there may be a bonus
        most = Fraction(result.maximum)
        holds(result.total <= most, found=result.total, wanted=_AT_MOST.format(most=told(most)))
    again = evaluate_sheet(sheet, inputs, sheets=known, criteria=criteria)
    holds(not result.differences(again), found=result.differences(again), wanted=_SAME)


@_rubric_law(
    "rubric.full",
    Text(
        "每项给满分得总分，每项给最低分得最低的合计",
        "每項給滿分得總分，每項給最低分得最低的合計",
        "The highest mark everywhere makes the total, the lowest everywhere what these add up to.",
    ),
)
def full(subject: Subject) -> None:
    """Both ends of the sheet."""
    rubric: Rubric = subject.thing
    for card, wanted in (
        (best(rubric), Fraction(rubric.total)),
        (worst(rubric), _made_of(rubric, worst(rubric))),
    ):
        found = rubric.card_total(card)
        if found != wanted:
            broken(found=found, wanted=wanted, example=[told(card)])


@_rubric_law(
    "rubric.marks",
    Text(
        "能打的分都在 0 与该项满分之间，且打得到满分；打不了的分会被拒绝",
        "能評的分都在 0 與該項滿分之間，且評得到滿分；評不了的分會被拒絕",
        "Marks that may be written are worth from 0 to the criterion's maximum, which can be reached; "
        "others are refused.",
    ),
)
def marks(subject: Subject) -> None:
    """Every scale, from its lowest to its highest mark, and beyond."""
    rubric: Rubric = subject.thing
    for leaf in rubric.leaves.values():
        legal = legal_marks(leaf)
        for written in legal:
            refusal = rubric.refuse_mark(leaf.id, written)
            holds(refusal is None, found=str(refusal), wanted=f"{leaf.id}: {written}")
            points = rubric.points(leaf.id, written)
            holds(
                0 <= points <= leaf.maximum,
                found=f"{leaf.id}: {points}",
                wanted=f"0 … {leaf.maximum}",
            )
        top = rubric.points(leaf.id, legal[-1])
        holds(top == leaf.maximum, found=f"{leaf.id}: {top}", wanted=f"{leaf.id}: {leaf.maximum}")
        for written in ("", "-1", "NaN", "1e9", f"{leaf.maximum + 1:f}", "no such band"):
            holds(
                rubric.refuse_mark(leaf.id, written) is not None,
                found=_TAKEN.format(leaf=leaf.id, written=repr(written)),
                wanted=leaf.measure.accepted,
            )


@_rubric_law(
    "rubric.higher_mark",
    Text(
        "任何一项的分数提高，合计不会降低，而且提高得与该项的权重相符",
        "任何一項的分數提高，合計不會降低，而且提高得與該項的權重相符",
        "A mark that is raised anywhere raises the card by as much as the criterion weighs.",
    ),
    cases=lambda subject: [(leaf,) for leaf in subject.thing.leaves],
)
def higher_mark(subject: Subject, leaf: str) -> None:
    """One criterion from its lowest to its highest mark."""
    rubric: Rubric = subject.thing
    card = at_share(rubric, Fraction(1, 2))
    for written in legal_marks(rubric.leaves[leaf]):
        changed = {**card, leaf: written}
        found, wanted = rubric.card_total(changed), _made_of(rubric, changed)
        if found != wanted:
            broken(found=found, wanted=wanted, example=[told(changed)])


@_rubric_law(
    "rubric.any_card",
    Text(
        "任何填好的评分卡，其得分等于各项分数乘以权重之和",
        "任何填好的評分卡，其得分等於各項分數乘以權重之和",
        "Any full card is worth its marks times what their criteria weigh.",
    ),
    cases=lambda subject: [(at_share(subject.thing, Fraction(n, 7)),) for n in range(8)],
    drawn=lambda subject: st.tuples(drawn_cards(subject.thing)),
)
def any_card(subject: Subject, card: dict[str, str]) -> None:
    """Added up another way."""
    rubric: Rubric = subject.thing
    holds(
        rubric.card_total(card) == _made_of(rubric, card),
        found=rubric.card_total(card),
        wanted=_made_of(rubric, card),
    )


@_rubric_law(
    "rubric.missing",
    Text(
        "缺少必打的项目会被拒绝，不当作零分",
        "缺少必評的項目會被拒絕，不當作零分",
        "A card that lacks a required mark is refused; what is missing is no zero.",
    ),
    cases=lambda subject: [(leaf,) for leaf, one in subject.thing.leaves.items() if one.required],
)
def missing(subject: Subject, leaf: str) -> None:
    """The full card without this mark."""
    card = {key: written for key, written in best(subject.thing).items() if key != leaf}
    refusals = subject.thing.refuse_marks(card, complete=True)
    holds(refusals, found=_TAKEN.format(leaf=leaf, written="-"), wanted=_REFUSED)


def _made_of(rubric: Rubric, card: dict[str, str]) -> Fraction:
    """What a full card is worth, from the scales and weights themselves."""
    total = Fraction(0)
    ahead = [(criterion, Fraction(1)) for criterion in rubric.criteria]
    while ahead:
        criterion, above = ahead.pop()
        weight = above * criterion.weight
        if criterion.children:
            ahead += [(child, weight) for child in criterion.children]
        else:
            total += weight * Fraction(criterion.measure.points(card[criterion.id]))
    return total


_READ_BACK = Text("读回同一份", "讀回同一份", "the same sheet read back")
_OTHERWISE = Text("另一份", "另一份", "another sheet")
_SAME = Text("同一份", "同一份", "the same")
_ALL_THERE = Text("都在", "都在", "all of them there")
_APART = Text(
    "{language}：各不相同的名称", "{language}：各不相同的名稱", "{language}: labels that differ"
)
_AT_MOST = Text("至多 {most}", "至多 {most}", "at most {most}")
_TAKEN = Text(
    "{leaf}：接受了 {written}", "{leaf}：接受了 {written}", "{leaf}: {written} was accepted"
)
_REFUSED = Text("拒绝", "拒絕", "a refusal")
