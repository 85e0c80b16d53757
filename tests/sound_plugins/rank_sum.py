"""Each judge's places are added up; the lowest sum wins. Whoever lacks a card is refused."""

from fractions import Fraction

from homeroom_core.errors import PanelTooSmallError
from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("rank_sum", label=Text("名次和", "名次和", "Sum of places"), lowest_wins=True)
def rank_sum(request):
    worth = {
        one.id: {
            card.judge: request.card_step(one, card).value for card in request.by_entry[one.id]
        }
        for one in request.entrants
    }
    judges = {judge for row in worth.values() for judge in row}
    totals = dict.fromkeys(worth, Fraction(0))
    for entry, row in worth.items():
        if row.keys() != judges:
            raise PanelTooSmallError(len(row), len(judges))
        for judge, value in row.items():
            better = sum(other[judge] > value for other in worth.values() if judge in other)
            same = sum(other[judge] == value for other in worth.values() if judge in other)
            totals[entry] += better + Fraction(same + 1, 2)
    return totals


def homeroom_scoring_methods():
    return [rank_sum]
