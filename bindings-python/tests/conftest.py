"""What the tests share."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from welinkpark import resources

ROOT = Path(__file__).resolve().parents[2]
"""The project's folder."""

# A shell in the background ignores Ctrl-C, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
# The sandbox of this source tree, not one that happens to be installed.
os.environ.setdefault("WELINKPARK_BINARY", str(ROOT / "target/debug/welinkpark"))


def vectors(file: str) -> list:
    """The vectors of one file, as pytest parameters named after them."""
    data = json.loads((ROOT / "tests/vectors" / file).read_text(encoding="utf-8"))
    assert set(data) == {"description", "vectors"}
    assert data["vectors"]
    return [pytest.param(vector, id=vector["name"]) for vector in data["vectors"]]


def groups(face: type) -> dict[str, type]:
    """The groups of `Groups` or `AsyncGroups`: the class of each."""
    prefix = "" if face is resources.Groups else "Async"
    modules = {name: import_module(f"welinkpark.resources.{name}") for name in face.__slots__}
    return {name: getattr(modules[name], prefix + resources._CLASSES[name]) for name in modules}


class Told:
    """What a test tells of a vector or case, for `make conformance`; tests/README.md describes it."""

    def __init__(self) -> None:
        self.line: dict[str, object] = {}

    def of(self, suite: str, case: dict, language: str = "python") -> None:
        """Which one it is."""
        self.line = {"language": language, "suite": suite, "case": case["name"]}

    def result(self, *seen: object) -> None:
        """What the library made of it."""
        self.line["result"] = seen

    def saw(self, *seen: object) -> None:
        """What the library made of a part of it."""
        self.result(*self.line.get("result", ()), *seen)

    def write(self, problem: str | None) -> None:
        path = os.environ.get("WELINKPARK_OUTCOMES")
        if path and "suite" in self.line:
            outcome = {"outcome": "pass"} if problem is None else {"outcome": "fail", "problem": problem}
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps({**self.line, **outcome}) + "\n")


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    told = getattr(item, "funcargs", {}).get("told")
    if report.when == "call" and isinstance(told, Told):
        told.write(None if report.passed else report.longreprtext[-2000:])
    return report


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
