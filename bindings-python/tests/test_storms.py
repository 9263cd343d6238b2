"""What happens once in a hundred times: forks, exits and cancellations at random moments, many of them."""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import welinkpark
from conftest import run_python

EXIT = """
import asyncio, os, sys, threading, time, welinkpark
seed, how = int(sys.argv[1]), sys.argv[2]
client = welinkpark.Client(retries=0)
def call():
    while True:
        try:
            client.info.areas()
        except welinkpark.WelinkParkError:
            pass
for _ in range(4):
    threading.Thread(target=call, daemon=True).start()
async def calls():
    async with welinkpark.AsyncClient(retries=0) as other:
        await asyncio.wait([asyncio.ensure_future(other.info.areas()) for _ in range(20)], timeout=seed / 100)
        if how == "os":
            os._exit(5)
        sys.exit(5)
asyncio.run(calls())
"""


def test_a_storm_of_exits_with_calls_in_flight(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=0.03, probability=0.5)

    def end(seed):
        # Not in developer mode, which tells of the tasks that an exit leaves behind.
        how = "os" if seed % 3 == 0 else "sys"
        return run_python(EXIT, str(seed), how, environment=welinkpark_sandbox.environment, developer=False)

    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(end, range(16)):
            assert (done.returncode, done.stdout) == (5, ""), done.stderr
            assert not any(word in done.stderr for word in ("panicked", "Fatal")), done.stderr


def test_a_storm_of_forks_while_threads_call(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    ended = threading.Event()
    answers = []

    def call():
        while not ended.is_set():
            answers.append(len(client.info.areas()))

    threads = [threading.Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    children = []
    try:
        for _ in range(25):
            child = os.fork()
            if child == 0:
                try:
                    os._exit(0 if len(client.info.areas()) == 3 else 1)
                finally:
                    os._exit(2)
            children.append(child)
            time.sleep(random.random() / 50)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert answers
    assert set(answers) == {3}


def test_a_storm_of_cancellations_ends_each_call_once(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=0.01, probability=0.5)
    order = random.Random(8)

    async def storm():
        async with welinkpark_sandbox.async_client() as client:
            ends = []

            async def call():
                try:
                    ends.append(len(await client.info.areas()))
                except asyncio.CancelledError:
                    ends.append("cancelled")
                    raise

            for _ in range(10):
                tasks = [asyncio.ensure_future(call()) for _ in range(50)]
                await asyncio.sleep(0)
                for task in order.sample(tasks, 25):
                    await asyncio.sleep(order.random() / 500)
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)
            assert len(ends) == 500
            assert set(ends) <= {3, "cancelled"}
            assert len(await client.info.areas()) == 3

    asyncio.run(storm())


def test_a_storm_of_clients_that_are_closed_while_they_are_used(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=0.02)
    for _ in range(30):
        client = welinkpark_sandbox.client()
        ends = []

        def call(client=client, ends=ends):
            try:
                ends.append(len(client.info.areas()))
            except welinkpark.WelinkParkError as error:
                ends.append(type(error).__name__)

        threads = [threading.Thread(target=call) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(random.random() / 30)
        client.close()
        for thread in threads:
            thread.join()
        assert len(ends) == 4
        assert set(ends) <= {3, "ConfigError", "CallCancelledError", "TransportError"}, ends
