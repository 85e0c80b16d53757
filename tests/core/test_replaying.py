"""The replay certificate: every stored result of an organization, made again."""

from fractions import Fraction

from results import CLERK, GIVER, KEEPER, Coin, Tin, Tins, a_counted_tin, an_office, give, put_up

from homeroom_core.office import Office
from homeroom_core.recomputing import DIFFERS, NEWER, SAME, UNCHECKED
from homeroom_core.replaying import ReplayCertificate
from homeroom_core.storage import MemoryStorage


def counted() -> tuple[MemoryStorage, Tin]:
    storage = MemoryStorage()
    office = an_office(storage)
    made = a_counted_tin(office)
    with office.desk("s1", by=KEEPER) as desk:
        desk.create(put_up, title="not counted yet")
    return storage, made


def verdicts(office: Office) -> list[tuple[str, str]]:
    return [(one.id, one.verdict) for one in office.replay("s1").results]


def test_every_result_in_force_is_made_again() -> None:
    storage, made = counted()
    office = an_office(storage)
    certificate = office.replay("s1")
    assert [(one.id, one.verdict) for one in certificate.results] == [(made.id, SAME)]
    assert (certificate.same, certificate.listed) == (1, ())
    head = office.feed("s1")[-1]
    assert certificate.to_json() == {
        "org": "s1",
        "seq": head.seq,
        "digest": head.digest,
        "results": 1,
        "same": 1,
        "listed": [],
    }


def test_an_organization_without_results_has_an_empty_certificate() -> None:
    certificate = an_office().replay("s9")
    assert (certificate.seq, certificate.results) == (0, ())


def test_what_its_own_code_makes_otherwise_is_a_flaw_at_the_entry_that_put_it_there() -> None:
    storage, made = counted()
    office = an_office(storage, Tins(rate=3))
    assert verdicts(office) == [(made.id, DIFFERS)]
    (flaw,) = office.verify("s1")
    assert (flaw.record, flaw.seq) == (made.id, office.history("s1", made.id)[-1].seq)
    assert "Total · Points is stored as 11/3, made again it is 11/2" in str(flaw.problem)


def test_what_a_newer_version_makes_otherwise_is_listed_and_no_flaw() -> None:
    storage, made = counted()
    office = an_office(storage, Tins("2", rate=3))
    found: list[ReplayCertificate] = []
    assert list(office.verify("s1", replayed=found.append)) == []
    (certificate,) = found
    assert [(one.id, one.verdict) for one in certificate.listed] == [(made.id, NEWER)]
    assert office.get("s1", Tin, made.id) == made
    (listed,) = certificate.to_json()["listed"]
    assert listed["parts"] == [{"path": "points", "stored": "11/3", "again": "11/2"}]


def test_a_newer_version_that_comes_to_the_same_is_not_listed() -> None:
    storage, made = counted()
    assert verdicts(an_office(storage, Tins("2"))) == [(made.id, SAME)]


def test_what_was_accepted_is_the_same_from_then_on_for_the_new_version() -> None:
    storage, made = counted()
    office = an_office(storage, Tins("2", rate=3))
    with office.desk("s1", by=CLERK) as desk:
        (step,) = [
            option.transition
            for option in office.available("s1", made.id, by=CLERK)
            if option.transition.name == "accept_total"
        ]
        desk.apply_because("the new rate is right", step, desk.get(Tin, made.id))
    assert verdicts(office) == [(made.id, SAME)]
    assert verdicts(an_office(storage)) == [(made.id, NEWER)]


def test_a_result_whose_plugin_is_missing_is_listed_and_no_flaw() -> None:
    storage, made = counted()
    office = an_office(storage, Tins(rate=None))
    assert verdicts(office) == [(made.id, UNCHECKED)]
    assert list(office.verify("s1")) == []


def a_coin(office: Office) -> str:
    return office.list("s1", Coin.kind, to=KEEPER)[0].id


def test_a_result_that_rests_on_what_was_erased_since_cannot_be_checked() -> None:
    storage, _ = counted()
    office = an_office(storage)
    gone = a_coin(office)
    office.erase("s1", gone, by=CLERK, reason="left the school")
    (result,) = office.replay("s1").results
    assert result.verdict == UNCHECKED
    assert str(result.problem) == f"contents erased since it was computed: {gone}"
    assert list(office.verify("s1")) == []


def test_what_was_erased_before_excuses_nothing() -> None:
    storage, _ = counted()
    office = an_office(storage)
    office.erase("s1", a_coin(office), by=CLERK, reason="left the school")
    made = a_counted_tin(office)
    assert (made.id, SAME) in verdicts(office)
    assert (made.id, DIFFERS) in verdicts(an_office(storage, Tins(rate=3)))


def test_a_coin_put_in_behind_the_back_is_found() -> None:
    storage, made = counted()
    office = an_office(storage)
    with office.desk("s1", by=GIVER) as desk:
        desk.create(give, tin=made.id, worth=Fraction(1))
    (flaw,) = office.verify("s1")
    assert "Total · coins · 4 is stored as –" in str(flaw.problem)


def test_an_erased_result_is_left_out() -> None:
    storage, made = counted()
    office = an_office(storage)
    office.erase("s1", made.id, by=CLERK, reason="left the school")
    assert verdicts(office) == []
    assert list(office.verify("s1")) == []
