"""The pytest fixture ``welinkpark_sandbox``: a fresh sandbox for each test, one process for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from welinkpark.testing import Sandbox


@pytest.fixture(scope="session")
def welinkpark_sandbox_process() -> Iterator[Sandbox]:
    """One sandbox for the whole session, as the tests leave it."""
    from welinkpark.testing import Sandbox  # noqa: PLC0415  # not before a test wants it

    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def welinkpark_sandbox(welinkpark_sandbox_process: Sandbox) -> Sandbox:
    """A fresh sandbox: state, clock, faults, settings and request log are as after its start."""
    welinkpark_sandbox_process.reset()
    return welinkpark_sandbox_process
