"""The asynchronous client: loops of any make, cancellation, many calls at once."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvloop
import welinkpark
from conftest import run_python


def wait_for(condition, what):
    end = time.perf_counter() + 5
    while not condition():
        assert time.perf_counter() < end, what
        time.sleep(0.02)


class UnwatchingLoop(asyncio.SelectorEventLoop):
    """A loop that watches nothing for others, as Windows' Proactor."""

    def add_reader(self, fd, callback, *args):
        raise NotImplementedError


def run_unwatching(main):
    loop = UnwatchingLoop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


@pytest.fixture(params=["asyncio", "uvloop", "unwatching"])
def run(request):
    return {"asyncio": asyncio.run, "uvloop": uvloop.run, "unwatching": run_unwatching}[request.param]


def test_many_calls_at_once(run, welinkpark_sandbox):
    async def main():
        async with welinkpark_sandbox.async_client() as client:
            return await asyncio.gather(*(client.info.areas() for _ in range(100)))

    answers = run(main())
    assert all(len(answer) == 3 for answer in answers)


def test_the_loop_runs_while_a_call_waits(run, welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=0.3)

    async def main():
        call = asyncio.ensure_future(welinkpark_sandbox.async_client().info.areas())
        ticks = 0
        while not call.done():
            ticks += 1
            await asyncio.sleep(0.001)
        return ticks

    assert run(main()) > 10


def test_cancelling_a_task_closes_its_connection(run, welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=30)

    async def main():
        client = welinkpark_sandbox.async_client()
        call = asyncio.ensure_future(client.info.areas())
        await asyncio.to_thread(wait_for, lambda: welinkpark_sandbox.requests(endpoint="info.areas"), "no request")
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await asyncio.to_thread(wait_for, lambda: is_aborted(welinkpark_sandbox), "the connection stayed open")

    run(main())


def is_aborted(sandbox) -> bool:
    return bool(sandbox.requests(endpoint="info.areas")[0]["client_gone"])


def test_asyncio_timeouts_work(run, welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=30)

    async def main():
        begun = time.perf_counter()
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(welinkpark_sandbox.async_client().info.areas(), 0.2)
        assert time.perf_counter() - begun < 10

    run(main())


def test_one_client_on_several_loops_one_after_the_other(welinkpark_sandbox):
    client = welinkpark_sandbox.async_client()

    async def main():
        return len(await client.info.areas())

    assert [runner(main()) for runner in (asyncio.run, uvloop.run, asyncio.run)] == [3, 3, 3]


def test_a_loop_that_closes_before_the_answer_harms_nobody(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=0.2)
    client = welinkpark_sandbox.async_client()
    loop = asyncio.new_event_loop()
    task = loop.create_task(client.info.areas())
    loop.run_until_complete(asyncio.sleep(0.05))
    task.cancel()
    loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
    loop.close()
    time.sleep(0.3)
    gc.collect()

    async def main():
        return len(await client.info.areas())

    assert asyncio.run(main()) == 3


def test_loops_are_freed_when_they_are_closed(run, welinkpark_sandbox):
    client = welinkpark_sandbox.async_client()
    loops = []

    async def main():
        loops.append(weakref.ref(asyncio.get_running_loop()))
        # Its answer comes when nobody takes it any more.
        left = asyncio.ensure_future(client.info.areas())
        await client.info.areas()
        left.cancel()

    for _ in range(20):
        run(main())
    gc.collect()
    assert sum(loop() is not None for loop in loops) <= 1
    if sys.platform == "linux":
        assert len(os.listdir("/proc/self/fd")) < 60


def test_loops_in_many_threads(run, welinkpark_sandbox):
    client = welinkpark_sandbox.async_client()

    async def main():
        return sum(len(areas) for areas in await asyncio.gather(*(client.info.areas() for _ in range(20))))

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: run(main()), range(16))) == [60] * 16


def test_errors_are_raised_where_the_call_is_awaited(run, welinkpark_sandbox):
    async def main():
        client = welinkpark_sandbox.async_client()
        with pytest.raises(welinkpark.NotFoundError):
            await client.passport.get(passport_id=1)
        with pytest.raises(welinkpark.ValidationError):
            await client.passport.get()
        await client.close()
        with pytest.raises(welinkpark.ConfigError):
            await client.info.areas()

    run(main())


def test_the_generic_calls(run, welinkpark_sandbox):
    async def main():
        client = welinkpark_sandbox.async_client()
        assert (await client.call("info.areas"))[0]["areaType"] == 1
        assert (await client.call_raw("GET", "/info/areas")).json()[0]["areaName"] == "地面"
        response = await client.with_raw_response(client.info.lanes)
        assert response.data[0].lane_name == response.raw.json()[0]["laneName"]
        assert client.for_park("7").with_options(timeout=1).park_id == "7"

    run(main())


def test_ctrl_c_ends_asyncio_run_in_silence(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=10)
    code = """
import asyncio, os, signal, threading, time, welinkpark
async def main():
    await welinkpark.AsyncClient().info.areas()
threading.Timer(0.4, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
"""
    done = run_python(code, environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "interrupted\n", "")
