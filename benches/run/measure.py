"""Runs clients in rotation and measures from outside what their calls cost."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clients import Client


@dataclass(frozen=True)
class Case:
    """What all clients call."""

    name: str
    answer: str
    """What the server answers with: the first part of the path."""
    what: str
    concurrency: int = 1
    encrypt: bool = False
    count: int = 2


@dataclass
class Cost:
    """What the calls of one client cost in one case."""

    cpu: list[float] = field(default_factory=list)
    """Seconds of processor time per call, one number per round."""
    wall: list[float] = field(default_factory=list)
    latencies: list[int] = field(default_factory=list)
    """Nanoseconds that calls took, of all rounds."""
    peak: int = 0
    """Most memory that the process ever had, in bytes."""

    def cpu_per_call(self) -> float:
        """Of the round that was disturbed the least, in seconds."""
        return min(self.cpu)

    def rate(self) -> float:
        """Calls per second of the best round."""
        return 1 / min(self.wall)

    def percentile(self, share: float) -> float:
        """Seconds that this share of the calls took at most."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] / 1e9


class Server:
    """The constant server, on a core of its own."""

    def __init__(self, program: str, core: int) -> None:
        self.process = start([program], core, {})
        self.port = int(read_line(self.process))

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()


class Running:
    """A client that waits for numbers of calls to make."""

    def __init__(self, client: Client, case: Case, port: int, core: int) -> None:
        self.client = client
        self.cost = Cost()
        base_url = f"http://127.0.0.1:{port}/{case.answer}/api"
        arguments = [base_url, case.what, str(case.concurrency), str(int(case.encrypt)), str(case.count)]
        self.process = start([*client.command, *arguments], core, client.environment)
        self.concurrency = case.concurrency
        self.calls = case.concurrency

    def warm_up(self, seconds: float, round_seconds: float) -> None:
        """Calls until compilers and caches have settled, and finds out how many calls a round has.

        Both are in processor time of the client, so that a busy machine does not cut them short.
        """
        spent, begun = 0.0, time.monotonic()
        while True:
            cpu, _ = self.run(self.calls)
            spent += cpu
            per_call = cpu / self.calls
            if spent > seconds or time.monotonic() - begun > 20 * seconds:
                break
            self.calls = min(20_000, max(self.calls, int(self.calls * min(4.0, seconds / 4 / cpu))))
        self.calls = max(self.concurrency, int(round_seconds / per_call))

    def round(self) -> None:
        """Makes the calls of one round and notes what they cost."""
        cpu, wall = self.run(self.calls, note=True)
        self.cost.cpu.append(cpu / self.calls)
        self.cost.wall.append(wall / self.calls)
        self.cost.peak = peak_memory(self.process.pid)

    def run(self, calls: int, *, note: bool = False) -> tuple[float, float]:
        """Processor time and wall time of so many calls, in seconds."""
        clock = ~self.process.pid << 3 | 2  # clock_getcpuclockid(3): all threads, also those that have ended
        cpu, wall = time.clock_gettime(clock), time.monotonic()
        write_line(self.process, str(calls))
        line = read_line(self.process)
        cpu, wall = time.clock_gettime(clock) - cpu, time.monotonic() - wall
        if note:
            self.cost.latencies += map(int, line.split())
        return cpu, wall

    def stop(self) -> None:
        """Ends it with its input."""
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start(command: list[str], core: int, environment: dict[str, str]) -> subprocess.Popen[str]:
    """Starts a program on one core."""
    return subprocess.Popen(
        ["taskset", "--cpu-list", str(core), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_PROXY": "*", "no_proxy": "*", **environment},
    )


def read_line(process: subprocess.Popen[str]) -> str:
    """One line of a program, which must not have ended."""
    line = process.stdout.readline()
    if not line:
        raise SystemExit(f"{process.args}: ended with {process.wait()}")
    return line


def write_line(process: subprocess.Popen[str], line: str) -> None:
    """One line for a program."""
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def peak_memory(pid: int) -> int:
    """Bytes."""
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def processor_time(command: list[str], environment: dict[str, str]) -> float:
    """Seconds of processor time of a program from start to end."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command}: ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime
