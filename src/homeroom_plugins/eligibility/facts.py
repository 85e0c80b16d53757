"""The facts that the bundled rules measure: their names, kinds and meaning.

Whoever judges rules supplies the facts by these names; a fact that is not supplied is not known,
and what is not known never passes.
"""

import attrs

from homeroom_core.fact import Kind
from homeroom_core.text import Text


@attrs.frozen
class Fact:
    """One fact.

    Attributes:
        name: The key under which it is supplied.
        kind: `number`, `word`, `yes_no` or `date`.
        label: What it means.
    """

    name: str
    kind: Kind
    label: Text


FACTS: tuple[Fact, ...] = (
    Fact("as_of", "date", Text("认定日期", "認定日期", "School date the rules are judged for")),
    Fact(
        "work_years",
        "number",
        Text(
            "工作年限（参加工作起的整年数）",
            "工作年限（參加工作起的整年數）",
            "Full years of work since the first job anywhere",
        ),
    ),
    Fact("teaching_years", "number", Text("教龄", "教齡", "Full years of teaching")),
    Fact(
        "homeroom_years",
        "number",
        Text("累计班主任年限", "累計班主任年限", "Full years as homeroom teacher"),
    ),
    Fact(
        "homeroom_since",
        "date",
        Text(
            "班主任起始日期（此后未间断）",
            "班主任起始日期（此後未間斷）",
            "Date since when without a break a homeroom teacher",
        ),
    ),
    Fact("in_post", "yes_no", Text("现任班主任", "現任班主任", "Now in post as homeroom teacher")),
    Fact("title", "word", Text("职称", "職稱", "Professional title")),
    Fact("is_subject_lead", "yes_no", Text("学科带头人", "學科帶頭人", "Subject lead")),
    Fact(
        "highest_honour_level",
        "word",
        Text(
            "最高荣誉级别，无则为 none",
            "最高榮譽級別，無則為 none",
            "Level of the highest honour, or none",
        ),
    ),
    Fact(
        "recognised_by_peers", "yes_no", Text("得到同行认可", "得到同儕認可", "Recognised by peers")
    ),
    Fact(
        "has_open_sanction",
        "yes_no",
        Text("处分期内", "處分期內", "Under a sanction that still runs"),
    ),
    Fact(
        "won_last_year",
        "yes_no",
        Text("上一届同类评比获奖", "上一屆同類評比獲獎", "Won last year's contest of this kind"),
    ),
    Fact(
        "is_contestant",
        "yes_no",
        Text("是本次评比的参赛者", "是本次評比的參賽者", "Is a contestant of the same contest"),
    ),
    Fact(
        "is_own_class",
        "yes_no",
        Text(
            "作品出自本人任教或所带的班级",
            "作品出自本人任教或所帶的班級",
            "The entry is by a class of one's own",
        ),
    ),
    Fact(
        "is_paired",
        "yes_no",
        Text(
            "与参赛者师徒结对",
            "與參賽者師徒結對",
            "Paired with the contestant as advisor or assistant",
        ),
    ),
    Fact(
        "is_related",
        "yes_no",
        Text("与参赛者有亲属关系", "與參賽者有親屬關係", "Related to the contestant"),
    ),
    Fact(
        "is_same_group",
        "yes_no",
        Text(
            "与参赛者同年级组或教研组",
            "與參賽者同年級組或教研組",
            "In the contestant's grade group or subject group",
        ),
    ),
)
"""Every fact that a bundled rule may measure."""
