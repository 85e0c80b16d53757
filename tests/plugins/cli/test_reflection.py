"""A reflection on the command line: begun, private, shared, verified, explained."""

import json

from cli_runs import Run

NEW = ("new", "reflection", "draft", "--as", "1001", "--arg", "title=Monday")


def test_a_reflection_is_written_privately_and_shared(school: Run) -> None:
    made = school(*NEW, "--arg", "text=too loud", "--json").data
    entry, own = made["record"], ("--as", "1001", "--json")
    study = ["form=reading", "title=Dear Teacher", "hours=5", "on=2025-09-10"]
    arguments = [word for pair in study for word in ("--arg", pair)]
    assert school("do", entry, "log_study", *arguments, *own).code == 0
    link = ("--arg", "plan=growth_plan-3", "--arg", "goal=g9")
    refused = school("do", entry, "link_goal", *link, *own)
    assert "reflection.no_such_goal" in refused.err + refused.out
    for command in ("show", "history", "explain", "can"):
        assert school(command, entry).code == school(command, "reflection-99").code != 0
    assert school("list", "reflection", "--json").data["records"] == []
    readers = ("--arg", "readers=office-1", "--arg", "readers=person-2")
    assert school("do", entry, "share", *readers, *own).code == 0
    narrower = json.dumps({"readers": ["person-2"]})
    refused = school("do", entry, "share", "--args", narrower, *own)
    assert "reflection.cannot_unshare" in refused.err + refused.out
    verify = ("--arg", "number=1", "--arg", "hours=4.5", "--arg", "evidence=notes")
    assert school("do", entry, "verify_study", *verify).code == 0
    steps = [step["name"] for step in school("can", entry, "--json").data["can"]]
    assert steps == ["comment", "verify_study"]
    told = school("explain", entry).out.splitlines()
    assert told[0] == (
        f"Hours of self-study verified, not credited yet: 4.5, at most 4, = 4 [{entry}]"
    )
