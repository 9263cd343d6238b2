"""What tables of flows cannot say: signals, threads, tasks, forks, laziness, and what Python's types promise."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import pickle
import threading
import time
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
import uvloop
import welinkpark
from conftest import run_python
from welinkpark import CHINA, GatePhase

ENTRY, EXIT = 3150432953492101, 3150432953492102
AREA = 1150779322741001
PLATE = "粤B00001"


def wait_for(condition, what):
    end = time.perf_counter() + 10
    while not condition():
        assert time.perf_counter() < end, what
        time.sleep(0.01)


def openings(sandbox) -> int:
    return len(sandbox.state()["openings"])


def listed(client, count):
    for number in range(count):
        client.blacklist.add(plate_number=f"粤A{number:05}", area_ids=[AREA], start_date="2024-01-01", reason="walk")


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request):
    return asyncio.run if request.param == "asyncio" else uvloop.run


# Gate flows


def test_a_status_is_plain_frozen_data(welinkpark_sandbox):
    sandbox = welinkpark_sandbox
    sandbox.vehicle_arrives(lane_id=ENTRY, plate_number=PLATE)
    sandbox.clock.advance(hours=2)
    client = sandbox.client()
    client.info.areas()
    sandbox.vehicle_leaves(lane_id=EXIT, plate_number=PLATE)
    flow = client.gate.exit(str(EXIT), 4150570873, interval=timedelta(milliseconds=20))
    status = flow.run()
    assert (status.kind, status.phase, status.state) == ("exit", "payment", welinkpark.AuthState.AWAITING_PAYMENT)
    assert status.bill.money == Decimal(10)
    assert status.bill.end_time.tzinfo == CHINA
    assert isinstance(status.bill.trade_no, int)
    assert not status.phase.is_running
    assert pickle.loads(pickle.dumps(status)) == status
    assert hash(status) == hash(flow.status)
    with pytest.raises(dataclasses.FrozenInstanceError):
        status.phase = GatePhase.OPENED
    assert repr(flow) == "GateFlow(phase='payment')"
    assert GatePhase("new") == "new"
    assert not GatePhase("new").is_known


def test_a_bill_of_a_flow_can_be_asked_about(welinkpark_sandbox):
    sandbox = welinkpark_sandbox
    sandbox.vehicle_arrives(lane_id=ENTRY, plate_number=PLATE)
    sandbox.clock.advance(hours=2)
    client = sandbox.client()
    client.info.areas()
    sandbox.vehicle_leaves(lane_id=EXIT, plate_number=PLATE)
    flow = client.gate.exit(EXIT, "u1", interval=0.02)
    bill = flow.run().bill
    lost = {"bill": bill, "plate_number": PLATE, "user_id": "u1"}
    assert client.reconcile.bill_paid(**lost).outcome == "not-done"
    client.pay.pay_tmp_rent_bill(plate_number=PLATE, pay_token=bill.pay_token)
    verdict = client.reconcile.bill_paid(**lost)
    assert verdict.outcome is welinkpark.Outcome.DONE
    assert (verdict.id, type(verdict.reason)) == (bill.trade_no, str)
    with pytest.raises(welinkpark.ValidationError, match=r'Decimal\("10.5"\)'):
        client.reconcile.bill_paid(plate_number=PLATE, user_id="u1", money=10.5)
    flow.paid()
    assert flow.run().phase is GatePhase.OPENED


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (((1.5), "u1", {}), "laneId: found 1.5; give the lane's id"),
        (("lane", "u1", {}), "laneId: found 'lane'"),
        ((ENTRY, None, {}), "userId: found None; give the user's id"),
        ((ENTRY, "u1", {"max_wait": 0}), "max_wait is zero"),
        ((ENTRY, "u1", {"interval": -1}), "interval is -1"),
    ],
)
def test_arguments_that_cannot_be_are_told(arguments, says, welinkpark_sandbox):
    lane, user, times = arguments
    for client in (welinkpark_sandbox.client(), welinkpark_sandbox.async_client()):
        with pytest.raises(welinkpark.WelinkParkError, match=says):
            client.gate.enter(lane, user, **times)
    with pytest.raises(welinkpark.ValidationError, match="not a token of a gate flow"):
        welinkpark_sandbox.client().gate.resume("wlpgate1.x")


def test_a_flow_is_cancelled_from_another_thread_and_extended(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    flow = client.gate.enter(ENTRY, "u1", interval=60)
    threading.Timer(0.3, flow.cancel).start()
    begun = time.perf_counter()
    assert flow.run().phase is GatePhase.CANCELLED
    assert time.perf_counter() - begun < 30
    assert flow.run().phase is GatePhase.CANCELLED
    welinkpark_sandbox.vehicle_arrives(lane_id=ENTRY)
    flow.extend(timedelta(seconds=30))
    threading.Timer(0.3, flow.cancel).start()
    assert flow.run().phase is GatePhase.CANCELLED


def test_other_threads_run_while_a_flow_waits_and_may_not_meddle(welinkpark_sandbox):
    flow = welinkpark_sandbox.client().gate.enter(ENTRY, "u1", interval=60)
    thread = threading.Thread(target=flow.run)
    thread.start()
    wait_for(lambda: welinkpark_sandbox.requests(endpoint="auth.enter"), "no request")
    wait_for(lambda: flow.status.state == 7, "no state")
    ticks = 0
    while ticks < 20 and thread.is_alive():
        ticks += 1
        time.sleep(0.001)
    assert ticks == 20
    for meddle in (flow.token, flow.paid, flow.next, lambda: flow.extend(1)):
        with pytest.raises(welinkpark.ConfigError, match=r"running; wait for its step, or end it with cancel\(\)"):
            meddle()
    flow.cancel()
    thread.join()
    assert flow.token().startswith("wlpgate1.")


def test_ctrl_c_ends_a_flow_and_a_walk_and_both_can_go_on(welinkpark_sandbox):
    code = """
