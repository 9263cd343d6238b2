"""The cases that all languages share: calls against the sandbox, through the typed methods of both faces."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from pathlib import Path

import pytest
import welinkpark
from conftest import ROOT, groups
from test_vectors import written
from welinkpark.resources import AsyncGroups, Groups
from welinkpark.testing import SandboxError

BEGIN = "2026-06-01 08:00:00"


def cases():
    for path in sorted(Path(ROOT, "tests/cases").glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            yield path.stem, case


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda capital: "_" + capital[0].lower(), name)


@pytest.mark.parametrize("face", ["sync", "async"])
@pytest.mark.parametrize(("file", "case"), [pytest.param(*one, id=f"{one[0]}: {one[1]['name']}") for one in cases()])
def test_case(file, case, face, welinkpark_sandbox, told):
    told.of(f"cases/{file}", case, "python" if face == "sync" else "python-async")
    sandbox = welinkpark_sandbox
    assert set(case) <= {"name", "options", "steps"}
    sandbox.settings(window_seconds=1_000_000_000)
    sandbox.control("POST", "/clock", {"freeze": True, "now": BEGIN})
    make = sandbox.client if face == "sync" else sandbox.async_client
    client = make(**options(case.get("options", {})))
    saved: dict[str, object] = {}
    for step in case["steps"]:
        if "control" in step:
            control(sandbox, step, saved)
        elif "call" in step:
            told.saw(call(client, step, saved))
        else:
            assert set(step) == {"log", "expect"}
            matches(insert(step["expect"], saved), sandbox.requests(endpoint=step["log"].get("endpoint")))
    told.line["requests"] = sandbox.requests(limit=1000)
    if face == "sync":
        client.close()


def test_every_endpoint_is_called():
    called = {step["call"] for _, case in cases() for step in case["steps"] if "call" in step}
    for face in (Groups, AsyncGroups):
        assert len(methods(face)) == 52
        assert methods(face) <= called


def methods(face) -> set[str]:
    """All typed methods of a client."""
    return {f"{name}.{method}" for name, group in groups(face).items() for method in vars(group) if method[0] != "_"}


def options(given: dict) -> dict:
    renamed = {"timeout_ms": "timeout", "attempt_timeout_ms": "attempt_timeout"}
    return {renamed.get(name, name): value / 1000 if name in renamed else value for name, value in given.items()}


def control(sandbox, step, saved):
    assert set(step) <= {"control", "body", "status", "expect", "save"}
    method, path = step["control"].split(" ", 1)
    try:
        answer = sandbox.control(method, path, insert(step.get("body"), saved))
    except SandboxError as refusal:
        assert refusal.status == step.get("status"), refusal
        return
    assert step.get("status", 200) == 200
    if "expect" in step:
        matches(insert(step["expect"], saved), answer)
    keep(step, answer, saved)


def call(client, step, saved, result=None):
    assert set(step) <= {"call", "params", "options", "expect", "error", "save"}
    of_call = options(step.get("options", {}))
    if "park_id" in of_call:
        client = client.for_park(of_call.pop("park_id"))
    client = client.with_options(**of_call)
    group, name = step["call"].split(".")
    method = getattr(getattr(client, group), name, client.call)
    params = {snake(name): value for name, value in (insert(step.get("params"), saved) or {}).items()}
    # What the method cannot even be asked for without a TypeError goes through the generic call.
    known = inspect.signature(method).parameters
    needed = {name for name, parameter in known.items() if parameter.default is parameter.empty}
    fits = needed <= set(params) <= set(known)
    try:
        answer = method(**params) if fits else client.call(step["call"], params)
        if inspect.isawaitable(answer):
            answer = (result or run)(answer)
    except welinkpark.WelinkParkError as error:
        assert "error" in step, error.report
        matches(insert(step["error"], saved), described(error))
        return written_error(error)
    assert "error" not in step, answer
    canonical = json.loads(written(answer))
    if "expect" in step:
        matches(insert(step["expect"], saved), canonical)
    keep(step, canonical, saved)
    return canonical


def run(awaitable):
    async def answer():
        return await awaitable

    return asyncio.run(answer())


def described(error) -> dict:
    kinds = {
        "config": welinkpark.ConfigError,
        "validation": welinkpark.ValidationError,
        "transport": welinkpark.TransportError,
        "http": welinkpark.HttpError,
        "decode": welinkpark.DecodeError,
        "api": welinkpark.ApiError,
        "cancelled": welinkpark.CallCancelledError,
        "internal": welinkpark.InternalError,
    }
    described = dict(error.__dict__)
    if isinstance(error, welinkpark.TransportError):
        described["transport"] = described.pop("kind")
    if isinstance(error, welinkpark.ApiError):
        described["message"] = error.platform_message
    described["kind"] = next(name for name, kind in kinds.items() if isinstance(error, kind))
    return described


def written_error(error) -> dict:
    """The description of an error, without what is no plain data."""
    return {name: value for name, value in described(error).items() if isinstance(value, (str, int, type(None)))}


def insert(value, saved):
    if isinstance(value, str) and value.startswith("${") and value.endswith("}"):
        return saved[value[2:-1]]
    if isinstance(value, list):
        return [insert(item, saved) for item in value]
    if isinstance(value, dict):
        return {name: insert(item, saved) for name, item in value.items()}
    return value


def keep(step, answer, saved):
    for name, pointer in step.get("save", {}).items():
        part = answer
        for key in pointer.split("/")[1:]:
            part = part[int(key)] if isinstance(part, list) else part[key]
        saved[name] = part


def matches(expected, found, path="/"):
    if isinstance(expected, dict):
        special = next((name for name in expected if name.startswith("$")), None)
        if special:
            assert is_special(special, expected[special], found), f"{path}: {found!r} is not {expected}"
            return
        assert isinstance(found, dict), f"{path}: {found!r} is not an object"
        for name, value in expected.items():
            matches(value, found.get(name), f"{path}{name}/")
    elif isinstance(expected, list):
        assert isinstance(found, list), f"{path}: {found!r} is not a list"
        assert len(found) == len(expected), f"{path}: {found!r} has not {len(expected)} elements"
        for index, (one, other) in enumerate(zip(expected, found)):
            matches(one, other, f"{path}{index}/")
    else:
        assert (type(found), found) == (type(expected), expected), f"{path}: {found!r} is not {expected!r}"


def is_special(name, argument, found) -> bool:
    if name == "$not_null":
        return found is not None
    if name == "$len":
        return len(found) == argument
    if name == "$contains":
        return argument in found
    if name == "$has":
        return any(fits(argument, element) for element in found)
    raise AssertionError(f"there is no {name}")


def fits(expected, found) -> bool:
    try:
        matches(expected, found)
    except AssertionError:
        return False
    return True
