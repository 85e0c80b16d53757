"""Conflicts of interest: why somebody does not judge a case, typed, and which may be waived."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

import attrs

from homeroom_core.text import Term, Text

OWN_CLASS = Term("own_class", "本班", "本班", "Own class")
PAIRED = Term("paired", "师徒结对", "師徒結對", "Mentor pair")
RELATED = Term("related", "亲属", "親屬", "Relative")
SAME_GROUP = Term("same_group", "同组同事", "同組同事", "Same group")
DECLARED = Term("declared", "自行申报", "自行申報", "Declared")
CONFLICTS = (OWN_CLASS, PAIRED, RELATED, SAME_GROUP, DECLARED)
WAIVABLE = (SAME_GROUP,)


@attrs.frozen(kw_only=True)
class ReviewConflict:
    """Why a reviewer does not review a case.

    Attributes:
        reviewer: Id of the reviewer.
        kind: One of `CONFLICTS`.
        on: When it was recorded.
        by: Who recorded it.
    """

    field_labels: ClassVar[Mapping[str, Text]] = {
        "kind": Text("回避原因", "迴避原因", "Reason"),
        "by": Text("登记人", "登記人", "Recorded by"),
    }
    field_codes: ClassVar[Mapping[str, Iterable[str]]] = {"kind": CONFLICTS}

    reviewer: str
    kind: str
    on: date
    by: str
