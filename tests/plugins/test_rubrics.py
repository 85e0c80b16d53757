from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from homeroom_core.errors import InputError
from homeroom_core.evaluation import evaluate
from homeroom_core.exact import Rounding
from homeroom_core.rubric import Rubric
from homeroom_core.scoring import Card, Entrant
from homeroom_core.scoring_policy import ScoringPolicy, by_criteria
from homeroom_core.sheets.ledger import Ledger
from homeroom_plugins.rubrics import (
    LARGEST_BYTES,
    bundled_policies,
    bundled_rubrics,
    check_file,
    read_policy,
    read_rubric,
    read_sheet,
)

SHEET = """
id = "talk"
version = "2"
total = 10
source = "our school"
title = { zh_hans = "演讲", zh_hant = "演講", en = "Talk" }

[[criteria]]
id = "voice"
maximum = 10
label = { zh_hans = "表达", zh_hant = "表達", en = "Delivery" }
scale = { kind = "free", step = 0.5 }
"""

LEDGER = """
model = "deduction_ledger"
id = "duty"
version = "1"
total = 10
source = "our school"
title = { zh_hans = "值班", zh_hant = "值班", en = "Duty" }

[[items]]
id = "presence"
maximum = 10
label = { zh_hans = "到岗", zh_hant = "到崗", en = "Presence" }
deductions = [{ id = "late", points = 1, label = { zh_hans = "迟到", zh_hant = "遲到", en = "Late" } }]
"""


