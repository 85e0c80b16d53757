import pytest

from homeroom_core.origin import MissingPlugin, Origin


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        (Origin("ours", "1.2", "ab" * 32), "ours 1.2 (abababababab)"),
        (Origin("ours", "1.2"), "ours 1.2"),
        (Origin("ours", "abababababab", "ab" * 32), "ours abababababab"),
    ],
)
def test_origin_is_told_with_the_beginning_of_its_digest(origin: Origin, told: str) -> None:
    assert str(origin) == told
    assert str(MissingPlugin(org="s1", kind="tally", origin=origin)) == told


def test_plugin_that_the_journal_does_not_name_is_told_as_such() -> None:
    missing = MissingPlugin(org="s1", kind="tally", provider="ours")
    assert str(missing) == "?"
    assert missing.to_json() == {
        "kind": "tally",
        "plugin": "",
        "version": "",
        "digest": "",
        "provider": "ours",
    }
