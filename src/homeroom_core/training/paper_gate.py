"""受理条件: what a paper has to fulfil to be reviewed, as eligibility rules over what it states."""

from homeroom_core.eligibility import RuleSet
from homeroom_core.fact import number, yes
from homeroom_core.rule import Rule
from homeroom_core.text import Text

_CHARACTERS = Text("字", "字", " characters")
_LENGTH = Text("全文字数", "全文字數", "Length")

PAPER_GATE = RuleSet(
    id="paper_gate",
    label=Text("论文受理条件", "論文受理條件", "What a paper has to fulfil"),
    rules=(
        Rule(
            id="paper.similarity",
            label=Text("查重率", "查重率", "Similarity"),
            fact="similarity_percent",
            comparator="<",
            boundary=number(30),
            unit=Text("%", "%", " %"),
            source="A county notice: 30 % and above is rejected; without a report as well",
        ),
        Rule(
            id="paper.characters",
            label=_LENGTH,
            fact="characters",
            comparator="<=",
            boundary=number(8000),
            unit=_CHARACTERS,
            source="A county notice: no award above 8,000 characters",
        ),
        Rule(
            id="paper.recommended_characters",
            label=_LENGTH,
            fact="characters",
            comparator="<=",
            boundary=number(6000),
            unit=_CHARACTERS,
            soft=True,
            source="A county notice: 6,000 characters at most",
        ),
        Rule(
            id="paper.anonymous",
            label=Text("文中不出现校名与姓名", "文中不出現校名與姓名", "No school or name in it"),
            fact="anonymous",
            comparator="==",
            boundary=yes(),
            source="A county notice",
        ),
        Rule(
            id="paper.original",
            label=Text(
                "原创，未获奖、未发表",
                "原創，未獲獎、未發表",
                "Original, not awarded or published before",
            ),
            fact="original",
            comparator="==",
            boundary=yes(),
            source="A county notice",
        ),
    ),
)
"""The gate of published notices of counties and cities; a scheme may set its own."""