def faults(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        read_policy(path)
    assert caught.value.source == path.name
    return [(fault.where, fault.found) for fault in caught.value.faults]


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "talk.toml"
    path.write_text(SHEET, encoding="utf-8")
    return path


def class_meeting() -> Rubric:
    return next(one for one in bundled_rubrics() if one.id == "themed_class_meeting_contest")


def test_the_class_meeting_sheet_has_the_published_maxima() -> None:
    rubric = class_meeting()
    assert {c.id: int(c.maximum) for c in rubric.criteria} == {
        "setting": 5,
        "theme": 15,
        "content": 20,
        "form": 30,
        "climate": 20,
        "plan": 10,
    }
    assert (rubric.id, rubric.total) == ("themed_class_meeting_contest", Decimal(100))
    assert all(set(c.descriptors) == {"high", "mid", "low"} for c in rubric.criteria)


def test_the_class_meeting_sheet_is_marked_in_halves() -> None:
    rubric = class_meeting()
    best = {id: str(leaf.maximum) for id, leaf in rubric.leaves.items()}
    assert rubric.card_total(best) == 100
    refusal = rubric.refuse_mark("theme_clear", "7.3")
    assert refusal is not None
    assert refusal.code == "mark.off_step"


def test_the_proposed_panel_trims_seven_judges_and_orders_ties_by_form() -> None:
    rubric = class_meeting()
    policy = bundled_policies()[rubric.id]
    assert policy.tie_break == by_criteria("form", "content", "climate")
    best = {id: str(leaf.maximum) for id, leaf in rubric.leaves.items()}
    lower = {**best, "form_varied": "8"}
    marks = [best, lower, lower, lower, lower, lower, dict.fromkeys(best, "0")]
    cards = [Card(entry="e", judge=f"j{n}", marks=m) for n, m in enumerate(marks)]
    standing = evaluate(policy, rubric, [Entrant(id="e")], cards).of("e")
    assert (standing.total, len(standing.trace.dropped)) == (Fraction(98), 2)


def test_a_rubric_is_read_from_a_file_without_a_float_on_the_way(sheet: Path) -> None:
    rubric = read_rubric(sheet)
    assert rubric.card_total({"voice": "8.5"}) == Fraction(17, 2)
    assert rubric.refuse_mark("voice", "8.4") is not None
    assert read_policy(sheet) is None


def test_a_policy_is_read_with_defaults_where_nothing_is_said(sheet: Path) -> None:
    sheet.write_text(SHEET + '\n[policy]\nmethod = "mean"\n', encoding="utf-8")
    assert read_policy(sheet) == ScoringPolicy(method="mean")


def test_everything_about_a_policy_can_be_said(sheet: Path) -> None:
    text = """
[policy]
method = "weighted"
rank_on = "rounded"
ranking = "dense"
incomplete = "leave_out"
minimum_panel = 3
tie_break = [{ by = "criterion", of = "voice" }]
parameters = { weights = { head = 2 } }
rounding = { card = { places = 1, mode = "floor" }, total = { places = 3 } }
"""
    sheet.write_text(SHEET + text, encoding="utf-8")
    assert read_policy(sheet) == ScoringPolicy(
        method="weighted",
        rank_on="rounded",
        ranking="dense",
        incomplete="leave_out",
        minimum_panel=3,
        tie_break=by_criteria("voice"),
        parameters={"weights": {"head": 2}},
        rounding={"card": Rounding(1, "floor"), "total": Rounding(3)},
    )


def test_faults_of_a_policy_are_placed(sheet: Path) -> None:
    text = """
[policy]
rank_on = "shown"
minimum_panel = 0
rounding = { total = { places = 12 }, judge = { places = 1 } }
tie_break = [{ of = "voice" }]
"""
    sheet.write_text(SHEET + text, encoding="utf-8")
    assert faults(sheet) == [
        ("policy.method", ""),
        ("policy.rounding.total.places", "12"),
        ("policy.rounding.judge", "judge"),
        ("policy.rank_on", "shown"),
        ("policy.minimum_panel", "0"),
        ("policy.tie_break[0].by", ""),
    ]


def test_a_policy_has_to_fit_its_rubric_and_its_method(sheet: Path) -> None:
    text = """
[policy]
method = "trimmed_mean"
tie_break = [{ by = "criterion", of = "mood" }]
parameters = { drop_high = "one" }
"""
    sheet.write_text(SHEET + text, encoding="utf-8")
    assert faults(sheet) == [
        ("policy.tie_break[0]", "mood"),
        ("policy.parameters.drop_high", "one"),
    ]


def test_a_policy_without_the_rounding_of_the_total_is_refused(sheet: Path) -> None:
    text = '\n[policy]\nmethod = "mean"\nrounding = { card = { places = 1 } }\n'
    sheet.write_text(SHEET + text, encoding="utf-8")
    assert faults(sheet) == [("policy", "scoring policy mean")]


def test_the_parameters_of_a_plugins_method_are_left_to_the_plugin(sheet: Path) -> None:
    text = '\n[policy]\nmethod = "olympic"\nparameters = { difficulty = "high" }\n'
    sheet.write_text(SHEET + text, encoding="utf-8")
    policy = read_policy(sheet)
    assert policy is not None
    assert policy.parameters == {"difficulty": "high"}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"id = ", "Invalid value"),
        (b"\xff\xfe", "byte 0"),
        (b"#" * (LARGEST_BYTES + 1), "> 1000000"),
        (b"x = " + b"[" * 5000, "recursion"),
        (b"x = " + b"1" * 5000, "4300 digits"),
    ],
    ids=["no TOML", "no UTF-8", "too large", "too deep", "too long a number"],
)
def test_a_file_that_is_no_rubric_file_is_refused(
    tmp_path: Path, content: bytes, found: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    ((where, text),) = faults(path)
    assert (where, found.lower() in text.lower()) == ("bad.toml", True)


def test_a_sheet_of_another_kind_is_no_rubric_and_takes_no_policy(tmp_path: Path) -> None:
    text = LEDGER + '\n[policy]\nmethod = "mean"\n'
    path = tmp_path / "duty.toml"
    path.write_text(LEDGER, encoding="utf-8")
    assert isinstance(read_sheet(path), Ledger)
    with pytest.raises(InputError, match="model: found 'deduction_ledger', accepted: judged"):
        read_rubric(path)
    path.write_text(text, encoding="utf-8")
    assert faults(path) == [("policy", "deduction_ledger")]


def test_faults_of_a_sheet_and_of_its_policy_are_told_together(sheet: Path) -> None:
    text = SHEET.replace("total = 10", "total = 12") + '\n[policy]\nrank_on = "shown"\n'
    sheet.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        check_file(sheet)
    assert [fault.where for fault in caught.value.faults] == [
        ".",
        "policy.method",
        "policy.rank_on",
    ]


def test_a_sound_file_is_a_sheet_and_its_policy(sheet: Path) -> None:
    assert check_file(sheet) == (read_rubric(sheet), None)
    sheet.write_text(SHEET + '\n[policy]\nmethod = "mean"\n', encoding="utf-8")
    assert check_file(sheet)[1] == ScoringPolicy(method="mean")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path / "none.toml") == [("none.toml", "No such file or directory")]
