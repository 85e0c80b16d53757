from pathlib import Path

import pytest

from homeroom_core.errors import InputError
from homeroom_core.people import OFFICE, Level, Organization
from homeroom_core.text import Text
from homeroom_plugins.cli.config import Settings, read_file, settle

WHOLE = """
store = "sqlite:///school.db"
org = "s1"
as = "office-1"
language = "zh-Hans"
plugins = ["rules/ours.py"]
disable = ["vendor"]

[prefer.sheet]
"class.story" = "ours"

[organizations.s1]
name = { zh_hans = "第一中学", zh_hant = "第一中學", en = "School 1" }
level = "district"
time_zone = "Asia/Taipei"
calendar = "ours"
plugins = ["ours", "vendor"]
orphan_readers = ["moral_education_office"]

[organizations.s2]
name = "第二中学"

[actors.office-1]
roles = ["moral_education_office", "principal"]
name = "李老师"
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "homeroom.toml"
    path.write_text(content, encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert caught.value.source == str(path)
    return [fault.where for fault in caught.value.faults]


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    assert read_file(path) == Settings(
        store=f"sqlite:///{tmp_path}/school.db",
        org="s1",
        actor="office-1",
        language="zh-Hans",
        plugins=(tmp_path / "rules/ours.py",),
        disable=("vendor",),
        prefer={"sheet": {"class.story": "ours"}},
        organizations={
            "s1": Organization(
                "s1",
                Text("第一中学", "第一中學", "School 1"),
                Level.DISTRICT,
                "Asia/Taipei",
                "ours",
                ("ours", "vendor"),
                (OFFICE,),
            ),
            "s2": Organization("s2", Text.same("第二中学")),
        },
        actors={"office-1": frozenset({"moral_education_office", "principal"})},
        names={"office-1": "李老师"},
        file=path,
    )


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    assert read_file(path) == Settings(file=path)


@pytest.mark.parametrize("url", ["sqlite:////var/school.db", "memory:", "ours:school"])
def test_a_store_that_is_no_relative_path_stays_as_it_is(url: str, tmp_path: Path) -> None:
    assert read_file(written(tmp_path, f'store = "{url}"')).store == url


def test_every_fault_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    content = """
        stor = "x"
        org = "one two"
        language = "latin"
        plugins = ["a.py", 3]
        disable = ["", "a"]
        prefer = { sheet = { story = 3 }, rubric = "ours" }
        [organizations.s1]
        level = "village"
        time_zone = "Asia/Atlantis"
        colour = "red"
        plugins = [1]
        orphan_readers = ["teacher", "king"]
        [organizations."no code"]
        [actors.a1]
        roles = ["king", "teacher"]
        [actors.a2]
    """
    assert sorted(faults(written(tmp_path, content))) == [
        "actors.a1.roles[0]",
        "actors.a2.roles",
        "disable[0]",
        "language",
        "org",
        "organizations.no code",
        "organizations.s1.colour",
        "organizations.s1.level",
        "organizations.s1.orphan_readers[1]",
        "organizations.s1.plugins[0]",
        "organizations.s1.time_zone",
        "plugins[1]",
        "prefer.rubric",
        "prefer.sheet.story",
        "stor",
    ]


def test_a_misspelt_key_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_file(written(tmp_path, 'stor = "x"'))
    assert caught.value.faults[0].accepted.en == (
        "only these keys: store, org, as, language, plugins, disable, prefer, organizations, actors"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"store = ",
        b'store = "\xff"',
        b"x = 1\n" * 200_000,
        b"x = " + b"1" * 5000,
        b"x = " + b"[" * 5000,
    ],
    ids=["no value", "no UTF-8", "too large", "too long a number", "too deep"],
)
def test_a_file_that_is_no_toml_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "homeroom.toml"
    path.write_bytes(content)
    assert len(faults(path)) == 1


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path) == [tmp_path.name]


def test_option_comes_before_environment_before_file(tmp_path: Path) -> None:
    written(tmp_path, 'store = "file:"\norg = "in-file"\nas = "in-file"')
    environ = {"HOMEROOM_STORE": "environ:", "HOMEROOM_ORG": "in-environ"}
    found = settle({"store": "option:"}, environ, tmp_path)
    assert (found.store, found.org, found.actor) == ("option:", "in-environ", "in-file")


def test_the_only_organization_of_the_file_need_not_be_named(tmp_path: Path) -> None:
    written(tmp_path, "[organizations.s1]")
    assert settle({}, {}, tmp_path).org == "s1"
    written(tmp_path, "[organizations.s1]\n[organizations.s2]")
    assert settle({}, {}, tmp_path).org is None


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert settle({}, {}, tmp_path) == Settings()


def test_faults_of_options_and_environment_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        settle({"org": "one two"}, {"HOMEROOM_LANGUAGE": "latin"}, tmp_path)
    assert [fault.where for fault in caught.value.faults] == [
        "--org, HOMEROOM_ORG",
        "--language, HOMEROOM_LANGUAGE",
    ]
