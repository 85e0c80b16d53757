"""Tables from the files that spreadsheets export, read without guessing; no identity number gets in."""
