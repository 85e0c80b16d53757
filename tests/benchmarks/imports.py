"""What importing homeroom costs: fresh interpreters, over the start of a bare one.

python tests/benchmarks/imports.py [--json] [--quick]
"""

import random
import subprocess
import sys
import time
from importlib.util import find_spec

from harness import Bench, figure

BARE = "a bare interpreter"
CORE = "import homeroom_core"
OFFICE = "from homeroom_core import Office"
NAMED = "import attrs, pluggy, sqlite3, json, decimal"
WITH_CATTRS = "import attrs, cattrs, pluggy, sqlite3, json, decimal"
PEERS = {
    "transitions": "import transitions",
    "statemachine": "import statemachine",
    "eventsourcing": "import eventsourcing.application",
    "pydantic": "from pydantic import BaseModel\nclass Empty(BaseModel): pass",
}


def main() -> None:
    """Measure and report."""
    distributions = ("transitions", "python-statemachine", "eventsourcing", "pydantic")
    bench = Bench("imports", __doc__ or "", peers=distributions)
    codes = {BARE: "pass", **{code: code for code in (CORE, OFFICE, NAMED, WITH_CATTRS)}}
    codes |= {code.partition("\n")[0]: code for name, code in PEERS.items() if find_spec(name)}
    bench.note(f"starting {len(codes)} kinds of interpreters in turn")
    taken = _taken(codes, 7 if bench.quick else 31)
    found = {name: figure(samples) for name, samples in taken.items()}
    bare = found[BARE]
    over = {name: row.less(bare) for name, row in found.items() if name != BARE}
    bench.add("Start of a bare interpreter", {BARE: bare})
    bench.add("Over a bare interpreter", over)
    bench.cost(f"{CORE} : the named set", over[CORE], over[NAMED], at_most=1.2)
    bench.cost(f"{OFFICE} : the named set and cattrs", over[OFFICE], over[WITH_CATTRS])
    bench.report()


def _taken(codes: dict[str, str], samples: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in codes}
    order, shuffler = list(codes), random.Random(1)
    for name in order:
        _seconds(codes[name])  # so that everything is compiled and in the page cache
    for _ in range(samples):
        shuffler.shuffle(order)
        for name in order:
            taken[name].append(_seconds(codes[name]))
    return taken


def _seconds(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # its own code
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
