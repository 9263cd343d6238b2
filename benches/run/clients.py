"""The clients: what each is called, whose peer it is, and how it is started."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

BENCHES = Path(__file__).parents[1]
ROOT = BENCHES.parent
BUILT = BENCHES / ".build"
RELEASE = ROOT / "target" / "release"


@dataclass(frozen=True)
class Client:
    """One row of the table."""

    name: str
    language: str
    kind: str
    """`floor`, `peer` or `ours`."""
    command: list[str]
    serial: bool = True
    """Whether it makes one call after the other well: takes part in the cases with one connection."""
    concurrent: bool = True
    """Whether it takes part in the case with many calls at a time."""
    environment: dict[str, str] = field(default_factory=dict)

    def missing(self) -> str | None:
        """What it lacks to run here."""
        files = [part for part in self.command[1:] if part.startswith(str(BENCHES)) and ":" not in part]
        for part in [self.command[0], *files]:
            if shutil.which(part) is None and not os.path.exists(part):
                return os.path.relpath(part, ROOT) if os.path.isabs(part) else part
        return None


def clients() -> list[Client]:
    """All of them: the floor first, then each language with its peers."""
    return [
        Client("raw socket", "", "floor", [str(RELEASE / "bench-floor-socket")]),
        Client("bare hyper", "", "floor", [str(RELEASE / "bench-floor-hyper")]),
        Client("reqwest", "Rust", "peer", [str(RELEASE / "bench-reqwest")]),
        Client("blocking", "Rust", "ours", [str(RELEASE / "bench-ours"), "blocking"]),
        Client("async", "Rust", "ours", [str(RELEASE / "bench-ours"), "async"]),
        Client("libcurl", "C", "peer", [str(BUILT / "own-curl")]),
        Client("blocking, threads", "C", "ours", [str(BUILT / "ours-c"), "blocking"]),
        Client("callbacks", "C", "ours", [str(BUILT / "ours-c"), "callbacks"]),
        *csharp(),
        python("pycurl", "peer", "peers/own_pycurl.py"),
        python("urllib3", "peer", "peers/own_urllib3.py"),
        python("requests", "peer", "peers/own_requests.py"),
        python("aiohttp", "peer", "peers/own_aiohttp.py"),
        python("sync, threads", "ours", "ours/python_sync.py"),
        python("async", "ours", "ours/python_async.py"),
        node("undici", "peer", "peers/own_undici.mjs"),
        node("fetch", "peer", "peers/own_fetch.mjs"),
        node("axios", "peer", "peers/own_axios.mjs"),
        node("promises", "ours", "ours/node.mjs"),
        java(),
    ]


def python(name: str, kind: str, program: str) -> Client:
    """A client in Python, in an environment of its own."""
    interpreter = BENCHES / ".venv" / "bin" / "python"
    path = os.pathsep.join(str(BENCHES / folder) for folder in ("harness", "peers", ".build/python"))
    command = [str(interpreter), str(BENCHES / program)]
    return Client(name, "Python", kind, command, environment={"PYTHONPATH": path})


def node(name: str, kind: str, program: str) -> Client:
    """A client in Node."""
    return Client(name, "Node", kind, ["node", str(BENCHES / program)])


def java() -> Client:
    """The client in Java, with the jars that it was compiled with."""
    classes = BUILT / "java"
    note = classes / "classpath"
    jars = note.read_text().strip() if note.exists() else ""
    command = ["java", "-cp", f"{classes}:{jars}", "OwnHttpUrlConnection"]
    if not classes.exists():
        command = [str(classes)]
    return Client("HttpURLConnection", "Java", "peer", command)


def csharp() -> list[Client]:
    """Ours in C#, on Mono and on .NET Core."""
    program = str(BUILT / "CSharp.exe")
    environment = {"LD_LIBRARY_PATH": str(BUILT / "c" / "lib"), "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    note = BUILT / "dotnet"
    core = note.read_text().strip() if note.exists() else str(note)
    settings = str(ROOT / "bindings-dotnet" / "tests" / "runtimeconfig.json")
    runtimes = {"Mono": ["mono", program], ".NET Core": [core, "exec", "--runtimeconfig", settings, program]}
    return [
        Client(f"{face}, {runtime}", "C#", "ours", [*command, face], environment=environment)
        for runtime, command in runtimes.items()
        for face in ("blocking", "async")
    ]
