from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar, Literal

import attrs
import pytest

from homeroom_core.award_policy import AwardLevel, AwardPolicy
from homeroom_core.commands import Command
from homeroom_core.criterion import Criterion
from homeroom_core.eligibility import RuleSet
from homeroom_core.errors import DefinitionError
from homeroom_core.fact import Boundary, day, number, words
from homeroom_core.parameters import Parameter
from homeroom_core.plain_values import takes_plain_values
from homeroom_core.rubric import Rubric
from homeroom_core.rule import AllOf, Rule
from homeroom_core.scale import Band, FreeScale, SteppedScale
from homeroom_core.scoring import ScoringMethod, TieBreaker
from homeroom_core.scoring_policy import ScoringPolicy, TieBreak
from homeroom_core.sheets.composite import Composite
from homeroom_core.sheets.computed import ComputedCriterion
from homeroom_core.sheets.ledger import Ledger
from homeroom_core.sheets.ledger_items import LedgerItem
from homeroom_core.sheets.merit import MeritSheet
from homeroom_core.sheets.merit_items import MeritItem
from homeroom_core.sheets.parts import Part
from homeroom_core.sheets.tariff import Tariff
from homeroom_core.text import Text

LABEL = Text("主题", "主題", "Theme")
SLIP: Any = 3.5


@takes_plain_values
@attrs.frozen
class Thing:
    """A class with a field of each type."""

    written_as: ClassVar[str] = "thing(…)"

    points: Decimal = Decimal(1)
    share: Fraction = Fraction(1)
    count: int = 1
    soft: bool = False
    word: str = ""
    label: Text = LABEL
    kind: Literal["a", "b"] = "a"
    below: tuple["Thing", ...] = ()
    pair: tuple[str, int] = ("a", 1)
    table: Mapping[str, Decimal] = attrs.Factory(dict)
    either: Fraction | str | None = None
    function: Callable[[], None] | None = None
    anything: Any = None
    listed: tuple[str, ...] = attrs.field(default=(), converter=tuple)


def problem_of(make: Callable[[], object]) -> Text:
    with pytest.raises(DefinitionError) as caught:
        make()
    return caught.value.text


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("points", 10, Decimal(10)),
        ("points", "8.50", Decimal("8.50")),
        ("share", 2, Fraction(2)),
        ("share", "15/100", Fraction(3, 20)),
        ("share", Decimal("0.15"), Fraction(3, 20)),
        ("pair", ["b", 2], ("b", 2)),
        ("table", {"a": 1}, {"a": Decimal(1)}),
        ("either", "1/2", Fraction(1, 2)),
        ("either", "half", "half"),
        ("below", [Thing()], (Thing(),)),
        ("listed", "ab", ("a", "b")),
    ],
)
def test_what_is_written_plainly_is_kept_exactly(field: str, written: Any, kept: Any) -> None:
    found = getattr(Thing(**{field: written}), field)
    assert (found, type(found)) == (kept, type(kept))


def test_digits_are_kept_as_they_were_written() -> None:
    assert str(Thing("8.50").points) == "8.50"  # type: ignore[arg-type]  # as authors write


def test_a_table_that_fits_is_the_same_one() -> None:
    table = {"a": Decimal(1)}
    assert Thing(table=table).table is table


