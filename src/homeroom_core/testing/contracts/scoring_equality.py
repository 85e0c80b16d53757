"""That a scoring method treats alike what is alike, whoever judges, and however many."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import attrs

from homeroom_core.rubric import Rubric
from homeroom_core.testing.contracts.law import (
    NotTried,
    Subject,
    broken,
)
from homeroom_core.testing.contracts.method_answers import enough, keys, totals
from homeroom_core.testing.contracts.method_kind import (
    by_higher_marks,
    by_marks_on_a_scale,
    by_own_marks,
    shown,
    shown_of,
)
from homeroom_core.testing.contracts.panel_changes import choices_of, others_changed, renamings
from homeroom_core.testing.contracts.panel_rubrics import ALIKE, ONE, TREE, WEIGHED, at_share, best
from homeroom_core.testing.contracts.panels import MOST_JUDGES, Panel, ordinary, panel_of
from homeroom_core.testing.contracts.scoring_contract import TOO_FEW, any_panel, law, panels_by_hand
from homeroom_core.text import Text

ESTIMATED = Fraction(1, 100_000)
"""Estimates that do not depend on the order of what they are made from may differ by so much."""


@law(
    "scoring.names",
    Text(
        "评委和作品叫什么、按什么顺序排列，都不影响总分",
        "評委和作品叫什麼、按什麼順序排列，都不影響總分",
        "Who judges and who enters has no part in any total, nor has their order: only marks have.",
    ),
    cases=panels_by_hand,
    drawn=any_panel,
)
def names(subject: Subject, panel: Panel) -> None:
    """By other names, in other orders and scripts, everybody has the total they had."""
    before = totals(subject, panel)
    for new in renamings(panel):
        after = totals(subject, panel.renamed(new))
        for entry, total in before.items():
            now = after[new[entry]]
            if abs(now - total) > ESTIMATED:
                other = _RENAMED.format(names=", ".join(f"{a} → {b}" for a, b in new.items()))
                broken(
                    found=f"{entry} → {new[entry]}: {shown(now)}",
                    wanted=f"{entry}: {shown(total)}",
                    example=[*panel.lines(), other],
                )


@law(
    "scoring.equal_cards",
    Text(
        "相同评委给分相同的作品，总分相同",
        "相同評委給分相同的作品，總分相同",
        "Entries with the same marks from the same judges have the same total.",
    ),
    cases=panels_by_hand,
    drawn=any_panel,
)
def equal_cards(subject: Subject, panel: Panel) -> None:
    """A twin of each entry, by the first and by the last of all names, has its total exactly."""
    entrants = panel.entrants[:: max(1, len(panel.entrants) // 3)]
    for entrant in entrants:
        twins = panel
        for id in ("!first", "~last"):
            twins = twins.with_entry(id, panel.of(entrant.id), entrant)
        found = totals(subject, twins)
        same = {id: found[id] for id in (entrant.id, "!first", "~last")}
        if len(set(same.values())) > 1:
            broken(
                found={id: shown(total) for id, total in same.items()},
                wanted=_ONE_TOTAL,
                example=twins.lines(),
            )


@law(
    "scoring.own_cards",
    Text(
        "总分只看本作品的评分；只有比较各作品的办法才可以看别人的，且须一贯如此",
        "總分只看本作品的評分；只有比較各作品的辦法才可以看別人的，且須一貫如此",
        "A total comes from the entry's own cards; only a method that always compares entries may "
        "look at those of others.",
    ),
    cases=panels_by_hand,
    drawn=any_panel,
)
def own_cards(subject: Subject, panel: Panel) -> None:
    """Other marks of the others leave the total of the first entry as it is, and so does no other."""
    by_own_marks(subject)
    entry = panel.entrants[0].id
    before = totals(subject, panel)[entry]
    alone = attrs.evolve(panel, entrants=panel.entrants[:1], cards=panel.of(entry))
    for other in (*others_changed(panel, entry), alone):
        after = totals(subject, other)[entry]
        if after != before:
            broken(
                found=f"{entry}: {shown(after)}",
                wanted=f"{entry}: {shown(before)}",
                example=[*panel.lines(), _THEN, *other.lines()],
            )


@law(
    "scoring.missing_judge",
    Text(
        "缺一位评委的评分不当作零分：作品不会因此吃亏",
        "缺一位評委的評分不當作零分：作品不會因此吃虧",
        "A card that is missing is no zero: nobody is worse off than with a low mark there.",
    ),
    cases=lambda _subject: [
        (rubric, judges, share)
        for rubric in (ONE, TREE, ALIKE)
        for judges in (3, 5, 7, 9)
        for share in (Fraction(1, 5), Fraction(2, 5))
    ],
)
def missing_judge(subject: Subject, rubric: Rubric, judges: int, share: Fraction) -> None:
    """Of two entries alike, one lacks the card of a judge who gave the other a low mark.

    Raises:
        NotTried: There are too few judges for the method.
    """
    by_higher_marks(subject)
    full = ordinary(rubric, entries=6, judges=judges)
    good, low = at_share(rubric, Fraction(4, 5)), at_share(rubric, share)
    last = full.judges[-1]
    row = {judge: low if judge == last else good for judge in full.judges}
    lacking = {judge: card for judge, card in row.items() if judge != last}
    two = panel_of(rubric, {"lacks one": lacking, "has a low one": row})
    mild = full.with_marks(lambda card: best(rubric) if card.judge == last else card.marks)
    panel = attrs.evolve(
        mild, entrants=(*mild.entrants, *two.entrants), cards=(*mild.cards, *two.cards)
    )
    if panel.fewest < enough(subject):
        raise NotTried(TOO_FEW)
    found = keys(subject, panel)
    if found["lacks one"] < found["has a low one"]:
        broken(
            found=shown_of(subject, panel, "lacks one", "has a low one"),
            wanted=_NOT_BEHIND,
            example=[*two.lines()],
        )


@law(
    "scoring.fewer_judges",
    Text(
        "评委人数不同而给分相同的作品，总分相同",
        "評委人數不同而給分相同的作品，總分相同",
        "The same marks from fewer judges give the same total.",
    ),
    cases=lambda subject: [
        (rubric, share, fewer, given)
        for rubric in (ONE, TREE, WEIGHED)
        for share in (Fraction(1), Fraction(7, 10), Fraction(1, 3))
        for fewer in (1, 2, 3, 4, 5, 6, 7, 8)
        for given in choices_of(subject.thing)
    ],
)
def fewer_judges(
    subject: Subject, rubric: Rubric, share: Fraction, fewer: int, given: Mapping[str, Any]
) -> None:
    """Nobody's total depends on how many judges could come.

    Raises:
        NotTried: There are too few judges for the method.
    """
    by_marks_on_a_scale(subject)
    if fewer < enough(subject):
        raise NotTried(TOO_FEW)
    card = at_share(rubric, share)
    everybody = [f"j{n + 1}" for n in range(MOST_JUDGES)]
    table = {
        "e1": dict.fromkeys(everybody, card),
        "e2": dict.fromkeys(everybody[:fewer], card),
        "e3": dict.fromkeys(everybody[-fewer:], card),
    }
    panel = panel_of(rubric, table, parameters=given)
    found = totals(subject, panel)
    if len(set(found.values())) > 1:
        said = {entry: shown(total) for entry, total in found.items()}
        broken(found=said, wanted=_ONE_TOTAL, example=panel.lines())


_RENAMED = Text("改名：{names}", "改名：{names}", "by other names: {names}")
_ONE_TOTAL = Text("总分相同", "總分相同", "one total for all of them")
_THEN = Text("改为：", "改為：", "and then:")
_NOT_BEHIND = Text(
    "缺一份评分者不在有一个低分者之后",
    "缺一份評分者不在有一個低分者之後",
    "the one that lacks a card is not behind the one with a low mark there",
)
