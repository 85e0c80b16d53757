"""What a store promises of `find`: by kind, state and fields, oldest first, page by page."""

from homeroom_core.record import IndexValue
from homeroom_core.storage import Query
from homeroom_core.testing.storage_contract.laws import FIND_PAGES, FINDS
from homeroom_core.testing.storage_contract.promise import Trial, same
from homeroom_core.testing.storage_contract.steps import KIND, MANY, OTHER, ids, paged, plain


@FINDS()
def find_gives_one_kind_only(trial: Trial) -> None:
    """Kinds are whole names: `plan` is neither `plans` nor `pla`."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1")
        trial.step.add(session, "notice-2", kind=OTHER)
        trial.step.add(session, "plan-3", kind="plans")
    with trial.reading() as session:
        found = [ids(session), ids(session, kind=OTHER), ids(session, kind="pla")]
        same(found, [["plan-1"], ["notice-2"], []])


@FINDS()
def find_gives_whole_documents(trial: Trial) -> None:
    """What is found is what `get` would give."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"}, body='{"v":1}')
        trial.step.add(session, "plan-2", index={"teacher": "b"}, body='{"v":2}')
        trial.step.add(session, "plan-1", version=2, state="done", body=None)
    with trial.reading() as session:
        each = [plain(session.get("plan-1")), plain(session.get("plan-2"))]
        same([*map(plain, session.find(Query(kind=KIND)))], each)
        same([*map(plain, session.find(Query(kind=KIND, where={"teacher": "a"})))], each[:1])


@FINDS()
def find_orders_by_creation_not_by_id_nor_by_change(trial: Trial) -> None:
    """The oldest record comes first, whatever it is called and however it changed since."""
    written = ["plan-10", "plan-9", "a", "Z", *(f"p{n}" for n in range(12, 0, -1))]
    with trial.writing() as session:
        for id in written:
            trial.step.add(session, id, index={"teacher": "a"})
    with trial.writing() as session:
        trial.step.add(session, "plan-10", version=2, state="done", index={"teacher": "a"})
    with trial.reading() as session:
        same(ids(session), written)
        same(ids(session, where={"teacher": "a"}), written)
        same(ids(session, states=frozenset({"open", "done"})), written)


@FINDS(
    (None, ["plan-1", "plan-2", "plan-3"]),
    (frozenset({"draft"}), ["plan-1"]),
    (frozenset({"draft", "done"}), ["plan-1", "plan-3"]),
    (frozenset({"draft", "open", "done", *"abcdefg"}), ["plan-1", "plan-2", "plan-3"]),
    (frozenset({"none"}), []),
    (frozenset({"dra"}), []),
    (frozenset[str](), []),
)
def find_by_state(trial: Trial, states: frozenset[str] | None, expected: list[str]) -> None:
    """A record in any of the states is found; of no states, none is."""
    with trial.writing() as session:
        for number, state in enumerate(("draft", "open", "done"), 1):
            trial.step.add(session, f"plan-{number}", state=state, index={"teacher": "a"})
    with trial.reading() as session:
        same(ids(session, states=states), expected)
        same(ids(session, states=states, where={"teacher": "a"}), expected)


@FINDS()
def find_by_state_sees_the_state_of_now(trial: Trial) -> None:
    """The state of the last version counts, before the commit as well."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", state="draft")
    with trial.writing() as session:
        trial.step.add(session, "plan-1", version=2, state="done", body=None)
        same(ids(session, states=frozenset({"done"})), ["plan-1"])
    with trial.reading() as session:
        found = [ids(session, states=frozenset({state})) for state in ("draft", "done")]
        same(found, [[], ["plan-1"]])


@FINDS(
    ("1", ["text"]), (1, ["number"]), (7, ["other"]), (-(2**63), ["least"]),
    (2**63 - 1, ["most"]), (2**63 - 2, []), (2**53 + 1, ["odd"]), (2**53, []), (0, ["zero"]),
    (-1, ["minus"]), (None, ["nothing"]), ("", ["blank"]), ("None", []), ("null", []), ("01", []),
    ("0", []), (" 1", []), ("-1", []),
)  # fmt: skip
def find_by_a_value_takes_its_type_seriously(
    trial: Trial, value: IndexValue, expected: list[str]
) -> None:
    """`1` is not `"1"`, nothing is not an empty text, and 64 bits are kept."""
    values: dict[str, IndexValue] = {
        "text": "1", "number": 1, "other": 7, "least": -(2**63), "most": 2**63 - 1,
        "odd": 2**53 + 1, "zero": 0, "minus": -1, "nothing": None, "blank": "",
    }  # fmt: skip
    with trial.writing() as session:
        for id, kept in values.items():
            trial.step.add(session, id, index={"value": kept})
    with trial.reading() as session:
        same(ids(session, where={"value": value}), expected)
        if expected:
            found = session.get(expected[0])
            same(found and dict(found.index or {}), {"value": value})


@FINDS((True, ["plan-1"]), (False, ["plan-2"]), (None, ["plan-3"]), ("True", []), ("", []))
def find_by_yes_and_no(trial: Trial, value: IndexValue, expected: list[str]) -> None:
    """True, False, nothing and an absent field are four different things."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"recognised": True})
        trial.step.add(session, "plan-2", index={"recognised": False})
        trial.step.add(session, "plan-3", index={"recognised": None})
        trial.step.add(session, "plan-4")
    with trial.reading() as session:
        same(ids(session, where={"recognised": value}), expected)