@pytest.mark.parametrize(
    ("field", "written", "problem"),
    [
        ("points", 10.0, 'the float 10.0, which is not exact, write Decimal("10.0")'),
        ("points", 1e300, 'is 1e+300, write a whole number or Decimal("8.5")'),
        ("points", True, 'is True, write a whole number or Decimal("8.5")'),
        ("points", "8,5", """is '8,5', write a whole number or Decimal("8.5")"""),
        ("share", 0.15, 'the float 0.15, which is not exact, write Fraction("0.15")'),
        ("share", "15%", "is '15%', write a whole number or Fraction(15, 100)"),
        ("share", Decimal("NaN"), "is Decimal('NaN'), write a whole number"),
        ("count", 2.0, "is 2.0, write a whole number"),
        ("count", True, "is True, write a whole number"),
        ("soft", 1, "is 1, write True or False"),
        ("word", None, "is None, write text in quotation marks"),
        ("label", "主题", """is '主题', write Text("简体", "繁體", "English")"""),
        ("label", Text("a", "b", 3), 'write Text("简体", "繁體", "English")'),  # type: ignore[arg-type]  # as careless authors do
        ("kind", 3, "is 3, write text in quotation marks"),
        ("below", Thing(), "write a list, each item thing(…)"),
        ("below", ["x"], "below[0] is 'x', write thing(…)"),
        ("below", {"x"}, "is {'x'}, write a list, each item thing(…)"),
        ("pair", ["a"], "is ['a'], write a list of exactly 2"),
        ("pair", ["a", "b"], "pair[1] is 'b', write a whole number"),
        ("table", [1], "is [1], write a dict, each value a whole number"),
        ("table", {"a": 1.5}, "table['a'] is the float 1.5"),
        ("either", 0.5, "is 0.5, write one of: a whole number or Fraction(15, 100), text in"),
        ("function", 3, "is 3, write a function"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_write(
    field: str, written: Any, problem: str
) -> None:
    said = problem_of(lambda: Thing(**{field: written}))
    assert said.en.startswith(f"Thing: {field}")
    assert problem in said.en


def test_everything_that_does_not_fit_is_said_at_once_in_each_language() -> None:
    said = problem_of(lambda: AwardLevel(id="first", label="一等奖", share=0.15))  # type: ignore[arg-type]  # as careless authors do
    assert [said.zh_hans, said.zh_hant, said.en] == [
        'AwardLevel first：label 处写的是 \'一等奖\'，应写 Text("简体", "繁體", "English")；'
        'share 处写的是浮点数 0.15，浮点数不精确，应写 Fraction("0.15")',
        'AwardLevel first：label 處寫的是 \'一等奖\'，應寫 Text("简体", "繁體", "English")；'
        'share 處寫的是浮點數 0.15，浮點數不精確，應寫 Fraction("0.15")',
        'AwardLevel first: label is \'一等奖\', write Text("简体", "繁體", "English"); '
        'share is the float 0.15, which is not exact, write Fraction("0.15")',
    ]


def test_values_in_order_are_taken_as_those_by_name() -> None:
    assert Thing(3, "1/2") == Thing(points=3, share="1/2")  # type: ignore[arg-type]  # as authors write
    assert problem_of(lambda: Thing(3.5)).en.startswith("Thing: points is the float 3.5")  # type: ignore[arg-type]  # as careless authors do


@pytest.mark.parametrize("given", [{}, {"maximum": 10, "top": 3}])
def test_what_lacks_and_what_is_unknown_are_python_s_own_errors(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="argument"):
        FreeScale(**given)


def test_a_rubric_in_whole_numbers_is_the_one_in_decimals() -> None:
    def written(of: Callable[[int], Any], several: Callable[[list[Any]], Any]) -> Rubric:
        leaf = Criterion(id="a", label=LABEL, maximum=of(4), scale=FreeScale(maximum=of(4)))
        steps = SteppedScale(steps=several([of(6), of(3)]))
        other = Criterion(id="b", label=LABEL, maximum=of(6), scale=steps, weight=Fraction(1))
        criteria = several([leaf, other])
        return Rubric(
            id="r", version="1", title=LABEL, total=of(10), criteria=criteria, source="ours"
        )

    plain, exact = written(int, list), written(Decimal, tuple)
    assert (plain, plain.text_digest) == (exact, exact.text_digest)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: number(SLIP), 'number(…): the float 3.5 is not exact, write it as text: "3.5"'),
        (lambda: words(["a", "b"]), "values[0] is ['a', 'b'], write text in quotation marks"),  # type: ignore[arg-type]  # as careless authors do
        (lambda: day(SLIP), "3.5 is no value of kind date"),
        (lambda: Boundary(kind="word", values="abc"), "values is 'abc', write a list"),  # type: ignore[arg-type]  # the same
        (
            lambda: Rule(id="r", label=LABEL, fact="f", comparator=">=", boundary=SLIP),
            "Rule r: boundary is 3.5, write number(3), words(",
        ),
        (
            lambda: AllOf(id="r", label=LABEL, rules=(SLIP,)),
            "rules[0] is 3.5, write one of: Rule(…)",
        ),
        (
            lambda: ScoringPolicy(method="mean", rounding={"total": SLIP}),
            "rounding['total'] is 3.5, write Rounding(…)",
        ),
    ],
)
def test_the_usual_slips_are_told_with_what_to_write(
    make: Callable[[], object], problem: str
) -> None:
    assert problem in problem_of(make).en


