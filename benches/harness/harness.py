"""What all clients written in Python share; harness.rs says how the driver uses them."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from itertools import islice, repeat

# The document's sample credentials.
APP_ID = "289efb7512e54146273b982456b03f42ea93"
SECRET_KEY = "27a06832a2214a4fa3b7105e4a72d370"
PARK_ID = "10001088"


class Case:
    """What to call, from the program's arguments."""

    def __init__(self) -> None:
        self.base_url, what, concurrency, encrypt, count = sys.argv[1:]
        self.cars = what == "cars"
        self.concurrency = int(concurrency)
        self.encrypt = encrypt == "1"
        self.count = int(count)

    def check(self, records: int) -> None:
        """Ends the program unless an answer has all its records."""
        if records != self.count:
            sys.exit("an answer has not all its records")

    def serve(self, call: Callable[[], None]) -> None:
        """Makes calls that block, in as many threads as are to be under way at a time."""
        for line in sys.stdin:
            turns = islice(repeat(None), int(line))
            taken: list[int] = []
            if self.concurrency == 1:
                work(call, turns, taken)
            else:
                threads = [threading.Thread(target=work, args=(call, turns, taken)) for _ in range(self.concurrency)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
            print(" ".join(map(str, taken)), flush=True)

    async def serve_async(self, call: Callable[[], Awaitable[None]]) -> None:
        """Makes calls that are awaited, in as many tasks as are to be under way at a time."""
        for line in sys.stdin:
            turns = islice(repeat(None), int(line))
            taken: list[int] = []
            await asyncio.gather(*(work_async(call, turns, taken) for _ in range(self.concurrency)))
            print(" ".join(map(str, taken)), flush=True)


def work(call: Callable[[], None], turns: islice[None], taken: list[int]) -> None:
    """Makes calls until no turn is left."""
    for _ in turns:
        begun = time.perf_counter_ns()
        call()
        taken.append(time.perf_counter_ns() - begun)


async def work_async(call: Callable[[], Awaitable[None]], turns: islice[None], taken: list[int]) -> None:
    """Makes calls until no turn is left."""
    for _ in turns:
        begun = time.perf_counter_ns()
        await call()
        taken.append(time.perf_counter_ns() - begun)
