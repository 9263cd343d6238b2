"""What the tests share."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder."""

# The sandbox of this source tree, not one that happens to be installed.
os.environ.setdefault("WELINKPARK_BINARY", str(ROOT / "target/debug/welinkpark"))


def vectors(file: str) -> list:
    """The vectors of one file, as pytest parameters named after them."""
    data = json.loads((ROOT / "tests/vectors" / file).read_text(encoding="utf-8"))
    assert set(data) == {"description", "vectors"}
    assert data["vectors"]
    return [pytest.param(vector, id=vector["name"]) for vector in data["vectors"]]


def run_python(
    code: str, *arguments: str, environment: dict[str, str] | None = None, developer: bool = True, timeout: float = 30
):
    """Runs a program in a Python of its own, which in developer mode tells of everything that is left open."""
    return subprocess.run(
        [sys.executable, *(["-X", "dev"] if developer else []), "-c", code, *arguments],
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
