"""How many judges gave four fifths or more: a count, on a scale of its own."""

from fractions import Fraction

from homeroom_core.scoring import scoring_method
from homeroom_core.text import Text


@scoring_method("approval", label=Text("认可", "認可", "Approval"), own_scale=True)
def approval(request):
    bound = Fraction(request.rubric.total) * Fraction(4, 5)
    totals = {}
    for entrant in request.entrants:
        cards = request.by_entry[entrant.id]
        good = [card for card in cards if request.card_step(entrant, card).value >= bound]
        totals[entrant.id] = Fraction(len(good), len(cards))
    return totals


def homeroom_scoring_methods():
    return [approval]
