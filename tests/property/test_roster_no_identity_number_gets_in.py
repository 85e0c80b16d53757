"""Wherever an identity number stands in a roster, it is in no report, error, record or journal."""

import unicodedata
from datetime import date

from hypothesis import event, given
from hypothesis import strategies as st
from rosters import BY, ORG, YEAR, csv_of, school, staff_rows, wide

from homeroom_core.codec import encode, to_json
from homeroom_core.errors import InputError
from homeroom_core.tables.identity import check_character, is_identity_number
from homeroom_plugins.roster import import_roster, read_roster, read_table


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """Numbers of 18 characters with the right check character, or of the older 15 digits."""
    region = draw(st.integers(110000, 659999))
    born = draw(st.dates(date(1950, 1, 1), date(1999, 12, 31)))
    serial = f"{draw(st.integers(0, 999)):03d}"
    if draw(st.booleans()):
        return f"{region}{born:%y%m%d}{serial}"
    return f"{region}{born:%Y%m%d}{serial}" + check_character(f"{region}{born:%Y%m%d}{serial}")


def as_written(number: str) -> st.SearchStrategy[str]:
    """The ways in which numbers are typed into spreadsheets."""
    parts = (number[:6], number[6:-4], number[-4:])
    return st.sampled_from(
        [
            number,
            number.lower(),
            wide(number),
            f"'{number}",
            f'="{number}"',
            f"王芳 {number}",
            f"{number}（新）",
            *(mark.join(parts) for mark in (" ", "-", "\u3000", "  ", "\u200b", "\n")),
        ]
    )


def digits(text: str) -> str:
    """A text with nothing but its digits, those of other widths and scripts included."""
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())


@given(st.data())
def test_no_identity_number_gets_in(data: st.DataObject) -> None:
    number = data.draw(identity_numbers())
    written = data.draw(as_written(number))
    rows = data.draw(staff_rows())
    columns = [*rows[0], "备注", "号码", "身份证号"]
    rows = [{column: row.get(column, "") for column in columns} for row in rows]
    for row, column in data.draw(
        st.lists(st.tuples(st.sampled_from(rows), st.sampled_from(columns)), min_size=1)
    ):
        row[column] = written
    content = csv_of(rows)
    if data.draw(st.booleans()):
        content = content.replace("备注".encode(), f'"{number}"'.encode(), 1)
    office, said = school(), []
    try:
        table = read_table(content, name=f"{number}.csv")
        said += [repr(table), *(repr(row.cells) for row in table.rows)]
        roster = read_roster(table, school_year=YEAR)
        report = office.transact(ORG, BY, lambda desk: import_roster(desk, roster))
        said += [repr(roster), encode(to_json(report)), str(report)]
        event("imported")
    except InputError as error:
        said += [
            repr(error),
            *(str(getattr(error.text, at)) for at in ("zh_hans", "zh_hant", "en")),
        ]
        event("refused")
    said += [entry.payload or "" for entry in office.feed(ORG)]
    assert [text for text in said if digits(number)[:-1] in digits(text)] == []


@given(identity_numbers())
def test_an_identity_number_is_known_as_one(number: str) -> None:
    assert is_identity_number(number)
