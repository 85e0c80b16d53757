"""An expert on the command line: appointed, a diagnosis, its findings, explained."""

import json
from pathlib import Path

from cli_runs import Run


def words(**given: str) -> list[str]:
    return [word for name, value in given.items() for word in ("--arg", f"{name}={value}")]


def test_a_diagnosis_is_followed_up(school: Run, tmp_path: Path) -> None:
    settings = tmp_path / "homeroom.toml"
    more = '\n[actors.head-1]\nroles = ["principal"]\n'
    settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
    said = words(expert="lin-1", name="Lin", institution="University", specialty="meetings")
    made = school("new", "expert", "propose", *said, *words(purpose="advice"), "--json").data
    expert, head = made["record"], ("--as", "head-1")
    assert school("do", expert, "invite", *head).code == 0
    term = words(letter="2025-1", since="2025-09-01", until="2026-08-31")
    assert school("do", expert, "appoint", *term, *head).code == 0
    came = words(appointment=expert, form="diagnosis", subject="meetings", on="2025-09-10")
    visit = school("new", "expert_visit", "visit", *came, "--json").data["record"]
    people = ("--arg", "attended=person-1", "--arg", "attended=person-2")
    assert school("do", visit, "sign_in", *people, *words(hours="2")).code == 0
    found = ("--arg", "findings=too long", "--arg", "findings=too loud")
    assert school("do", visit, "report", *words(summary="good"), *found).code == 0
    measure = {"owner": "person-1", "what": "twenty minutes", "due": "2026-01-10"}
    both = json.dumps([{"finding": n, **measure} for n in (1, 2)])
    assert school("do", visit, "improve", "--arg", f"measures={both}").code == 0
    can = [step["name"] for step in school("can", visit, "--json").data["can"]]
    assert can == ["sign_in", "link"]
    told = school("explain", visit).out.splitlines()
    assert "  Finding 1 (王芳, person-1): due on 2026-01-10" in told
