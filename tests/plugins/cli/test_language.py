from pathlib import Path

import pytest

from homeroom_plugins.cli.language import find_file, spoken


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_CN.UTF-8", "zh-Hans"),
        ("zh_SG", "zh-Hans"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh_HK", "zh-Hant"),
        ("zh_MO.UTF-8", "zh-Hant"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("fr_FR", "en"),
    ],
)
def test_the_locale_tells_the_language(locale: str, language: str, tmp_path: Path) -> None:
    assert spoken([], {"LANG": locale}, tmp_path) == language


def test_english_is_spoken_where_nothing_tells_the_language(tmp_path: Path) -> None:
    assert spoken([], {}, tmp_path) == "en"


def test_lc_all_comes_before_lang(tmp_path: Path) -> None:
    assert spoken([], {"LANG": "zh_CN", "LC_ALL": "C"}, tmp_path) == "en"
    assert (
        spoken([], {"LANG": "zh_CN", "LC_ALL": "", "LC_MESSAGES": "zh_TW"}, tmp_path) == "zh-Hant"
    )


def test_option_comes_before_environment_before_file_before_locale(tmp_path: Path) -> None:
    (tmp_path / "homeroom.toml").write_text('language = "zh-Hant"', encoding="utf-8")
    environ = {"LANG": "en_US", "HOMEROOM_LANGUAGE": "zh-Hans"}
    assert spoken(["x", "--language", "en"], environ, tmp_path) == "en"
    assert spoken(["x", "--language=en"], environ, tmp_path) == "en"
    assert spoken(["x"], environ, tmp_path) == "zh-Hans"
    assert spoken(["x"], {"LANG": "en_US"}, tmp_path) == "zh-Hant"


@pytest.mark.parametrize("content", ["language = ", 'language = "latin"', "language = 3", b"\xff"])
def test_a_file_that_names_no_language_is_passed_over(content: str | bytes, tmp_path: Path) -> None:
    written = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "homeroom.toml").write_bytes(written)
    assert spoken(["--language", "latin"], {"LANG": "zh_CN"}, tmp_path) == "zh-Hans"


def test_words_after_two_dashes_are_no_options(tmp_path: Path) -> None:
    assert spoken(["--", "--language", "zh-Hans"], {}, tmp_path) == "en"


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (tmp_path / "homeroom.toml").touch()
    assert find_file(deep) == tmp_path / "homeroom.toml"
    (tmp_path / "a" / "homeroom.toml").touch()
    assert find_file(deep) == tmp_path / "a" / "homeroom.toml"
