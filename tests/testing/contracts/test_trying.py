"""Laws tried on things that misbehave in every way a plugin can: each becomes a finding."""

import sys
from fractions import Fraction
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import strategies as st

from homeroom_core.discovery import Plugin, from_file
from homeroom_core.errors import Fault, InputError
from homeroom_core.plugins import Plugins
from homeroom_core.provided import Family
from homeroom_core.testing.contracts import trying
from homeroom_core.testing.contracts.law import Contract, NotTried, Subject, holds
from homeroom_core.testing.contracts.trying import Outcome, try_law
from homeroom_core.text import Text

HALVING: Family[Any] = Family("halving", Text("减半", "減半", "halving"))
CONTRACT = Contract(HALVING, source=lambda halve: halve)
SAYS = Text("减半两次得四分之一", "減半兩次得四分之一", "Halving twice gives a quarter.")


def twice(subject: Subject, number: int) -> None:
    if number == 13:
        raise NotTried("13 is unlucky")
    half = subject.thing(subject.thing(Fraction(number)))
    holds(half == Fraction(number, 4), found=half, wanted=Fraction(number, 4))


CONTRACT.law(
    "halving.twice",
    SAYS,
    cases=lambda _subject: [(1,), (2,)],
    drawn=lambda _subject: st.tuples(st.integers(0, 10_000)),
    examples=200,
)(twice)
NO_PLUGIN = Plugin("none", "1", "object", object())


def tried(thing: Any, plugin: Plugin = NO_PLUGIN, **more: Any) -> Outcome:
    subject = Subject(name="halve", thing=thing, plugin=plugin, plugins=Plugins())
    return try_law(CONTRACT, CONTRACT.laws[0], subject, **more)


def written(tmp_path: Path, source: str) -> Outcome:
    """The outcome for the function `halve` of a plugin file."""
    path = tmp_path / "ours.py"
    path.write_text(source, encoding="utf-8")
    plugin = from_file(path)
    return tried(plugin.module.halve, plugin)  # type: ignore[attr-defined]  # it is in the source


def test_what_holds_gives_no_finding() -> None:
    outcome = tried(lambda number: number / 2)
    assert (outcome.finding, outcome.declined, outcome.tried > 200) == (None, None, True)


def test_a_case_made_by_hand_is_told_as_it_is() -> None:
    finding = tried(lambda number: number).finding
    assert finding is not None
    assert [str(line) for line in finding.example] == ["1"]
    assert (str(finding.found), str(finding.wanted)) == ("1", "0.25")


@pytest.mark.parametrize("seed", range(3))
def test_a_random_case_is_shrunk_to_the_smallest(seed: int) -> None:
    def stops(number: Fraction) -> Fraction:
        return number / 2 if number < 1000 else number

    finding = tried(stops, random_seed=seed).finding
    assert finding is not None
    assert [str(line) for line in finding.example] == ["1000"]


def test_a_finding_points_to_the_definition(tmp_path: Path) -> None:
    finding = written(tmp_path, "\n\ndef halve(number):\n    return number\n").finding
    assert finding is not None
    assert str(finding.place) == f"{tmp_path / 'ours.py'}:3"


def test_an_error_points_to_the_line_that_raised_it(tmp_path: Path) -> None:
    source = (
        "def halve(number):\n    helper(number)\n\ndef helper(number):\n    return number / 0\n"
    )
    finding = written(tmp_path, source).finding
    assert finding is not None
    assert str(finding.place) == f"{tmp_path / 'ours.py'}:5"
    assert "ZeroDivisionError" in str(finding.found)


@pytest.mark.parametrize("ending", ["SystemExit(3)", "KeyboardInterrupt()", "BaseException('x')"])
def test_what_would_end_the_program_is_a_finding(tmp_path: Path, ending: str) -> None:
    finding = written(tmp_path, f"def halve(number):\n    raise {ending}\n").finding
    assert finding is not None
    assert ending.partition("(")[0] in str(finding.found)


def test_ending_the_program_on_a_random_case_is_a_finding() -> None:
    def ends(number: Fraction) -> Fraction:
        return sys.exit("bye") if number > 100 else number / 2

    finding = tried(ends).finding
    assert finding is not None
    assert "SystemExit: bye" in str(finding.found)


def test_another_answer_each_time_is_a_finding() -> None:
    calls = count()
    assert tried(lambda number: number / 2 + next(calls) // 100).finding is not None


def test_hanging_points_to_the_line_and_is_ended(tmp_path: Path) -> None:
    source = "def halve(number):\n    while True:\n        number += 1\n"
    path = tmp_path / "ours.py"
    path.write_text(source, encoding="utf-8")
    plugin = from_file(path)
    outcome = tried(plugin.module.halve, plugin, limit_seconds=0.3)  # type: ignore[attr-defined]  # as above
    assert (outcome.hangs, outcome.finding is not None) == (True, True)
    assert outcome.finding is not None
    assert outcome.finding.place is not None
    assert (outcome.finding.place.file, outcome.finding.place.line in (2, 3)) == (str(path), True)
    assert [str(line) for line in outcome.finding.example] == ["1"]


def test_being_slow_is_not_hanging(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a clock that goes on only while the plugin works: a hundredth of a second in each call."""
    calls: list[Fraction] = []
    monkeypatch.setattr(trying, "time", SimpleNamespace(monotonic=lambda: len(calls) / 100))

    def slow(number: Fraction) -> Fraction:
        calls.append(number)
        return number / 2

    outcome = tried(slow, limit_seconds=1)
    by_hand, drawn = 2, 25  # two calls a case, and half a second for those that are drawn
    assert (outcome.finding, outcome.hangs, outcome.tried) == (None, False, by_hand + drawn)


def test_what_it_prints_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    def chatty(number: Fraction) -> Fraction:
        sys.stdout.write("halving")
        return number / 2

    assert tried(chatty).finding is None
    assert capsys.readouterr().out == ""


def test_a_law_that_is_declined_throughout_says_why() -> None:
    contract = Contract(HALVING)
    contract.law("halving.unlucky", SAYS, cases=lambda _subject: [(13,)])(twice)
    subject = Subject(name="halve", thing=None, plugin=NO_PLUGIN, plugins=Plugins())
    outcome = try_law(contract, contract.laws[0], subject)
    assert (outcome.finding, outcome.tried, str(outcome.declined)) == (None, 0, "13 is unlucky")


def test_the_same_code_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="stands there already"):
        CONTRACT.law("halving.twice", SAYS)(twice)


def test_a_sentence_that_lacks_a_language_is_refused() -> None:
    with pytest.raises(ValueError, match="three languages"):
        Contract(HALVING).law("halving.mute", Text("", "", "says"))(twice)


def test_without_time_one_case_is_tried_and_the_rest_is_said_to_be_left_out() -> None:
    outcome = tried(lambda number: number / 2, within_seconds=0)
    assert (outcome.tried, outcome.cut, outcome.finding) == (1, True, None)


def test_with_time_enough_nothing_is_left_out() -> None:
    assert not tried(lambda number: number / 2, examples=3).cut


def test_what_would_be_accepted_is_told_where_a_case_is_declined() -> None:
    fault = Fault("kinds", "2", Text("一类", "一類", "one kind"))
    assert NotTried(InputError("list", (fault,))).why.en == "it only takes: one kind"
