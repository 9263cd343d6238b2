"""Counts the instructions of the hot paths with callgrind, and compares them with those that are checked in.

A part runs ten times, then thirty times; the difference is what twenty cost. Counts depend on the compiler,
the processor's features and the allocator, but not on what else the machine does. `--write` writes them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
CHECKED_IN = HERE / "instructions.txt"
PROGRAM = HERE.parents[1] / "target" / "release" / "bench-hot-path"
FEW, MANY = 10, 30
TOLERANCE = 0.02


def main() -> None:
    """Measures all parts; ends with 1 if one costs more than the checked-in count by more than the tolerance."""
    if shutil.which("valgrind") is None:
        raise SystemExit("SKIPPED, there is no valgrind here")
    parts = subprocess.run([PROGRAM], check=True, capture_output=True, text=True).stdout.splitlines()
    before = dict(line.split("\t") for line in CHECKED_IN.read_text().splitlines()) if CHECKED_IN.exists() else {}
    after = {}
    worse = False
    for part in parts:
        after[part] = (instructions(part, MANY) - instructions(part, FEW)) // (MANY - FEW)
        known = int(before[part]) if part in before else None
        change = after[part] / known - 1 if known else 0.0
        worse = worse or change > TOLERANCE
        mark = "" if abs(change) <= TOLERANCE else "  <" if change < 0 else "  > MORE"
        print(f"{after[part]:>12,}  {change:+7.1%}  {part}{mark}", flush=True)
    if "--write" in sys.argv:
        CHECKED_IN.write_text("".join(f"{part}\t{count}\n" for part, count in after.items()))
    elif worse:
        raise SystemExit(1)


def instructions(part: str, times: int) -> int:
    """Of a whole run."""
    with tempfile.NamedTemporaryFile() as out:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", PROGRAM, part, str(times)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    found = re.search(r"Collected\s*:\s*(\d+)", said)
    if found is None:
        raise SystemExit(said)
    return int(found[1])


main()
