"""The callers of a soak in Python: threads with the blocking client, tasks with the asynchronous one.

`make soak` runs it; tests/README.md describes what it writes.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import sys
import threading
import time

import welinkpark

END = time.monotonic() + float(os.environ["SOAK_SECONDS"])
LIMITS = {"attempt_timeout": 2.0, "timeout": 6.0}
THREADS, TASKS = 50, 100
RULES = [
    ("11151314366657101", "12151107613232801"),
    ("11151314366657101", "12151107620265701"),
    ("11151314366657101", "12151107620265702"),
    ("11151107616571701", "12151107620265701"),
]
numbers = itertools.count()
telling = threading.Lock()


def plan(number):
    """Class, key, group, method and arguments of a call."""
    if number % 40 == 0:
        merchant, rule = RULES[number // 40 % len(RULES)]
        return (
            "money",
            f"SM{number}",
            "coupon",
            "add",
            {"mch_id": merchant, "rule_id": rule, "plate_number": f"SM{number}"},
        )
    if number % 4 == 1:
        what = {"plate_number": f"SW{number}", "area_ids": [1150779322741001], "start_date": "2026-06-01"}
        return "write", f"SW{number}", "blacklist", "add", what
    if number % 4 == 2:
        return "gate", "", "auth", "access", {"lane_id": 3150432953492105, "user_id": "soak"}
    return "read", "", "info", "areas", {}


def tell(kind, key, answer=None, error=None):
    if error is not None:
        outcome = "refused" if isinstance(error, welinkpark.ApiError) else error.sent
    else:
        outcome = "refused" if kind == "gate" and answer.state != 0 else "ok"
    with telling:
        sys.stdout.write(json.dumps({"class": kind, "key": key, "outcome": outcome}) + "\n")


def blocking(client):
    while time.monotonic() < END:
        kind, key, group, method, arguments = plan(next(numbers))
        try:
            answer = getattr(getattr(client, group), method)(**arguments)
        except welinkpark.WelinkParkError as error:
            tell(kind, key, error=error)
        else:
            tell(kind, key, answer)


async def asynchronous(client):
    while time.monotonic() < END:
        kind, key, group, method, arguments = plan(next(numbers))
        try:
            answer = await getattr(getattr(client, group), method)(**arguments)
        except welinkpark.WelinkParkError as error:
            tell(kind, key, error=error)
        else:
            tell(kind, key, answer)


async def tasks():
    async with welinkpark.AsyncClient(**LIMITS) as client:
        await asyncio.gather(*(asynchronous(client) for _ in range(TASKS)))


with welinkpark.Client(**LIMITS) as shared:
    threads = [threading.Thread(target=blocking, args=[shared]) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    asyncio.run(tasks())
    for thread in threads:
        thread.join()