SCALE = FreeScale(maximum=Decimal(10))
LEAF = Criterion(id="a", label=LABEL, maximum=Decimal(10), scale=SCALE)
TARIFF = Tariff(id="late", label=LABEL, points=Decimal(1))
ITEM = LedgerItem(id="a", label=LABEL, maximum=Decimal(10), deductions=(TARIFF,))
MERIT = MeritItem(id="a", label=LABEL, maximum=Decimal(1), awards=(TARIFF,))
RULE = Rule(id="r", label=LABEL, fact="f", comparator=">=", boundary=number(3))
LEVEL = AwardLevel(id="first", label=LABEL, count=1)
NAMED: dict[str, Any] = {"id": "x", "version": "1", "title": LABEL, "source": "ours"}
SOUND = (
    SCALE,
    SteppedScale(steps=(Decimal(1), Decimal(2))),
    Band(id="high", label=LABEL, points=Decimal(2)),
    LEAF,
    Rubric(total=Decimal(10), criteria=(LEAF,), **NAMED),
    number(3),
    RULE,
    AllOf(id="all", label=LABEL, rules=(RULE,)),
    RuleSet(id="set", label=LABEL, rules=(RULE,)),
    LEVEL,
    AwardPolicy(levels=(LEVEL,)),
    TieBreak("criterion", "a"),
    ScoringPolicy(method="mean"),
    ScoringMethod(name="ours", label=LABEL, function=lambda _: {}),
    TieBreaker(name="ours", label=LABEL, function=lambda *_: {}),
    Parameter(name="ours", kind="whole", default=1, label=LABEL),
    TARIFF,
    ITEM,
    Ledger(total=Decimal(10), items=(ITEM,), **NAMED),
    MERIT,
    MeritSheet(items=(MERIT,), once=(), **NAMED),
    Composite(
        total=Decimal(10),
        parts=(Part(id="a", label=LABEL, maximum=Decimal(10)),),
        sources=(),
        **NAMED,
    ),
    ComputedCriterion(name="ours", label=LABEL, facts=("f",), function=lambda *_: 0),
    Command(name="ours", label=LABEL, loads="a:b"),
)
SLIPS: tuple[Any, ...] = (
    *(None, True, 3, -1, 0.5, "", "text", "8.5", (), ["text"], [3], [None], {"a": 1}, {"text"}),
    *(Decimal("NaN"), Decimal(5), Fraction(1, 3), LABEL, object(), int),
)


@pytest.mark.parametrize("sound", SOUND, ids=lambda one: type(one).__name__)
def test_any_value_in_any_field_is_taken_or_refused_in_words(sound: Any) -> None:
    refused = 0
    for field in attrs.fields(type(sound)):
        for slip in SLIPS:
            try:
                attrs.evolve(sound, **{field.name: slip})
            except DefinitionError:
                refused += 1
    assert refused > len(SLIPS)


@pytest.mark.parametrize("sound", SOUND, ids=lambda one: type(one).__name__)
def test_lists_and_whole_numbers_make_the_same_definition(sound: Any) -> None:
    fields = attrs.fields(type(sound))
    assert type(sound)(**{f.name: typed(getattr(sound, f.name)) for f in fields}) == sound


def typed(value: Any) -> Any:
    """The value as somebody would type it."""
    if isinstance(value, tuple):
        return [typed(one) for one in value]
    if isinstance(value, Decimal):
        return int(value)
    return str(value) if isinstance(value, Fraction) else value
