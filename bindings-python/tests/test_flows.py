"""The flows that all languages share, through the doors that Python has for them, in both faces."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import pytest
import test_cases
import welinkpark
from conftest import ROOT
from test_cases import BEGIN, control, described, insert, matches, options, snake, written_error
from test_vectors import written

FOLDER = Path(ROOT, "tests/cases/flows")
SAMPLE_KEY = "27a06832a2214a4fa3b7105e4a72d370"


def cases(file: str) -> list:
    found = json.loads((FOLDER / file).read_text(encoding="utf-8"))["cases"]
    assert found
    return [pytest.param(case, id=case["name"]) for case in found]


def test_every_file_is_run():
    assert {path.name for path in FOLDER.glob("*.json")} == {
        "gate.json",
        "paging.json",
        "reconcile.json",
        "explain.json",
    }


class Sync:
    """The blocking face, called as it is."""

    language = "python"

    def __init__(self, sandbox, **settings):
        self.client = sandbox.client(**settings)

    def result(self, awaited):
        return awaited

    def statuses(self, flow):
        return iter(flow)

    def walk(self, walk):
        return iter(walk)

    def close(self):
        self.client.close()


class Async:
    """The asynchronous face, on one loop from the beginning to the end of a case."""

    language = "python-async"

    def __init__(self, sandbox, **settings):
        self.loop = asyncio.new_event_loop()
        self.client = sandbox.async_client(**settings)

    def result(self, awaited):
        return self.loop.run_until_complete(awaited)

    def walk(self, walk):
        steps = walk.__aiter__()
        while True:
            try:
                yield self.loop.run_until_complete(steps.__anext__())
            except StopAsyncIteration:
                return

    statuses = walk

    def close(self):
        self.result(self.client.close())
        self.result(self.loop.shutdown_asyncgens())
        self.loop.close()


@pytest.fixture(params=[Sync, Async], ids=["sync", "async"])
def make(request, welinkpark_sandbox):
    faces = []

    def make(**settings):
        faces.append(request.param(welinkpark_sandbox, **settings))
        return faces[-1]

    make.language = request.param.language
    yield make
    for face in faces:
        face.close()


@pytest.mark.parametrize("case", cases("gate.json"))
def test_gate(case, make, welinkpark_sandbox, told):
    sandbox = welinkpark_sandbox
    assert set(case) <= {"name", "flow", "lane", "user", "setup", "on", "pay", "max_wait_ms", "expect"}
    for path, body in case.get("setup", []):
        sandbox.control("POST", f"/{path}", body)
    before = openings(sandbox, case["lane"])
    told.of("cases/flows/gate", case, make.language)
    face = make()
    # Learns the sandbox's clock, so that no call of the flow is denied for its time.
    face.result(face.client.info.areas())
    start = getattr(face.client.gate, case["flow"])
    flow = start(case["lane"], case.get("user", "u1"), max_wait=case.get("max_wait_ms", 10_000) / 1000, interval=0.02)
    assert flow.status.phase == "ready"
    waiting = list(case.get("on", []))
    for status in face.statuses(flow):
        while found := next((on for on in waiting if on["state"] == status.state), None):
            waiting.remove(found)
            path, body = found["control"]
            sandbox.control("POST", f"/{path}", body)
        if status.phase is welinkpark.GatePhase.PAYMENT:
            bill = status.bill
            assert bill.money > 0
            assert bill.trade_no
            face.result(face.client.pay.pay_tmp_rent_bill(plate_number=case["pay"], pay_token=bill.pay_token))
            flow.paid()
    assert flow.status == status
    expect = case["expect"]
    counted = {"openings", "payments", "calls"}
    assert set(expect) <= {"phase", "state", "err_code", "sent"} | counted
    for name in set(expect) - counted:
        assert getattr(status, name) == expect[name], status
    came = {"openings": openings(sandbox, case["lane"]) - before, "payments": len(sandbox.state()["payments"])}
    came.update((endpoint, len(sandbox.requests(endpoint=endpoint))) for endpoint in expect["calls"])
    assert came == {"openings": expect["openings"], "payments": expect.get("payments", 0), **expect["calls"]}
    told.result({**{name: getattr(status, name) for name in ("phase", "state", "err_code", "sent")}, **came})


def openings(sandbox, lane) -> int:
    return sum(opening["lane_id"] == lane for opening in sandbox.state()["openings"])


@pytest.mark.parametrize(
    ("file", "case"),
    [
        pytest.param(name, *case.values, id=f"{name}: {case.id}")
        for name in ("paging", "reconcile")
        for case in cases(f"{name}.json")
    ],
)
def test_steps(file, case, make, welinkpark_sandbox, told):
    assert set(case) <= {"name", "options", "with", "steps"}
    told.of(f"cases/flows/{file}", case, make.language)
    for given in case.get("with", [{}]):
        sandbox = welinkpark_sandbox
        sandbox.reset()
        sandbox.settings(window_seconds=1_000_000_000)
        sandbox.control("POST", "/clock", {"freeze": True, "now": BEGIN})
        face, saved = make(**options(case.get("options", {}))), dict(given)
        for step in case["steps"]:
            run(face, sandbox, step, saved, told)
        told.line["requests"] = sandbox.requests(limit=1000)


def run(face, sandbox, step, saved, told):
    if "control" in step:
        control(sandbox, step, saved)
    elif "log" in step:
        matches(insert(step["expect"], saved), sandbox.requests(endpoint=step["log"].get("endpoint")))
    elif "call" in step:
        for time in range(step.get("times", 1)):
            saved["n"] = f"{time:05}"
            one = {name: value for name, value in step.items() if name != "times"}
            told.saw(test_cases.call(face.client, one, saved, face.result))
    elif "walk" in step:
        walk(face, step, saved, told)
    else:
        assert set(step) <= {"ask", "request", "expect", "error"}
        with failing(step, saved) as failure:
            request = arguments(step["request"], saved)
            # What a typed question cannot be asked without a TypeError goes through the door below it.
            if "error" in step:
                face.result(face.client._check(step["ask"], request))
            verdict = face.result(getattr(face.client.reconcile, step["ask"])(**request))
            found = {"outcome": verdict.outcome, "reason": verdict.reason, "id": verdict.id and str(verdict.id)}
            matches(insert(step["expect"], saved), json.loads(json.dumps(found)))
            told.saw(found)
        told.saw(*failure.told)


def walk(face, step, saved, told):
    known = {
        "walk",
        "params",
        "by",
        "page_size",
        "limit",
        "prefetch",
        "window_seconds",
        "concurrent",
        "expect",
        "error",
    }
    assert set(step) <= known
    by = step.get("by", "pages")
    group, name = step["walk"].split(".")
    method = getattr(getattr(face.client, group), name)
    params = arguments(step.get("params", {}), saved)
    if by == "windows":
        query = face.client.windows(method, step["window_seconds"], **params)
    else:
        query = getattr(face.client, by)(method, **params)
    for setting in {"page_size", "limit", "prefetch", "concurrent"} & set(step):
        query = getattr(query, setting)(step[setting])
    seen = []
    with failing(step, saved) as failure:
        for item in face.walk(query):
            seen.append(canonical(item))
    told.saw(seen, *failure.told)
    if "expect" in step:
        matches(insert(step["expect"], saved), seen)


def canonical(item):
    if isinstance(item, welinkpark.Window):
        moments = (item.start.isoformat(), item.end.isoformat())
        return {"from": moments[0], "to": moments[1], "records": canonical(item.records)}
    return json.loads(written(item))


def arguments(params, saved) -> dict:
    return {snake(name): value for name, value in insert(params, saved).items()}


class failing:  # noqa: N801
    """Expects the step's error, if it has one."""

    def __init__(self, step, saved):
        self.expected = insert(step["error"], saved) if "error" in step else None
        self.told = []

    def __enter__(self):
        return self

    def __exit__(self, _, error, __):
        if self.expected is None:
            return False
        assert error is not None, f"no error, expected {self.expected}"
        if not isinstance(error, welinkpark.WelinkParkError):
            return False
        matches(self.expected, described(error))
        self.told.append(written_error(error))
        return True


@pytest.mark.parametrize("case", cases("explain.json"))
def test_explain(case, told):
    told.of("cases/flows/explain", case)
    assert set(case) <= {"name", "request", "secret_key", "options", "expect", "error"}
    secret = case.get("secret_key", SAMPLE_KEY)
    with failing(case, {}) as failure:
        found = welinkpark.explain(case["request"], secret_key=secret, **case.get("options", {}))
        findings = [
            {
                "mistake": finding.code,
                "message": finding.message,
                "messageZh": finding.message_zh,
                "certain": finding.certain,
                "detail": finding.detail,
            }
            for finding in found.findings
        ]
        explanation = {**found.__dict__, "findings": findings, "notes": list(found.notes)}
        matches(case["expect"], explanation)
        told.saw(explanation)
        assert secret not in repr(found)
        assert all(re.search("[\u4e00-\u9fff]", finding.message_zh) for finding in found.findings)
    told.saw(*failure.told)
