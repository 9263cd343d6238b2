"""Installs the wheels into a fresh environment and runs the README's Python lines there against the sandbox.

python try_wheels.py DIST [PYTHON …]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT_MIB = 5
LIMIT_IMPORT_MS = 100

IMPORT = """
import sys, time
begun = time.perf_counter()
__import__(sys.argv[1])
print((time.perf_counter() - begun) * 1000)
"""


def main() -> None:
    dist = Path(sys.argv[1]).resolve()
    client, sandbox = (newest(dist, name) for name in ("welinkpark", "welinkpark_sandbox"))
    size = client.stat().st_size / 2**20
    assert size < LIMIT_MIB, f"{client.name} has {size:.1f} MiB"
    for python in sys.argv[2:] or [sys.executable]:
        with tempfile.TemporaryDirectory() as folder:
            bin_folder = install(python, folder, client, sandbox)
            version = run(bin_folder / "python", "--version").strip()
            milliseconds, asyncio = (import_time(bin_folder / "python", name) for name in ("welinkpark", "asyncio"))
            # A busy machine is slow with everything.
            assert milliseconds < max(LIMIT_IMPORT_MS, 2 * asyncio), f"import takes {milliseconds:.0f} ms"
            code = "\n".join(re.findall(r"```python\n(.*?)```", readme(), re.DOTALL))
            run(bin_folder / "welinkpark", "sandbox", "--", bin_folder / "python", "-c", code)
        print(f"{version}: {client.name} ({size:.1f} MiB) imported in {milliseconds:.0f} ms, README runs")


def import_time(python: Path, module: str) -> float:
    return min(float(run(python, "-c", IMPORT, module)) for _ in range(5))


def install(python: str, folder: str, *wheels: Path) -> Path:
    subprocess.run([python, "-m", "venv", folder], check=True)
    bin_folder = Path(folder, "bin")
    run(bin_folder / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", *wheels)
    return bin_folder


def newest(dist: Path, name: str) -> Path:
    return max(dist.glob(f"{name}-*.whl"), key=lambda wheel: wheel.stat().st_mtime)


def readme() -> str:
    return (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def run(*command: str | Path) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} ends with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
