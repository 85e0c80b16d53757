"""The cheapest panels as a minimum-cost flow, by the solver of OR-Tools.

Needs the extra `panels` (`pip install "homeroom[panels]"`), which is large; the auction in the core
needs nothing and comes within half a percent. This one is exact and several times as fast.
"""

from importlib import import_module
from typing import Any

import attrs

from homeroom_core.errors import PluginError
from homeroom_core.panels.problem import PanelProblem, Seating
from homeroom_core.text import Text

_MISSING = Text(
    '未安装 OR-Tools：请运行 pip install "homeroom[panels]"，或使用默认求解方法',
    '未安裝 OR-Tools：請執行 pip install "homeroom[panels]"，或使用預設求解方法',
    'OR-Tools is not installed: run pip install "homeroom[panels]", or use the default solver',
)
_FAILED = Text(
    "最小费用流未能求解（{status}）",
    "最小費用流未能求解（{status}）",
    "the minimum-cost flow was not solved ({status})",
)


@attrs.frozen
class MinCostFlowSolver:
    """Exact: the bound it gives is the cost itself.

    Raises:
        PluginError: OR-Tools is not installed.
    """

    _flow: Any = attrs.field(init=False, repr=False, eq=False)
    _numpy: Any = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        # Only whoever asks for this solver pays for loading OR-Tools.
        try:
            flow = import_module("ortools.graph.python.min_cost_flow")
            numpy = import_module("numpy")
        except ImportError as error:
            raise PluginError("homeroom[panels]", _MISSING) from error
        object.__setattr__(self, "_flow", flow.SimpleMinCostFlow)
        object.__setattr__(self, "_numpy", numpy)

    def solve(self, problem: PanelProblem) -> Seating:
        """The cheapest seating.

        Raises:
            PluginError: OR-Tools gave up.
        """
        network = _Network(problem, self._numpy)
        flow = self._flow()
        arcs = flow.add_arcs_with_capacity_and_unit_cost(*network.arcs)
        flow.set_nodes_supplies(self._numpy.arange(len(network.supplies)), network.supplies)
        status = flow.solve()
        if status != flow.OPTIMAL:
            raise PluginError("homeroom[panels]", _FAILED.format(status=status))
        chosen = network.read(flow.flows(arcs[: len(network.pairs[0])]))
        return Seating(chosen, problem.cost(chosen))


class _Network:
    """Entries, bands of entries, judges, and one node that takes places which may stay empty.

    A band node stands between an entry and its judges of that band: one arc of capacity 1 for each
    seat, dearer from one to the next. Costs rise, so a cheapest flow takes them in order.
    """

    def __init__(self, problem: PanelProblem, numpy: Any) -> None:
        self._problem, self._numpy = problem, numpy
        self._entries, self._judges = len(problem.seats), len(problem.most)
        self._bands = max(problem.bands, default=0) + 1 if any(problem.crowding) else 0
        self.pairs = numpy.nonzero(self._options())
        parts = [self._choices(), *self._crowding(), self._rest()]
        self.arcs = tuple(map(numpy.concatenate, zip(*parts, strict=True)))
        least = numpy.array(problem.least, dtype=int)
        self.supplies = numpy.concatenate(
            [
                numpy.array(problem.seats, dtype=int),
                numpy.zeros(self._entries * self._bands, dtype=int),
                -least,
                [least.sum() - sum(problem.seats)],
            ]
        )

    def read(self, flows: Any) -> tuple[int, ...]:
        """The judges chosen, from the flow on each pair."""
        chosen = [0] * self._entries
        taken = self._numpy.asarray(flows) > 0
        for entry, judge in zip(*(side[taken].tolist() for side in self.pairs), strict=True):
            chosen[entry] |= 1 << judge
        return tuple(chosen)

    @property
    def _first_judge(self) -> int:
        return self._entries * (1 + self._bands)

    def _options(self) -> Any:
        """Who may be chosen, as a table of bits."""
        size = -(-self._judges // 8)
        packed = b"".join(mask.to_bytes(size, "little") for mask in self._problem.options)
        table = self._numpy.frombuffer(packed, dtype="uint8").reshape(self._entries, size)
        return self._numpy.unpackbits(table, axis=1, count=self._judges, bitorder="little")

    def _choices(self) -> tuple[Any, ...]:
        numpy, (entries, judges) = self._numpy, self.pairs
        costs = numpy.array(self._problem.costs, dtype=int)[entries, judges]
        bands = numpy.array(self._problem.bands, dtype=int)[judges]
        tails = self._entries + entries * self._bands + bands if self._bands else entries
        return tails, self._first_judge + judges, numpy.ones(len(entries), dtype=int), costs

    def _crowding(self) -> list[tuple[Any, ...]]:
        if not self._bands:
            return []
        tails: list[int] = []
        heads: list[int] = []
        costs: list[int] = []
        for entry, seated in enumerate(self._problem.seated):
            for band, count in enumerate(self._problem.in_band(seated)):
                ahead = self._problem.crowding[count:]
                tails += [entry] * len(ahead)
                heads += [self._entries + entry * self._bands + band] * len(ahead)
                costs += ahead
        columns = (tails, heads, [1] * len(tails), costs)
        return [tuple(self._numpy.array(column, dtype=int) for column in columns)]

    def _rest(self) -> tuple[Any, ...]:
        """From judges to the last node: what they may take beyond their least."""
        numpy, judges = self._numpy, self._numpy.arange(self._judges)
        spare = numpy.array(self._problem.most, dtype=int) - numpy.array(
            self._problem.least, dtype=int
        )
        last = numpy.full(self._judges, self._first_judge + self._judges)
        return self._first_judge + judges, last, spare, numpy.zeros(self._judges, dtype=int)