import os, signal, threading, time, welinkpark
client = welinkpark.Client()
def interrupted(work):
    threading.Timer(0.4, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    begun = time.perf_counter()
    try:
        work()
    except KeyboardInterrupt:
        assert time.perf_counter() - begun < 20
        return "interrupted"
flow = client.gate.enter(3150432953492101, "u1", interval=60)
print(interrupted(flow.run), flow.status.phase.value)
from welinkpark.testing import Sandbox
import urllib.request
base = os.environ["WELINKPARK_CONTROL_URL"]
def control(path, body):
    request = urllib.request.Request(f"{base}/{path}", body.encode(), {"Content-Type": "application/json"})
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request).read()
control("vehicles/arrive", '{"lane_id": 3150432953492101}')
flow.extend(30)
client2 = client.gate.resume(flow.token())
print(client2.run().phase.value)
control("faults", '{"kind": "delay", "delay_ms": 30000, "endpoint": "blacklist.query"}')
print(interrupted(lambda: list(client.records(client.blacklist.query))))
print(len(client.info.areas()))
"""
    done = run_python(code, environment=welinkpark_sandbox.environment)
    expected = "interrupted cancelled\nopened\ninterrupted\n3\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")
    assert openings(welinkpark_sandbox) == 1


def test_a_cancelled_task_leaves_a_flow_that_goes_on(run, welinkpark_sandbox):
    sandbox = welinkpark_sandbox
    sandbox.vehicle_arrives(lane_id=ENTRY)
    sandbox.faults.add("delay", endpoint="auth.enter", delay=30, after_commit=True)

    async def main():
        client = sandbox.async_client()
        flow = client.gate.enter(ENTRY, "u1", interval=0.02)
        task = asyncio.ensure_future(flow.run())
        await asyncio.to_thread(wait_for, lambda: sandbox.requests(endpoint="auth.enter"), "no request")
        with pytest.raises(welinkpark.ConfigError, match="running"):
            flow.token()
        assert flow.status.phase is GatePhase.READY
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        token = flow.token()
        gone = lambda: sandbox.requests(endpoint="auth.enter")[0]["client_gone"]  # noqa: E731
        await asyncio.to_thread(wait_for, gone, "the connection stayed open")
        status = await flow.run()
        return status, (await client.gate.resume(token).run()), token

    status, resumed, token = run(main())
    assert len(sandbox.requests(endpoint="auth.enter")) == 1
    assert status.answered_by == resumed.answered_by == "auth.query_event"
    assert status.phase == resumed.phase
    assert "u1" not in token


def test_async_for_and_cancel_without_a_task(run, welinkpark_sandbox):
    async def main():
        flow = welinkpark_sandbox.async_client().gate.enter(ENTRY, "u1", interval=60)
        seen = []
        async for status in flow:
            seen.append(status.phase.value)
            asyncio.get_running_loop().call_later(0.2, flow.cancel)
        return seen, flow

    seen, flow = run(main())
    assert seen == ["waiting", "cancelled"]
    assert repr(flow) == "AsyncGateFlow(phase='cancelled')"


def test_a_token_goes_on_in_another_process(welinkpark_sandbox):
    flow = welinkpark_sandbox.client().gate.enter(ENTRY, "u1", max_wait=60, interval=0.02)
    assert flow.next().state == 7
    welinkpark_sandbox.vehicle_arrives(lane_id=ENTRY)
    code = "import sys, welinkpark; print(welinkpark.Client().gate.resume(sys.argv[1]).run().phase.value)"
    done = run_python(code, flow.token(), environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stdout) == (0, "opened\n"), done.stderr
    assert openings(welinkpark_sandbox) == 1


FORK = """
import asyncio, gc, os, sys, welinkpark
client, other = welinkpark.Client(), welinkpark.AsyncClient()
flow, later = client.gate.enter(3150432953492101, "u1"), other.gate.enter(3150432953492101, "u2")
walk = iter(client.pages(client.blacklist.query).page_size(1))
next(walk)
token = flow.token()
child = os.fork()
if child == 0:
    told = []
    for use in (flow.run, flow.token, later.token, lambda: asyncio.run(later.run()), lambda: next(walk)):
        try:
            use()
        except welinkpark.ConfigError as error:
            told.append(str(error))
    assert len(told) == 5 and "client.gate.resume(token)" in told[0] and "begin another one here" in told[4], told
    assert client.gate.resume(token).next().phase.value
    assert len(list(client.pages(client.blacklist.query))) == 1
    del flow, later, walk
    gc.collect()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
