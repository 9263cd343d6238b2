"""The tables: one per case, one of starting times, and the goals against what was measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clients import Client
    from measure import Case, Cost

Results = dict[str, list[tuple["Client", "Cost"]]]


def table(case: Case, rows: list[tuple[Client, Cost]]) -> str:
    """What a case cost every client."""
    lines = [
        f"\n## {case.name}\n",
        "| client | CPU µs/call | calls/s | p50 µs | p99 µs | peak MB | × best peer | × socket | × hyper |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    floors = [cost.cpu_per_call() for client, cost in rows if client.kind == "floor"]
    for client, cost in rows:
        cpu = cost.cpu_per_call()
        best = best_peer(rows, client.language) or best_peer(rows, None)
        ratios = [ratio(cpu, best) if client.kind != "floor" else "", *(ratio(cpu, floor) for floor in floors)]
        cells = [
            label(client),
            number(cpu * 1e6),
            f"{cost.rate():.0f}",
            number(cost.percentile(0.5) * 1e6),
            number(cost.percentile(0.99) * 1e6),
            f"{cost.peak / 2**20:.1f}",
            *ratios,
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def label(client: Client) -> str:
    """Ours stands out."""
    if client.kind == "floor":
        return f"floor: {client.name}"
    name = f"{client.language}: {client.name}"
    return f"**{name}**" if client.kind == "ours" else name


def best_peer(rows: list[tuple[Client, Cost]], language: str | None) -> float | None:
    """Processor time of the cheapest peer of a language, or of any."""
    peers = [
        cost.cpu_per_call()
        for client, cost in rows
        if client.kind == "peer" and language in (None, client.language)
    ]
    return min(peers, default=None)


@dataclass(frozen=True)
class Goal:
    """At most `limit` times the cost of another."""

    case: str
    language: str
    name: str
    limit: float
    other: tuple[str, str] | str | None
    """Another client's language and name, the language of its best peer, or none for the best peer of any."""


SMALL, BOTH, PLAIN = "small call, one connection", "1,000 records, both", "1,000 records, plain"
GOALS = [
    Goal(SMALL, "Rust", "blocking", 0.55, ("C", "libcurl")),
    Goal(SMALL, "C", "blocking, threads", 0.65, ("C", "libcurl")),
    Goal(SMALL, "Python", "sync, threads", 0.6, ("Python", "pycurl")),
    Goal(SMALL, "Python", "async", 0.3, ("Python", "aiohttp")),
    Goal(SMALL, "Node", "promises", 0.7, ("Node", "undici")),
    Goal(SMALL, "C#", "blocking, .NET Core", 2, ("C", "blocking, threads")),
    Goal(SMALL, "C#", "blocking, Mono", 2, ("C", "blocking, threads")),
    Goal(BOTH, "Rust", "blocking", 0.2, None),
    Goal(BOTH, "C", "blocking, threads", 0.2, None),
    Goal(BOTH, "Python", "sync, threads", 0.2, None),
    Goal(BOTH, "Node", "promises", 0.3, None),
    Goal(PLAIN, "Rust", "blocking", 0.65, "Rust"),
    Goal(PLAIN, "C", "blocking, threads", 0.65, "C"),
    Goal(PLAIN, "Python", "sync, threads", 0.65, "Python"),
    Goal(PLAIN, "Node", "promises", 0.65, "Node"),
]


def goals(results: Results) -> str:
    """What was aimed for, and what came of it."""
    lines = ["\n## Goals, as ratios of processor time\n", "| what | goal | measured | |", "|---|--:|--:|---|"]
    for goal in GOALS:
        rows = results.get(goal.case, [])
        mine = cost_of(rows, goal.language, goal.name)
        if isinstance(goal.other, tuple):
            other, against = cost_of(rows, *goal.other), " ".join(goal.other)
        else:
            other = best_peer(rows, goal.other)
            against = f"the best peer in {goal.other}" if goal.other else "the best peer of all"
        if mine is None or other is None:
            continue
        what = f"{goal.case}: {goal.language} {goal.name} to {against}"
        verdict = "reached" if mine <= goal.limit * other else f"missed by {mine / other / goal.limit - 1:.0%}"
        lines.append(f"| {what} | ≤ {goal.limit} | {mine / other:.2f} | {verdict} |")
    return "\n".join(lines)


def cost_of(rows: list[tuple[Client, Cost]], language: str, name: str) -> float | None:
    """Processor time of one client."""
    found = (cost.cpu_per_call() for client, cost in rows if (client.language, client.name) == (language, name))
    return next(found, None)


def starts(rows: list[tuple[str, float]]) -> str:
    """Processor time from start to end."""
    lines = ["\n## Starting\n", "| program | CPU ms | more than the one before |", "|---|--:|--:|"]
    before = None
    for name, seconds in rows:
        more = f"{(seconds - before) * 1e3:.1f}" if before is not None and name.startswith("… ") else ""
        lines.append(f"| {name} | {seconds * 1e3:.1f} | {more} |")
        if not name.startswith("… "):
            before = seconds
    return "\n".join(lines)


def memory(rows: list[tuple[str, list[int]]]) -> str:
    """What a client takes once it has made a small call, and what 1,000 records take."""
    lines = [
        "\n## Memory\n",
        "| | a client's own, MB | the library's file in memory, MB | 1,000 records, KB | × their JSON |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, (own, file, records, json) in rows:
        cells = [f"{own / 2**20:.1f}", f"{file / 2**20:.1f}", f"{records / 2**10:.0f}", ratio(records, json)]
        lines.append("| " + " | ".join([name, *cells]) + " |")
    return "\n".join(lines)


def growth(costs: dict[str, list[tuple[int, float]]]) -> str:
    """What a record costs in ever longer lists."""
    counts = [count for count, _ in next(iter(costs.values()))]
    lines = ["\n## Longer lists, plain\n", "| CPU µs per record, in a list of | " + " | ".join(f"{count:,}" for count in counts) + " |"]
    lines.append("|---|" + "--:|" * len(counts))
    lines += [f"| {name} | " + " | ".join(number(cost * 1e6) for _, cost in row) + " |" for name, row in costs.items()]
    return "\n".join(lines)


def number(value: float) -> str:
    """Three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def ratio(value: float, other: float | None) -> str:
    """Two decimals."""
    return f"{value / other:.2f}" if other else ""