@FINDS()
def find_by_several_fields_wants_all_of_them(trial: Trial) -> None:
    """Each field has to have its own value, in whatever order they are asked for."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a", "advisor": "x", "n": 1})
        trial.step.add(session, "plan-2", index={"teacher": "a", "advisor": "y", "n": None})
        trial.step.add(session, "plan-3", index={"teacher": "y", "advisor": "a", "n": 1})
    with trial.reading() as session:
        same(ids(session, where={"teacher": "a", "advisor": "y"}), ["plan-2"])
        same(ids(session, where={"advisor": "y", "teacher": "a"}), ["plan-2"])
        same(ids(session, where={"teacher": "x", "advisor": "x"}), [])
        same(ids(session, where={"teacher": "a", "n": None}), ["plan-2"])
        same(ids(session, where={"n": 1, "advisor": "a", "teacher": "y"}), ["plan-3"])


@FINDS()
def find_by_a_field_that_a_record_has_not_finds_nothing(trial: Trial) -> None:
    """A field that is absent is not one that is `None`."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
    with trial.reading() as session:
        same([ids(session, where={"other": one}) for one in ("a", None)], [[], []])
        same(ids(session, where={"Teacher": "a"}), [])
        same(ids(session, where={"teacher": "a", "other": None}), [])


@FINDS()
def find_by_a_field_keeps_kinds_apart(trial: Trial) -> None:
    """The same value in a record of another kind is not found."""
    with trial.writing() as session:
        trial.step.add(session, "plan-1", index={"teacher": "a"})
        trial.step.add(session, "notice-2", kind=OTHER, index={"teacher": "a"})
    with trial.reading() as session:
        same(ids(session, kind=OTHER, where={"teacher": "a"}), ["notice-2"])


@FIND_PAGES((1,), (2,), (3,), (7,), (8,), (9,))
def find_page_by_page_gives_each_document_once(trial: Trial, limit: int) -> None:
    """Pages of any length, among records of another kind, lose and repeat nothing."""
    with trial.writing() as session:
        for number in range(1, 12):
            trial.step.add(session, f"plan-{number}", kind=KIND if number % 3 else OTHER)
    expected = [f"plan-{number}" for number in range(1, 12) if number % 3]
    with trial.reading() as session:
        same(paged(session, Query(kind=KIND, limit=limit)), expected)
        same([d.id for d in session.find(Query(kind=KIND, limit=limit))], expected[:limit])


@FIND_PAGES((1,), (2,), (4,))
def find_page_by_page_with_every_condition(trial: Trial, limit: int) -> None:
    """Pages are cut after states and fields have been looked at, not before."""
    with trial.writing() as session:
        for number in range(1, 14):
            state = "open" if number % 2 else "done"
            index: dict[str, IndexValue] = {"teacher": "ab"[number > 8]}
            trial.step.add(session, f"plan-{number}", state=state, index=index)
    query = Query(kind=KIND, states=frozenset({"open"}), where={"teacher": "a"}, limit=limit)
    with trial.reading() as session:
        same(paged(session, query), ["plan-1", "plan-3", "plan-5", "plan-7"])


@FIND_PAGES((0, [1, 3, 4]), (1, [3, 4]), (2, [3, 4]), (3, [4]), (4, []), (9, []))
def a_page_begins_after_a_creation_of_any_kind(
    trial: Trial, after: int, expected: list[int]
) -> None:
    """`after` is a number in the journal, not a count of what was found."""
    with trial.writing() as session:
        for number in range(1, 5):
            kind = OTHER if number == 2 else KIND  # noqa: PLR2004,RUF100  # the second is of another
            trial.step.add(session, f"plan-{number}", kind=kind)
        trial.step.add(session, "plan-1", version=2)
    with trial.reading() as session:
        same([d.created for d in session.find(Query(kind=KIND, after=after))], expected)


@FIND_PAGES()
def pages_are_as_long_as_asked_for(trial: Trial) -> None:
    """A page has as many documents as asked for, 500 unasked, and no fewer."""
    names = [f"plan-{number}" for number in range(1, MANY + 1)]
    with trial.writing() as session:
        trial.step.many(session, names, index={"teacher": "a"})
    with trial.reading() as session:
        same(ids(session), names[:500])
        same(ids(session, limit=MANY - 1), names[:-1])
        same(ids(session, limit=MANY * 3, where={"teacher": "a"}), names)
        same(paged(session, Query(kind=KIND, limit=251)), names)


@FIND_PAGES()
def a_rare_document_is_found_among_many(trial: Trial) -> None:
    """The few that fit are found wherever they stand among more than a thousand."""
    names = [f"plan-{number}" for number in range(1, MANY + 1)]
    with trial.writing() as session:
        trial.step.many(session, names, index={"teacher": "a"})
        for name in (names[-1], names[600]):
            trial.step.add(session, name, version=2, state="done", index={"teacher": "b"})
    rare = [names[600], names[-1]]
    with trial.reading() as session:
        same(ids(session, where={"teacher": "b"}, limit=2), rare)
        same(ids(session, states=frozenset({"done"}), limit=2), rare)
        same(paged(session, Query(kind=KIND, where={"teacher": "b"}, limit=1)), rare)
