"""Nothing that is hidden from a reader stands in any rendering of an explanation made for them."""

import json
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from results import CLERK, KEEPER, OUTSIDER, STRANGER, Coin, an_office, count, give, put_up

from homeroom_core.errors import RecordNotFoundError, RefusedError
from homeroom_core.explaining import Explained
from homeroom_core.explanation import recomputed
from homeroom_core.office import Office
from homeroom_core.people import TEACHER, Actor
from homeroom_core.text import LANGUAGES

GIVERS = st.lists(
    st.tuples(st.integers(1, 5), st.fractions(0, 9, max_denominator=4)), min_size=1, max_size=6
)


def renderings(office: Office, found: Explained) -> Iterator[str]:
    for language in LANGUAGES:
        yield "\n".join(found.explanation.lines(language))
        yield json.dumps(found.explanation.to_json(language), ensure_ascii=False)
        yield office.explanation_page("s1", found, language)


@given(given_by=GIVERS, last=st.sampled_from([STRANGER, OUTSIDER]))
@settings(max_examples=25)
def test_explanations_show_nothing_hidden(
    given_by: list[tuple[int, Fraction]], last: Actor
) -> None:
    office = an_office()
    with office.desk("s1", by=KEEPER) as desk:
        made = desk.create(put_up, title="any")
    for number, worth in given_by:
        with office.desk("s1", by=Actor.of(f"giver-{number}", TEACHER)) as desk:
            desk.create(give, tin=made.id, worth=worth)
    with office.desk("s1", by=KEEPER) as desk:
        desk.apply(count, made)
    coins = [coin.id for coin in office.list("s1", Coin.kind, to=CLERK)]
    open_to_all = office.explain("s1", made.id, to=CLERK)
    assert all("giver-" in told for told in renderings(office, open_to_all))
    for asked in (made.id, *coins):
        try:
            found = office.explain("s1", asked, to=last)
        except (RefusedError, RecordNotFoundError):
            assert last == OUTSIDER
            continue
        assert last == STRANGER
        assert not [told for told in renderings(office, found) if "giver-" in told]
    if last == STRANGER:
        masked = office.explain("s1", made.id, to=last)
        assert masked.numbered == len({number for number, _ in given_by})
        assert recomputed(masked.explanation) == recomputed(open_to_all.explanation)
        assert [part.source for part in masked.explanation.parts] == sorted(
            coins, key=lambda coin: (_number(masked, coin), int(coin.rpartition("-")[2]))
        )


def _number(found: Explained, source: str) -> int:
    (who,) = [part.who for part in found.explanation.parts if part.source == source]
    return int(str(who).removeprefix("#"))
