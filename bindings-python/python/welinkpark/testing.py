"""The sandbox for tests: the platform, simulated, in a process of its own.

>>> from welinkpark.testing import Sandbox
>>> with Sandbox() as sandbox:  # doctest: +SKIP
...     client = sandbox.client()
...     sandbox.vehicle_arrives(lane_id=3150432953492101, plate_number="粤B98123")
...     sandbox.clock.advance(hours=2)

It needs the program ``welinkpark``, which ``pip install welinkpark[testing]`` brings. With pytest the fixture
``welinkpark_sandbox`` gives each test a fresh one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

from welinkpark import AsyncClient, Client
from welinkpark.enums import AuthState
from welinkpark.types import CHINA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from typing_extensions import Literal, Self, Unpack

    from welinkpark.client import Settings

    FaultKind = Literal[
        "delay",
        "drop_before",
        "drop_after",
        "http_500",
        "http_502",
        "http_429",
        "truncated_body",
        "bad_base64",
        "bad_gzip",
        "bad_3des",
        "bad_json",
        "html_200",
        "wrong_date",
    ]

T = TypeVar("T")


class SandboxError(Exception):
    """The sandbox could not be started, or refused a request of its control API."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status: int = status
        """HTTP status of the refusal: 400 a bad request, 404 an unknown thing, 409 an impossible one."""


@dataclass(frozen=True)
class Verdict:
    """What the gate decided about a vehicle."""

    gate_open: bool
    """Whether it let the vehicle pass."""

    state: AuthState
    """The state that the platform's ``auth`` endpoints would give."""

    err_code: str | None
    """Business detail, such as ``NoEnterRecord``."""

    message: str
    """The gate's message."""

    plate_number: str | None
    """Plate, or the virtual one of a vehicle that the camera could not read."""

    auth_type: int | None
    """Why it may pass, as in ``welinkpark.AuthType``."""

    money: Decimal | None
    """What is to be paid, in yuan."""


