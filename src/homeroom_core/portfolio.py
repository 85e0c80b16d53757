"""成长档案: the portfolio, a teacher's whole record as one reader may see it.

It holds the records of every kind in which somebody takes part (`Record.people`), by school year
and kind. What the reader may not see is left out without a trace: neither a record, nor a field,
nor that there is one; and where only the part that a person had is hidden, so is the record.

Orphaned records (`homeroom_core.orphans`) say of nobody that they take part. Whoever may read them
finds those in which the person's id stands; for everybody else one note, the same in every
portfolio, says which kinds are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from homeroom_core.codec import JSON
from homeroom_core.explanation import Explanation
from homeroom_core.lifecycle import Lifecycle
from homeroom_core.origin import MissingPlugin
from homeroom_core.orphans import raw_fields
from homeroom_core.people import Actor
from homeroom_core.record import Reader, Record
from homeroom_core.school_year import SchoolYear
from homeroom_core.telling import Telling, known_as
from homeroom_core.text import Language, Text, listing
from homeroom_core.view import View, view
from homeroom_core.visibility import texts_in


@attrs.frozen(kw_only=True)
class PortfolioEntry:
    """One record as the reader may see it.

    Attributes:
        view: What may be seen; what is hidden is not even named.
        state: What its state is called.
        began: School date on which the record came into being.
        title: What it is known by; its id where the reader may not see that.
        facts: Its simple fields for people, a line each.
        hours: Hours that the person was credited by it, as written; `None` where there are none.
    """

    view: View
    state: Text
    began: date
    title: str
    facts: tuple[Text, ...] = ()
    hours: str | None = None


@attrs.frozen(kw_only=True)
class PortfolioGroup:
    """The records of one kind that began in one school year, oldest first.

    Attributes:
        year: The school year.
        kind: The kind.
        label: What people call it; for orphaned records the kind itself.
        entries: The records.
        needs: The plugin that is missing, where they are orphaned records.
    """

    year: SchoolYear
    kind: str
    label: Text
    entries: tuple[PortfolioEntry, ...]
    needs: MissingPlugin | None = None


@attrs.frozen(kw_only=True)
class Portfolio:
    """A teacher's record as one reader may see it.

    Attributes:
        person: Id of the teacher.
        name: As on notices; `None` where the reader may not see it.
        groups: By school year, the oldest first, and within a year by kind, in the order in which
            the kinds are known; orphaned records come last. There are no empty ones.
        left_out: The kinds of orphaned records that the organization has and the reader may not
            read, whoever takes part in them: each with the plugin that is missing.
    """

    person: str
    name: str | None
    groups: tuple[PortfolioGroup, ...]
    left_out: tuple[MissingPlugin, ...] = ()

    def to_json(self, language: Language) -> dict[str, JSON]:
        """The portfolio as one JSON object, its labels in one language.

        Only where there are orphaned records does a group say what it `needs`, and the portfolio
        what is `left_out`.
        """
        told: dict[str, JSON] = {
            "person": self.person,
            "name": self.name,
            "groups": [_group_json(group, language) for group in self.groups],
        }
        if self.left_out:
            told["left_out"] = [one.to_json() for one in self.left_out]
        return told

    def told(self) -> Explanation:
        """The portfolio as a tree, which can be read as lines and printed as a page."""
        years: dict[SchoolYear, list[PortfolioGroup]] = {}
        for group in self.groups:
            years.setdefault(group.year, []).append(group)
        return Explanation(
            title=PORTFOLIO,
            value=Text.same(self.name) if self.name else None,
            who=self.person,
            notes=(*(() if self.groups else (_NOTHING,)), *_left_out(self.left_out)),
            parts=tuple(
                Explanation(
                    title=_YEAR.format(year=year.label),
                    parts=tuple(
                        Explanation(
                            title=group.label,
                            value=Text.same(str(len(group.entries))),
                            notes=() if group.needs is None else (group.needs.note,),
                            parts=tuple(map(_entry_told, group.entries)),
                        )
                        for group in groups
                    ),
                )
                for year, groups in years.items()
            ),
        )


def gather(
    person: str,
    records: Iterable[tuple[Record, date]],
    lifecycles: Mapping[str, Lifecycle[Any]],
    to: Actor,
    reader: Reader,
    *,
    telling: Telling,
    year: SchoolYear | None = None,
    orphans: Iterable[tuple[View, date]] = (),
    left_out: tuple[MissingPlugin, ...] = (),
) -> Portfolio:
    """The portfolio of somebody, of those of these records in which they are seen to take part.

    Args:
        person: Id of the teacher.
        records: Records, each with the school date on which it came into being.
        lifecycles: The lifecycles of their kinds, by kind, in the order in which they are told.
        to: Who reads.
        reader: Where the records' own decisions read other records.
        telling: Puts in words what this reader may see of them.
        year: Only what began in this school year; by default everything.
        orphans: What the reader may see of orphaned records, each with its date; those in which
            the person's id stands are taken.
        left_out: The kinds of orphaned records that the reader may not read.

    Raises:
        DefinitionError: See `homeroom_core.visibility.hidden_fields`.
    """
    found: dict[tuple[SchoolYear, str], list[PortfolioEntry]] = {}
    name = None
    for record, began in records:
        seen = _seen(person, record, to, reader)
        if seen is None:
            continue
        if seen.id == person:
            name = known_as(seen, lifecycles[seen.kind].record)
        in_year = SchoolYear.on(began) if year is None else year
        if began in in_year:
            lifecycle = lifecycles[seen.kind]
            entry = PortfolioEntry(
                view=seen,
                state=lifecycle.state(seen.state).label,
                began=began,
                title=known_as(seen, lifecycle.record) or seen.id,
                facts=tuple(telling.facts(seen, lifecycle.record)),
                hours=_hours(person, seen),
            )
            found.setdefault((in_year, seen.kind), []).append(entry)
    needed: dict[str, MissingPlugin | None] = dict.fromkeys(lifecycles)
    for seen, began in orphans:
        in_year = SchoolYear.on(began) if year is None else year
        if began in in_year and person in texts_in(seen.fields):
            found.setdefault((in_year, seen.kind), []).append(_orphan(seen, began))
            needed.setdefault(seen.kind, seen.needs)
    kinds = list(needed)
    order = sorted(found, key=lambda group: (group[0], kinds.index(group[1])))
    return Portfolio(
        person=person,
        name=name,
        groups=tuple(
            PortfolioGroup(
                year=in_year,
                kind=kind,
                label=lifecycles[kind].record.label if kind in lifecycles else Text.same(kind),
                entries=tuple(sorted(found[in_year, kind], key=lambda entry: entry.began)),
                needs=needed[kind],
            )
            for in_year, kind in order
        ),
        left_out=left_out,
    )


def _orphan(seen: View, began: date) -> PortfolioEntry:
    """An orphaned record, as it is stored."""
    fields = raw_fields(seen)
    return PortfolioEntry(
        view=seen,
        state=Text.same(seen.state),
        began=began,
        title=seen.id,
        facts=tuple(part.heading() for part in fields if not part.parts),
    )


def _seen(person: str, record: Record, to: Actor, reader: Reader) -> View | None:
    """What may be seen of a record in which somebody takes part, if they are seen to do so.

    Whoever is named in a hidden field alone does not show up: a blind entry found in a portfolio
    would tell whose it is.
    """
    if person not in record.people():
        return None
    seen = view(record, to, reader)
    if seen is None or (seen.id != person and person not in texts_in(seen.fields)):
        return None
    return attrs.evolve(seen, hidden=())


def _hours(person: str, seen: View) -> str | None:
    credits = seen.fields.get("credits") or ()
    return next((str(one["hours"]) for one in credits if one["person"] == person), None)


def _group_json(group: PortfolioGroup, language: Language) -> dict[str, JSON]:
    told: dict[str, JSON] = {
        "year": group.year.label,
        "kind": group.kind,
        "label": group.label.read(language),
        "records": [_entry_json(entry, language) for entry in group.entries],
    }
    return told if group.needs is None else {**told, "needs": group.needs.to_json()}


def _left_out(missing: Iterable[MissingPlugin]) -> Iterator[Text]:
    """The note on what is left out, if anything is."""
    kinds = [_OF_PLUGIN.format(kind=one.kind, remedy=one.remedy) for one in missing]
    if kinds:
        yield _LEFT_OUT.format(kinds=listing(kinds))


def _entry_json(entry: PortfolioEntry, language: Language) -> dict[str, JSON]:
    told = entry.view.to_json()
    del told["hidden"]  # that something is hidden is not told either
    began = entry.began.isoformat()
    return {**told, "state_label": entry.state.read(language), "began": began}


def _entry_told(entry: PortfolioEntry) -> Explanation:
    seen = entry.view
    return Explanation(
        title=Text.same(entry.title),
        value=_STANDS.format(state=entry.state, began=entry.began),
        source=seen.id,
        notes=(
            *entry.facts,
            *(() if entry.hours is None else (_HOURS.format(hours=entry.hours),)),
        ),
    )


PORTFOLIO = Text("成长档案", "成長檔案", "Portfolio")
_YEAR = Text("{year}学年", "{year}學年", "School year {year}")
_STANDS = Text("{state}（{began}起）", "{state}（{began}起）", "{state}, since {began}")
_HOURS = Text("计入学时：{hours}", "計入學時：{hours}", "hours credited: {hours}")
_LEFT_OUT = Text(
    "成长档案一律未含本单位的孤立记录，不论与谁有关：{kinds}",
    "成長檔案一律未含本單位的孤立記錄，不論與誰有關：{kinds}",
    "Orphaned records of the organization are left out, whoever takes part in them: {kinds}",
)
_OF_PLUGIN = Text("{kind}（{remedy}）", "{kind}（{remedy}）", "{kind} ({remedy})")
_NOTHING = Text(
    "没有您可以看到的记录", "沒有您可以檢視的記錄", "There is nothing in it that you may see."
)
