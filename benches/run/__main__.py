"""Runs all clients against the constant server and prints what their calls cost: `make bench`.

The clients run on one core, the server busy-waits on another. In each case all clients take turns, round by round, so
that whatever else the machine does disturbs them alike; the cheapest round of each counts.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from clients import BENCHES, RELEASE, Client, clients
from measure import Case, Running, Server, processor_time
from report import Results, goals, growth, memory, starts, table

CODINGS = [("plain", 0, 0), ("zipped", 0, 1), ("encrypted", 1, 0), ("both", 1, 1)]
CASES = [
    Case("small call, one connection", "areas", "areas"),
    Case("small call, 32 at a time", "areas", "areas", concurrency=32),
] + [
    Case(f"{count:,} records, {name}", f"cars-{count}-{encrypt}-{zipped}", "cars", 1, bool(encrypt), count)
    for count in (100, 1000)
    for name, encrypt, zipped in CODINGS
]


def main() -> None:
    """Reads the arguments and does it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer cases and rounds")
    parser.add_argument("--case", default="", help="only cases whose name has this pattern")
    parser.add_argument("--client", default="", help="only clients whose language and name have this pattern")
    parser.add_argument("--growth", action="store_true", help="what a record costs in ever longer lists, also with a pattern")
    parser.add_argument("--rounds", type=int, default=0)
    given = parser.parse_args()
    rounds = given.rounds or (3 if given.quick else 7)
    warm_up, round_seconds = (0.3, 0.05) if given.quick else (0.8, 0.1)
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise SystemExit("there is one core; the clients and the server need one each")

    chosen = []
    for client in clients():
        missing = client.missing()
        if missing is not None:
            print(f"{client.language} {client.name}: SKIPPED, there is no {missing} here")
        elif re.search(given.client, f"{client.language} {client.name}") or client.kind == "floor":
            chosen.append(client)
    cases = [case for case in CASES if re.search(given.case, case.name)]
    if given.quick:
        cases = [case for case in cases if not case.name.startswith("100 ")]

    print(f"{processor()}, {platform.system()} {platform.release()}; {rounds} rounds of {round_seconds} s of processor time each, the cheapest counts")
    results: Results = {}
    with Server(str(RELEASE / "bench-server"), cores[-1]) as server:
        for case in cases:
            running = [Running(client, case, server.port, cores[0]) for client in chosen if takes_part(client, case)]
            for each in running:
                each.warm_up(warm_up, round_seconds)
            for _ in range(rounds):
                for each in running:
                    each.round()
            for each in running:
                each.stop()
            results[case.name] = [(each.client, each.cost) for each in running]
            print(table(case, results[case.name]), flush=True)
        if given.growth or not (given.case or given.client):
            print(growth(growing(rounds, server.port, cores[0])))
        if not given.case and not given.client:
            print(starts(starting(rounds, server.port)))
            print(memory(remembering(server.port)))
    print(goals(results))


def takes_part(client: Client, case: Case) -> bool:
    """Not every client makes sense of every case."""
    return client.concurrent if case.concurrency > 1 else client.serial


def starting(rounds: int, port: int) -> list[tuple[str, float]]:
    """What it costs to start an interpreter, alone and with a client, and to make one call from a shell."""
    python = str(BENCHES / ".venv" / "bin" / "python")
    programs = [("Python", [python, "-c", "pass"])]
    programs += [
        (f"… import {name}", [python, "-c", f"import {name}"])
        for name in ("welinkpark", "pycurl", "urllib3", "requests", "aiohttp")
    ]
    programs.insert(2, ("… from welinkpark import Client", [python, "-c", "from welinkpark import Client"]))
    programs.append(("Node", ["node", "-e", "0"]))
    programs += [
        (f"… require {name}", ["node", "-e", f"require('{name}')"]) for name in ("welinkpark", "undici", "axios")
    ]
    programs.append(("welinkpark call info.areas", [str(RELEASE / "welinkpark"), "call", "info.areas"]))
    environment = alone(f"http://127.0.0.1:{port}/areas/api")
    return [(name, min(processor_time(command, environment) for _ in range(rounds + 5))) for name, command in programs]


def remembering(port: int) -> list[tuple[str, list[int]]]:
    """What a client and its answers take of memory."""
    urls = [f"http://127.0.0.1:{port}/cars-{count}-0-0/api" for count in (1, 1000)]
    programs = {
        "Rust": [str(RELEASE / "bench-memory"), *urls],
        "Python": [str(BENCHES / ".venv" / "bin" / "python"), str(BENCHES / "memory" / "memory.py"), *urls],
        "Node": ["node", "--expose-gc", str(BENCHES / "memory" / "memory.mjs"), *urls],
    }
    environment = {**os.environ, **alone(urls[0])}
    return [
        (name, [int(number) for number in subprocess.check_output(command, env=environment).split()])
        for name, command in programs.items()
    ]


def growing(rounds: int, port: int, core: int) -> dict[str, list[tuple[int, float]]]:
    """Processor time per record of ever longer lists, in one answer or page by page."""
    ways = {
        f"{client.language}: {client.name}, one answer": (client, "cars-{count}-0-0")
        for client in clients()
        if client.name in ("reqwest", "blocking", "pycurl", "sync, threads")
    }
    walk = Client("walk", "Rust", "ours", [str(RELEASE / "bench-ours"), "walk"])
    ways["Rust: pages of 1,000"] = (walk, "pages-1000")
    costs: dict[str, list[tuple[int, float]]] = {}
    for name, (client, answer) in ways.items():
        if client.missing() is not None:
            continue
        for count in (1_000, 10_000, 100_000, 1_000_000):
            running = Running(client, Case("", answer.format(count=count), "cars", 1, False, count), port, core)
            calls = max(1, 100_000 // count)
            running.run(calls)
            cost = min(running.run(calls)[0] for _ in range(rounds)) / calls / count
            running.stop()
            costs.setdefault(name, []).append((count, cost))
    return costs


def alone(base_url: str) -> dict[str, str]:
    """The environment of programs that are not driven round by round."""
    return {
        "PYTHONPATH": str(BENCHES / ".build" / "python"),
        "NODE_PATH": str(BENCHES / "node_modules"),
        "NO_PROXY": "*",
        # The document's sample credentials.
        "WELINKPARK_APP_ID": "289efb7512e54146273b982456b03f42ea93",
        "WELINKPARK_SECRET_KEY": "27a06832a2214a4fa3b7105e4a72d370",
        "WELINKPARK_PARK_ID": "10001088",
        "WELINKPARK_BASE_URL": base_url,
    }


def processor() -> str:
    """Its name, as Linux tells it."""
    with open("/proc/cpuinfo") as info:
        names = [line.split(":")[1].strip() for line in info if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()


main()