class Sandbox:
    """A running sandbox. It ends with the ``with`` block, with :meth:`close`, or with this process."""

    def __init__(self, *, data: str | os.PathLike[str] | None = None, loose: bool = False, port: int = 0) -> None:
        """Starts it.

        Args:
            data: File that keeps all state; in memory without it.
            loose: Whether the JSON types of answers vary as in the document's samples.
            port: Port on 127.0.0.1; 0 picks a free one.
        """
        command = [_binary(), "sandbox", "--with-parent", "--port", str(port)]
        if data is not None:
            command += ["--data", os.fspath(data)]
        if loose:
            command.append("--loose")
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        ready = self._process.stdout.readline() if self._process.stdout else ""
        if not ready:
            status = self._process.wait()
            self.close()
            raise SandboxError(f"the sandbox ended with status {status} before it was ready")
        facts = json.loads(ready)
        self.base_url: str = facts["base_url"]
        """What a client's ``base_url`` has to be."""
        self.control_url: str = facts["control_url"]
        """Where the control API is."""
        self.app_id: str = facts["app_id"]
        """An application that may use every endpoint for the park."""
        self.secret_key: str = facts["secret_key"]
        """Its secret key."""
        self.park_id: str = facts["park_id"]
        """The park."""
        self.clock: Clock = Clock(self)
        """The sandbox's clock."""
        self.faults: Faults = Faults(self)
        """What goes wrong, and when."""

    def client(self, **settings: Unpack[Settings]) -> Client:
        """A client of the sandbox; ``settings`` as for :class:`welinkpark.Client`."""
        return Client(**self._settings(settings))

    def async_client(self, **settings: Unpack[Settings]) -> AsyncClient:
        """An asynchronous client of the sandbox; ``settings`` as for :class:`welinkpark.AsyncClient`."""
        return AsyncClient(**self._settings(settings))

    @property
    def environment(self) -> dict[str, str]:
        """The environment variables that make ``Client()`` a client of the sandbox."""
        return {
            "WELINKPARK_APP_ID": self.app_id,
            "WELINKPARK_SECRET_KEY": self.secret_key,
            "WELINKPARK_PARK_ID": self.park_id,
            "WELINKPARK_BASE_URL": self.base_url,
            "WELINKPARK_CONTROL_URL": self.control_url,
        }

    def vehicle_arrives(
        self, *, lane_id: int, plate_number: str | None = None, car_type: int | None = None, park_id: str | None = None
    ) -> Verdict:
        """A vehicle comes to an entry lane; without a plate, the camera cannot read it."""
        return self._vehicle("arrive", lane_id, plate_number, car_type, park_id)

    def vehicle_leaves(
        self, *, lane_id: int, plate_number: str | None = None, car_type: int | None = None, park_id: str | None = None
    ) -> Verdict:
        """A vehicle comes to an exit lane; without a plate, the camera cannot read it."""
        return self._vehicle("leave", lane_id, plate_number, car_type, park_id)

    def vehicle_withdraws(self, *, lane_id: int) -> bool:
        """The vehicle in front of a lane backs away; false if none stands there."""
        return bool(self.control("POST", "/vehicles/withdraw", {"lane_id": lane_id})["withdrawn"])

    def card_is_swiped(self, *, lane_id: int, card_number: str) -> bool:
        """A card is held to a door's reader; true if the door opens."""
        return bool(self.control("POST", "/cards/swipe", {"lane_id": lane_id, "card_number": card_number})["gate_open"])

    def berth_is_taken(self, *, parking_space_no: str, plate_number: str | None = None) -> None:
        """A vehicle parks on a berth; without a plate, its sensor cannot read it."""
        body = {"parking_space_no": parking_space_no, "occupied": True, "plate_number": plate_number}
        self.control("POST", "/berths", body)

    def berth_is_left(self, *, parking_space_no: str) -> None:
        """The vehicle on a berth drives away."""
        self.control("POST", "/berths", {"parking_space_no": parking_space_no, "occupied": False})

    def operator_opens(self, *, lane_id: int) -> Verdict:
        """The operator lets the vehicle at a lane pass, whatever the gate thinks."""
        return _verdict(self.control("POST", "/operator/open", {"lane_id": lane_id}))

    def operator_matches(self, *, lane_id: int, plate_number: str, car_type: int | None = None) -> dict[str, Any]:
        """The operator says under which plate the vehicle at an exit came in."""
        body = {"lane_id": lane_id, "plate_number": plate_number, "car_type": car_type}
        return self.control("POST", "/operator/match", body)

    def set_barrier(self, *, lane_id: int, barrier: Literal["ok", "stuck", "confirm"]) -> None:
        """Makes a barrier stick, or wait for the operator."""
        self.control("POST", "/lanes", {"lane_id": lane_id, "barrier": barrier})

    def lanes(self) -> list[dict[str, Any]]:
        """All lanes, and who stands there."""
        lanes: list[dict[str, Any]] = self.control("GET", "/lanes")["lanes"]
        return lanes

    def requests(self, *, endpoint: str | None = None, limit: int = 100) -> list[dict[str, Any]]:
        """The requests that arrived, the newest first."""
        query = f"?limit={limit}" + (f"&endpoint={quote(endpoint, safe='')}" if endpoint else "")
        requests: list[dict[str, Any]] = self.control("GET", f"/requests{query}")["requests"]
        return requests

    def clear_requests(self) -> None:
        """Forgets the requests that arrived."""
        self.control("DELETE", "/requests")

    def settings(self, **changes: object) -> dict[str, Any]:
        """The sandbox's settings, after these changes."""
        return self.control("PUT", "/settings", changes) if changes else self.control("GET", "/settings")

    def state(self) -> dict[str, Any]:
        """Every opening of a barrier, every payment, and how many records of each kind there are."""
        return self.control("GET", "/state")

    def snapshot(self) -> int:
        """Remembers state and clock, and gives the number to return to them."""
        return int(self.control("POST", "/snapshot")["id"])

    def restore(self, snapshot: int) -> None:
        """Returns to a snapshot."""
        self.control("POST", "/restore", {"id": snapshot})

    def reset(self) -> None:
        """Back to a fresh sandbox: state, clock, faults, settings and request log."""
        self.control("POST", "/reset")

    def control(self, method: str, path: str, body: Mapping[str, object] | None = None) -> dict[str, Any]:
        """A request to the control API, as its documentation describes them."""
        url = urlsplit(self.control_url)
        connection = HTTPConnection(url.netloc, timeout=10)
        try:
            text = "" if body is None else json.dumps(body)
            connection.request(method, url.path + path, text.encode())
            response = connection.getresponse()
            answer = response.read().decode()
        finally:
            connection.close()
        try:
            data: dict[str, Any] = json.loads(answer)
        except ValueError:
            data = {"error": answer}
        if response.status != 200:  # noqa: PLR2004
            raise SandboxError(f"{method} {path}: {data.get('error', answer)}", response.status)
        return data

    def close(self) -> None:
        """Ends the sandbox and waits until it has ended."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _settings(self, settings: Settings) -> Settings:
        own: Settings = {
            "app_id": self.app_id,
            "secret_key": self.secret_key,
            "park_id": self.park_id,
            "base_url": self.base_url,
        }
        own.update(settings)
        return own

    def _vehicle(
        self, event: str, lane_id: int, plate_number: str | None, car_type: int | None, park_id: str | None
    ) -> Verdict:
        body = {"lane_id": lane_id, "plate_number": plate_number, "car_type": car_type, "park_id": park_id}
        return _verdict(self.control("POST", f"/vehicles/{event}", body))


class Clock:
    """The sandbox's clock. It runs with this machine's until it is frozen, set or moved."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def now(self) -> datetime:
        """What it shows."""
        text = self._sandbox.control("GET", "/clock")["now"]
        return datetime.fromisoformat(text).replace(tzinfo=CHINA)

    def advance(
        self, by: timedelta | None = None, /, *, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Moves it forward, to the second."""
        total = (by or timedelta()) + timedelta(hours=hours, minutes=minutes, seconds=seconds)
        self._sandbox.control("POST", "/clock", {"advance_seconds": int(total.total_seconds())})

    def set(self, now: datetime) -> None:
        """Sets it; a naive time is China's."""
        china = now.astimezone(CHINA) if now.tzinfo else now
        self._sandbox.control("POST", "/clock", {"now": china.strftime("%Y-%m-%d %H:%M:%S")})

    def freeze(self) -> None:
        """Stops it; it still moves when told to."""
        self._sandbox.control("POST", "/clock", {"freeze": True})

    def run(self) -> None:
        """Lets it run on."""
        self._sandbox.control("POST", "/clock", {"freeze": False})


class Faults:
    """What goes wrong, and when."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def add(
        self,
        kind: FaultKind,
        *,
        endpoint: str | None = None,
        nth: int | None = None,
        times: int | None = None,
        probability: float | None = None,
        seed: int = 0,
        delay: float = 0,
        retry_after: int = 0,
        offset_seconds: int = 0,
        shift_check: bool = False,
        after_commit: bool = False,
    ) -> int:
        """Plans one and gives its number.

        Args:
            kind: What goes wrong.
            endpoint: Only with this endpoint, such as ``auth.enter``.
            nth: Only with the nth such call from now on.
            times: At most so often.
            probability: With each such call with this probability, 0 to 1.
            seed: Start of the random sequence behind ``probability``.
            delay: With ``delay``: by how many seconds.
            retry_after: With ``http_429``: the header ``Retry-After`` in seconds.
            offset_seconds: With ``wrong_date``: by how many seconds.
            shift_check: With ``wrong_date``: whether the check of the timestamp is off, too.
            after_commit: Whether the work is done all the same.
        """
        plan: dict[str, object] = {
            "kind": kind,
            "endpoint": endpoint,
            "nth": nth,
            "times": times,
            "probability": probability,
            "seed": seed,
            "delay_ms": round(delay * 1000),
            "retry_after": retry_after,
            "offset_seconds": offset_seconds,
            "shift_check": shift_check,
            "after_commit": after_commit,
        }
        given = {name: value for name, value in plan.items() if value is not None}
        return int(self._sandbox.control("POST", "/faults", given)["id"])

    def all(self) -> list[dict[str, Any]]:
        """All of them, with how often each was passed by and fired."""
        faults: list[dict[str, Any]] = self._sandbox.control("GET", "/faults")["faults"]
        return faults

    def remove(self, fault: int) -> None:
        """Removes one."""
        self._sandbox.control("DELETE", f"/faults/{fault}")

    def clear(self) -> None:
        """Removes all."""
        self._sandbox.control("DELETE", "/faults")


def _verdict(answer: dict[str, Any]) -> Verdict:
    money = answer["money"]
    return Verdict(
        gate_open=answer["gate_open"],
        state=AuthState(answer["state"]),
        err_code=answer["err_code"],
        message=answer["message"],
        plate_number=answer["plate_number"],
        auth_type=answer["auth_type"],
        money=None if money is None else Decimal(money),
    )


def _binary() -> str:
    """The program: named by the environment, installed beside this Python, or on the path."""
    named = os.environ.get("WELINKPARK_BINARY")
    if named:
        return named
    installed = Path(sysconfig.get_path("scripts"), "welinkpark.exe" if os.name == "nt" else "welinkpark")
    found = str(installed) if installed.exists() else shutil.which("welinkpark")
    if not found:
        raise SandboxError("the program welinkpark is not installed: pip install welinkpark[testing]")
    return found
