"""The judging design as a graph: which entries can be compared at all, and how firmly.

Entries and judges are the nodes, a rating is an edge. Two entries in different connected subsets
share no judge, directly or through others: whatever adjusts for severity would have to guess.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise

import attrs

from homeroom_core.errors import DisconnectedError, Reason, Refusal
from homeroom_core.statistics.ratings import Points, Ratings, by_judge, read_ratings
from homeroom_core.text import Text, listing

DISCONNECTED = Reason(
    "panel.disconnected",
    Text(
        "评委与作品分成互不相连的 {measured} 组：{subsets}",
        "評委與作品分成互不相連的 {measured} 組：{subsets}",
        "the judging falls into {measured} subsets that no judge links: {subsets}",
    ),
    Text(
        "请安排补评：{links}；或按组分别排名",
        "請安排補評：{links}；或按組分別排名",
        "have these scored across: {links}; or rank each subset by itself",
    ),
)
_SUBSET = Text(
    "〔作品 {entries}；评委 {judges}〕",
    "〔作品 {entries}；評委 {judges}〕",
    "[entries {entries}; judges {judges}]",
)
_LINK = Text("{judge} 评 {entry}", "{judge} 評 {entry}", "{judge} scores {entry}")


@attrs.frozen
class Subset:
    """Entries and judges that hang together, ids in order."""

    entries: tuple[str, ...]
    judges: tuple[str, ...]

    @property
    def text(self) -> Text:
        """The subset in one line."""
        return _SUBSET.format(entries=listing(self.entries), judges=listing(self.judges))


@attrs.frozen
class Link:
    """One rating that a judge gave, or should give, to an entry."""

    entry: str
    judge: str

    @property
    def text(self) -> Text:
        """Who scores what."""
        return _LINK.format(judge=self.judge, entry=self.entry)


@attrs.frozen(kw_only=True)
class Design:
    """How entries and judges hang together.

    Attributes:
        subsets: The connected subsets, the one with most entries first.
        ratings_of_entry: From entry to how many ratings it has.
        entries_of_judge: From judge to how many entries they rated.
        shared: From two judges, ids in order, to how many entries both rated; pairs with none are
            left out.
        shared_with_rest: From judge to how many of their entries somebody else rated as well.
        bridges: Ratings without which the design would fall apart (further): the thinnest links.
            The one rating of an entry, or by a judge, is always a bridge.
    """

    subsets: tuple[Subset, ...]
    ratings_of_entry: Mapping[str, int]
    entries_of_judge: Mapping[str, int]
    shared: Mapping[tuple[str, str], int]
    shared_with_rest: Mapping[str, int]
    bridges: tuple[Link, ...]

    @property
    def connected(self) -> bool:
        """Whether all entries can be compared."""
        return len(self.subsets) == 1

    def thin(self, fewest: int = 2) -> tuple[str, ...]:
        """Judges who share fewer than so many entries with the rest of the panel."""
        return tuple(judge for judge, n in self.shared_with_rest.items() if n < fewest)


def design_of(ratings: Ratings) -> Design:
    """The design of a panel's ratings.

    Raises:
        InputError: A rating is no exact number, or there is none.

    >>> design = design_of({"e1": {"j1": 8, "j2": 7}, "e2": {"j2": 6}, "e3": {"j3": 9}})
    >>> [subset.entries for subset in design.subsets], [link.entry for link in design.bridges]
    ([('e1', 'e2'), ('e3',)], ['e1', 'e1', 'e2', 'e3'])
    """
    points = read_ratings(ratings)
    rated = by_judge(points)
    shared: dict[tuple[str, str], int] = {}
    for row in points.values():
        for pair in combinations(row, 2):
            shared[pair] = shared.get(pair, 0) + 1
    return Design(
        subsets=_subsets(points),
        ratings_of_entry={entry: len(row) for entry, row in points.items()},
        entries_of_judge={judge: len(row) for judge, row in rated.items()},
        shared=dict(sorted(shared.items())),
        shared_with_rest={j: sum(len(points[e]) > 1 for e in row) for j, row in rated.items()},
        bridges=tuple(_bridges(points)),
    )


def subsets_of(ratings: Ratings) -> tuple[Subset, ...]:
    """The connected subsets alone, the one with most entries first.

    Raises:
        InputError: A rating is no exact number, or there is none.
    """
    return _subsets(read_ratings(ratings))


def panel_subsets(panels: Mapping[str, Iterable[str]]) -> tuple[Subset, ...]:
    """The connected subsets of panels before anybody has rated anything.

    Args:
        panels: From entry to its judges, at least one each.

    >>> [subset.judges for subset in panel_subsets({"e1": ("j1", "j2"), "e2": ("j3",)})]
    [('j1', 'j2'), ('j3',)]
    """
    return _subsets({entry: sorted(panels[entry]) for entry in sorted(panels)})


def panel_bridges(panels: Mapping[str, Iterable[str]]) -> tuple[Link, ...]:
    """Seats without which the panels would fall apart (further)."""
    none = Fraction(0)
    return tuple(_bridges({e: dict.fromkeys(sorted(panels[e]), none) for e in sorted(panels)}))


def linking_ratings(ratings: Ratings) -> tuple[Link, ...]:
    """Ratings that would connect a design: two entries near the median of each further subset.

    They go to the judge of the largest subset who has rated the fewest entries. In a connected
    design there is nothing to propose.

    Raises:
        InputError: A rating is no exact number, or there is none.
    """
    points = read_ratings(ratings)
    first, *others = _subsets(points)
    rated = by_judge(points)
    judge = min(first.judges, key=lambda judge: (len(rated[judge]), judge))
    return tuple(
        Link(entry, judge) for other in others for entry in _middle(points, other.entries)[:2]
    )


def refuse_disconnected(ratings: Ratings) -> Refusal | None:
    """Why the entries cannot be compared, with the subsets and what would link them; else `None`.

    Raises:
        InputError: A rating is no exact number, or there is none.
    """
    subsets = subsets_of(ratings)
    if len(subsets) == 1:
        return None
    return DISCONNECTED(
        measured=len(subsets),
        required=1,
        subsets=listing(subset.text for subset in subsets),
        links=listing(link.text for link in linking_ratings(ratings)),
    )


def require_connected(ratings: Ratings) -> None:
    """Pass only a design in which all entries can be compared.

    Raises:
        DisconnectedError: There is more than one subset; the error lists them.
        InputError: A rating is no exact number, or there is none.
    """
    subsets = subsets_of(ratings)
    if len(subsets) > 1:
        raise DisconnectedError(tuple((s.entries, s.judges) for s in subsets))


def _subsets(panels: Mapping[str, Iterable[str]]) -> tuple[Subset, ...]:
    """Union-find over the judges; an entry belongs where its first judge does."""
    parent = {judge: judge for row in panels.values() for judge in row}

    def root(judge: str) -> str:
        while parent[judge] != judge:
            parent[judge] = judge = parent[parent[judge]]
        return judge

    for row in panels.values():
        for one, other in pairwise(row):
            parent[root(other)] = root(one)
    entries: dict[str, list[str]] = {}
    judges: dict[str, list[str]] = {}
    for entry, row in panels.items():
        entries.setdefault(root(next(iter(row))), []).append(entry)
    for judge in sorted(parent):
        judges.setdefault(root(judge), []).append(judge)
    found = [Subset(tuple(entries[top]), tuple(judges[top])) for top in judges]
    return tuple(sorted(found, key=lambda subset: (-len(subset.entries), subset.entries)))


def _bridges(points: Points) -> Iterator[Link]:
    """Edges on no cycle, by lowest reachable depth (Tarjan 1974), without recursion."""
    rated = by_judge(points)
    near: dict[tuple[str, str], list[tuple[str, str]]] = {
        ("entry", e): [("judge", j) for j in row] for e, row in points.items()
    } | {("judge", j): [("entry", e) for e in row] for j, row in rated.items()}
    depth: dict[tuple[str, str], int] = {}
    lowest: dict[tuple[str, str], int] = {}
    found = []
    for start in near:
        if start in depth:
            continue
        depth[start] = lowest[start] = len(depth)
        path = [(start, start, iter(near[start]))]
        while path:
            node, before, ahead = path[-1]
            step = next(ahead, None)
            if step is None:
                path.pop()
                lowest[before] = min(lowest[before], lowest[node])
                if lowest[node] > depth[before]:
                    found.append(dict([node, before]))
            elif step not in depth:
                depth[step] = lowest[step] = len(depth)
                path.append((step, node, iter(near[step])))
            elif step != before:
                lowest[node] = min(lowest[node], depth[step])
    for edge in sorted(found, key=lambda edge: (edge["entry"], edge["judge"])):
        yield Link(edge["entry"], edge["judge"])


def _middle(points: Points, entries: tuple[str, ...]) -> list[str]:
    """Entries by how near their mean is to the median of these entries' means."""
    means = {e: sum(points[e].values(), Fraction(0)) / len(points[e]) for e in entries}
    median = sorted(means.values())[len(means) // 2]
    return sorted(means, key=lambda entry: (abs(means[entry] - median), entry))