assert flow.next().state == 7
assert list(walk) == []
print("both")
"""


def test_a_flow_and_a_walk_stay_with_the_process_that_began_them(welinkpark_sandbox):
    done = run_python(FORK, environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stdout) == (0, "both\n"), done.stderr


@pytest.mark.parametrize("how", ["thread", "task"])
def test_flows_in_flight_at_exit_print_nothing(how, welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", endpoint="blacklist.query", delay=60)
    code = """
import asyncio, sys, threading, time, welinkpark
client = welinkpark.Client()
async def flows():
    other = welinkpark.AsyncClient()
    records = other.records(other.blacklist.query)
    await asyncio.gather(other.gate.enter(3150432953492101, "u1", interval=60).run(), anext_of(records))
async def anext_of(records):
    async for record in records:
        pass
if sys.argv[1] == "thread":
    enter = client.gate.enter(3150432953492101, "u1", interval=60)
    for work in (enter.run, lambda: list(client.records(client.blacklist.query))):
        threading.Thread(target=work, daemon=True).start()
else:
    threading.Thread(target=lambda: asyncio.run(flows()), daemon=True).start()
time.sleep(0.5)
"""
    begun = time.perf_counter()
    done = run_python(code, how, environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.perf_counter() - begun < 20


# Paging


def test_records_are_the_models_that_calls_give(run, welinkpark_sandbox):
    client, other = welinkpark_sandbox.client(), welinkpark_sandbox.async_client()
    listed(client, 5)
    whole = client.blacklist.query(keyword="粤A")
    assert list(client.records(client.blacklist.query, keyword="粤A").page_size(2)) == whole
    assert [entry for page in client.pages(client.blacklist.query, keyword="粤A", length=2) for entry in page] == whole
    passports = client.passport.query(passport_type=1)
    assert passports
    assert list(client.records(client.passport.query, passport_type=1).page_size(1)) == passports
    assert type(next(iter(client.records(client.passport.query, passport_type=1)))) is welinkpark.Passport

    async def main():
        return [entry async for entry in other.records(other.blacklist.query, keyword="粤A").page_size(2)]

    assert run(main()) == whole


def test_a_query_can_be_walked_again_and_changes_nothing_in_place(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    listed(client, 5)
    everything = client.records(client.blacklist.query, keyword="粤A")
    some = everything.limit(2)
    assert [len(list(query)) for query in (some, everything, some)] == [2, 5, 2]
    assert repr(everything) == "Records('blacklist.query')"


def test_nothing_is_sent_before_the_first_page_and_one_page_ahead_after(run, welinkpark_sandbox):
    client, other = welinkpark_sandbox.client(), welinkpark_sandbox.async_client()
    listed(client, 6)

    def asked():
        return len(welinkpark_sandbox.requests(endpoint="blacklist.query"))

    pages = iter(client.pages(client.blacklist.query, keyword="粤A").page_size(2))
    time.sleep(0.2)
    assert asked() == 0
    next(pages)
    wait_for(lambda: asked() == 2, "no page ahead")

    async def main():
        async for _ in other.pages(other.blacklist.query, keyword="粤A").page_size(2).prefetch(False):
            await asyncio.sleep(0.2)
            break

    run(main())
    assert asked() == 3


def test_only_methods_that_list_can_be_walked(welinkpark_sandbox):
    client, other = welinkpark_sandbox.client(), welinkpark_sandbox.async_client()
    with pytest.raises(welinkpark.ValidationError, match=r"info\.areas has no pages"):
        list(client.pages(client.info.areas))
    for walker in (client, other):
        with pytest.raises(TypeError, match=r"not a method of a group, such as client.passport.get"):
            walker.pages(len)
        with pytest.raises(TypeError, match="unexpected keyword argument 'plate'"):
            walker.records(walker.blacklist.query, plate="x")
    with pytest.raises(welinkpark.ValidationError, match="shorter than one second"):
        list(client.windows(client.passrecord.query_car_records, 0.5, start_time="2024-05-06", end_time="2024-05-07"))


def test_windows_have_china_times_and_the_models_of_calls(run, welinkpark_sandbox):
    sandbox = welinkpark_sandbox
    sandbox.clock.set(datetime(2026, 6, 1, 8))
    sandbox.clock.freeze()
    sandbox.settings(window_seconds=1_000_000_000)
    sandbox.vehicle_arrives(lane_id=ENTRY, plate_number=PLATE)
    client, other = sandbox.client(), sandbox.async_client()
    day = {"start_time": datetime(2026, 6, 1), "end_time": datetime(2026, 6, 1, 23, 59, 59)}
    whole = client.passrecord.query_car_records(**day)
    windows = list(client.windows(client.passrecord.query_car_records, timedelta(hours=6), **day).concurrent(2))
    assert [window.start.hour for window in windows] == [0, 6, 12, 18]
    assert windows[1].end == datetime(2026, 6, 1, 11, 59, 59, tzinfo=CHINA)
    assert [record for window in windows for record in window.records] == whole
    assert whole

    async def main():
        walk = other.windows(other.passrecord.query_car_records, timedelta(hours=6), **day).page_size(1)
        return [window async for window in walk]

    assert run(main()) == windows


# Signatures


def test_a_refused_signature_brings_its_findings(welinkpark_sandbox):
    client = welinkpark_sandbox.client(secret_key="made-up-made-up-made-up-")
    with pytest.raises(welinkpark.AuthenticationError) as caught:
        client.info.areas()
    error = pickle.loads(pickle.dumps(caught.value))
    assert error.findings == caught.value.findings
    assert all(isinstance(finding, welinkpark.Finding) and finding.message for finding in error.findings)
    sandbox = welinkpark_sandbox
    sandbox.clock.advance(hours=1)
    with pytest.raises(welinkpark.AuthenticationError) as caught:
        sandbox.client(correct_clock=False).info.areas()
    assert [finding.code for finding in caught.value.findings] == ["clock-off"]


def test_explain_takes_the_secret_from_the_environment(welinkpark_sandbox, monkeypatch):
    sandbox = welinkpark_sandbox
    sandbox.client().info.areas()
    entry = sandbox.requests(endpoint="info.areas")[0]
    monkeypatch.setenv("WELINKPARK_SECRET_KEY", sandbox.secret_key)
    found = welinkpark.explain(json.dumps(entry))
    assert (found.right, found.signature, found.endpoint, found.findings) == (True, "right", "info.areas", ())
    late = datetime.now() + timedelta(days=1)
    url = f"http://127.0.0.1/api/info/areas?{entry['query']}"
    assert welinkpark.explain(url).right
    assert [finding.code for finding in welinkpark.explain(url, at=late).findings] == ["clock-off"]
    assert [finding.code for finding in welinkpark.explain(url, at=0).findings] == ["clock-off"]
    monkeypatch.delenv("WELINKPARK_SECRET_KEY")
    with pytest.raises(welinkpark.ValidationError, match="secret_key"):
        welinkpark.explain("AppId=1")
