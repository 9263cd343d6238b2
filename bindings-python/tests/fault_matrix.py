"""tests/faults: every fault × every safety class, through both faces of the client.

`make faults` runs it, with the servers that fail around it:
welinkpark sandbox -- fault-server python -m pytest tests/fault_matrix.py
"""

from __future__ import annotations

import asyncio
import json
import os
import time
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs

import pytest
import welinkpark
from conftest import ROOT
from test_cases import described, snake

ROUTES = json.loads(os.environ["WELINKPARK_FAULT_ROUTES"])
MATRIX = json.loads(Path(ROOT, "tests/faults/faults.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("face", ["sync", "async"])
@pytest.mark.parametrize("name", MATRIX["classes"])
@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault["name"]) for fault in MATRIX["faults"]])
def test_fault(fault, name, face):
    kind = MATRIX["classes"][name]
    common = fault["change"] if "done" in kind else fault["read"]
    assert run(fault, kind, face) == fault.get("but", {}).get(name, common)


def run(fault, kind, face):
    control("POST", "/reset")
    control("PUT", "/settings", {"window_seconds": 1_000_000_000})
    control("POST", "/clock", {"freeze": True, "now": "2026-06-01 08:00:00"})
    for path, body in kind.get("setup", []):
        control("POST", path, body)
    params = dict(kind.get("params", {}))
    if "first" in kind:
        first = kind["first"]
        with welinkpark.Client() as direct:
            params[first["take"]] = getattr(made(direct, first["call"], first["params"]), snake(first["take"]))
    before = count(kind)
    if "plan" in fault:
        control("POST", "/faults", {**fault["plan"], "endpoint": kind["call"]})
    # Without a server between, the sandbox itself.
    route = ROUTES[fault["via"]] if "via" in fault else {"base_url": os.environ["WELINKPARK_BASE_URL"]}
    settings = {
        "base_url": route["base_url"],
        "attempt_timeout": MATRIX["options"]["attempt_timeout_ms"] / 1000,
        "timeout": MATRIX["options"]["timeout_ms"] / 1000,
        **({"proxy": route["proxy"]} if "proxy" in route else {}),
        **({"ca_certificates": [Path(route["ca_file"]).read_bytes()]} if "ca_file" in route else {}),
    }
    call = blocking if face == "sync" else lambda *of: asyncio.run(asynchronous(*of))
    try:
        call(settings, fault.get("warm"), kind["call"], params)
        outcome = {"result": "ok", "sent": None, "attempts": None}
    except welinkpark.WelinkParkError as error:
        told = described(error)
        particular = {"transport": "transport", "http": "status", "decode": "stage", "api": "code"}.get(told["kind"])
        result = f"{told['kind']} {told[particular]}" if particular else told["kind"]
        outcome = {"result": result, "sent": told["sent"], "attempts": told["attempts"]}
    log = settled(kind["call"])
    nonces = {parse_qs(entry["query"] or entry["body"])["Nonce"][0] for entry in log}
    assert len(nonces) == len(log), "a nonce was used twice"
    return {**outcome, "arrived": len(log), "done": None if before is None else count(kind) - before}


def blocking(settings, warm, name, params):
    with welinkpark.Client(**settings) as client:
        if warm:
            client.info.areas()
            time.sleep(0.1)
        made(client, name, params)


async def asynchronous(settings, warm, name, params):
    async with welinkpark.AsyncClient(**settings) as client:
        if warm:
            await client.info.areas()
            await asyncio.sleep(0.1)
        await made(client, name, params)


def made(client, name, params):
    group, method = name.split(".")
    return getattr(getattr(client, group), method)(**{snake(key): value for key, value in params.items()})


def control(method, path, body=None):
    url = os.environ["WELINKPARK_CONTROL_URL"] + path
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(url, data, method=method)) as answer:
        return json.loads(answer.read())


def count(kind):
    """How often the work is done, as the sandbox's database says."""
    if "done" not in kind:
        return None
    part = control("GET", "/state")
    for key in kind["done"].split("/")[1:]:
        part = part[key]
    return len(part) if isinstance(part, list) else part


def settled(name):
    """The requests to an endpoint, once the sandbox is done with them."""
    for _ in range(500):
        requests = control("GET", f"/requests?endpoint={name}")["requests"]
        if not any(entry.get("pending") for entry in requests):
            return requests
        time.sleep(0.01)
    raise AssertionError(f"{name} is still being worked on")
