"""Assigning 2,000 entries x 200 judges x 5 a panel, 5 % conflicts: the auction and the flow solver.

Every judge takes 50 entries. Costs are those of expertise: twelve categories, some much in demand;
a judge knows four of them well or fairly, and there is some noise. Once panels also mix experience.
Requests are built beforehand; all that `assign_panels` does is measured.

    python tests/benchmarks/panels.py [--json] [--quick]
"""

import random

from harness import Bench, Figure, Work, peer

from homeroom_core.panels.assignment import Assignment, assign_panels
from homeroom_core.panels.auction import AuctionSolver
from homeroom_core.panels.problem import PanelSolver
from homeroom_core.panels.request import ExperienceMix, JudgeOffer, PanelConflict, PanelRequest
from homeroom_plugins.panels import MinCostFlowSolver

PANEL = 5
CATEGORIES = range(12)
DEMAND = (6, 5, 4, 3, 3, 2, 2, 2, 1, 1, 1, 1)
AUCTION = "auction, pure Python"
FLOW = "minimum-cost flow, OR-Tools"
MIXED = ", experience mixed"
WITHIN = {AUCTION: 5.0, FLOW: 1.0}


def main() -> None:
    """Measure and report."""
    bench = Bench("panels", __doc__ or "", peers=("ortools", "numpy"))
    entries, judges = (400, 40) if bench.quick else (2000, 200)
    plain, mixed = a_request(entries, judges, None), a_request(entries, judges, ExperienceMix())
    solvers: dict[str, PanelSolver] = {AUCTION: AuctionSolver()}
    if peer("ortools") is not None:
        solvers[FLOW] = MinCostFlowSolver()
    works = {name: a_work(plain, solver) for name, solver in solvers.items()}
    works |= {name + MIXED: a_work(mixed, solver) for name, solver in solvers.items()}
    title = f"{entries:,} entries x {judges} judges x {PANEL}, 5 % conflicts"
    found = bench.measure(title, works, samples=5, times=1)
    for name, figure in found.items():
        seconds = WITHIN[name.removesuffix(MIXED)]
        bench.cost(f"{name} : {seconds:g} s", figure, Figure(seconds, seconds), at_most=1)
    for mix, request in (("", plain), (MIXED, mixed)):
        report_costs(bench, mix, {name: solved(request, it) for name, it in solvers.items()})
    bench.report()


def report_costs(bench: Bench, mix: str, found: dict[str, Assignment]) -> None:
    """How far above the least cost, and above the proved bound, the auction stays."""
    for name, assignment in found.items():
        bench.counts[f"cost, {name}{mix}"] = assignment.cost
        bench.counts[f"bound, {name}{mix}"] = assignment.bound
    mine = found[AUCTION]
    cost = Figure(mine.cost, mine.cost)
    bench.cost(f"cost : bound{mix}", cost, Figure(mine.bound, mine.bound), at_most=1.01)
    if FLOW in found:
        least = Figure(found[FLOW].cost, found[FLOW].cost)
        bench.cost(f"cost : least cost{mix}", cost, least, at_most=1.01)


def a_work(request: PanelRequest, solver: PanelSolver) -> Work:
    """One assignment after another."""

    def work(times: int) -> None:
        for _ in range(times):
            solved(request, solver)

    return work


def solved(request: PanelRequest, solver: PanelSolver) -> Assignment:
    """The assignment there certainly is."""
    found = assign_panels(request, solver=solver)
    assert isinstance(found, Assignment)
    return found


def a_request(entries: int, judges: int, mix: ExperienceMix | None) -> PanelRequest:
    """The same for the same sizes, from a fixed seed."""
    draw = random.Random(3)
    category = [draw.choices(CATEGORIES, DEMAND)[0] for _ in range(entries)]
    knows = [{c: draw.choice((0, 15)) for c in draw.sample(CATEGORIES, 4)} for _ in range(judges)]
    names = [f"judge-{number:03}" for number in range(judges)]
    costs: dict[tuple[str, str], int] = {}
    conflicts = []
    for number in range(entries):
        entry = f"entry-{number:04}"
        for judge, known in zip(names, knows, strict=True):
            costs[judge, entry] = known.get(category[number], 60) + draw.randrange(25)
            if draw.random() < 0.05:
                conflicts.append(PanelConflict(judge=judge, entry=entry, kind="own_class"))
    return PanelRequest(
        judges=[JudgeOffer(id=name, experience=draw.randrange(30)) for name in names],
        entries=[f"entry-{number:04}" for number in range(entries)],
        per_entry=PANEL,
        conflicts=conflicts,
        costs=costs,
        mix=mix,
    )


if __name__ == "__main__":
    main()
