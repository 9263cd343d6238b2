"""One hierarchy of exceptions: what went wrong, and whether the platform may have acted on it.

All of them are pickled whole, so they pass through ``multiprocessing`` and Celery.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from welinkpark.flow.finding import Finding


class WelinkParkError(Exception):
    """Why a call failed, and what is known about the request. It never contains the secret key."""

    endpoint: str | None = None
    """The endpoint's name (``passport.get``), or its path for raw calls."""

    attempts: int = 0
    """How many requests were started; 0 if the call never got that far."""

    nonce: int | None = None
    """Nonce of the last request."""

    timestamp: int | None = None
    """Timestamp of the last request, in the client's unit (seconds by default)."""

    retryable: bool = False
    """Whether the same call may be made again without harm and with hope.

    The failure is a passing one, and the call changes nothing or never left this machine.
    """

    sent: str = "no"
    """Whether the platform may have received the request: ``no``, ``yes``, or ``unknown``.

    After ``unknown``, ask the platform before doing it again.
    """

    report: str = ""
    """The whole story in several lines, for a person."""

    def __init__(self, message: str = "", **attributes: Any) -> None:
        super().__init__(message)
        self.message: str = message
        """One line for a log."""
        self.__dict__.update(attributes)

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.__dict__)


def _restore(cls: type[WelinkParkError], attributes: dict[str, Any]) -> WelinkParkError:
    return cls(**attributes)


class ConfigError(WelinkParkError):
    """The client is configured wrongly, or used where it cannot work."""


class ValidationError(WelinkParkError, ValueError):
    """An argument was refused before anything was sent."""

    field: str = ""
    """Wire name of the field, dotted where it is nested; the first one where the rule spans several."""

    rule: str = ""
    """The rule that is broken: ``required``, ``one-of``, ``type`` or ``unknown``."""


class TransportError(WelinkParkError):
    """The connection failed; ``sent`` says whether the platform may have received the request."""

    kind: str = ""
    """What happened: ``timeout``, ``connect``, ``tls``, ``interrupted`` or ``too-large``."""


class TimeoutError(TransportError, builtins.TimeoutError):
    """A time limit was reached: connecting, one attempt, or the whole call."""


class ConnectError(TransportError, builtins.ConnectionError):
    """No connection could be made: name not found, refused, unreachable."""


class TlsError(TransportError):
    """The TLS handshake failed."""


class InterruptedError(TransportError, builtins.ConnectionError):
    """The connection broke before a whole answer had arrived."""


class TooLargeError(TransportError):
    """The answer is larger than the client allows."""


class HttpError(WelinkParkError):
    """The server answered with an HTTP status other than 2xx."""

    status: int = 0
    """The status."""

    retry_after: float | None = None
    """The ``Retry-After`` header in seconds, if there was one."""

    body: str = ""
    """The beginning of the body."""


class DecodeError(WelinkParkError):
    """The answer arrived but could not be understood."""

    stage: str = ""
    """The step that failed: ``envelope``, ``base64``, ``gzip``, ``3des``, ``utf-8``, ``json`` or ``field``."""

    path: str | None = None
    """JSON path of the value, such as ``$[0].laneId``; for stage ``field``."""

    content: str | None = None
    """What had been decoded so far: the decrypted content where decryption succeeded, else the body's text."""


class ApiError(WelinkParkError):
    """The platform understood the request and refused it. Codes without a class of their own come as this one."""

    code: str = ""
    """The code as it came: ``0003``."""

    platform_message: str = ""
    """The platform's message."""

    err_code: str | None = None
    """Business detail, such as ``NoBill`` or ``NoEnterRecord``."""

    content: str | None = None
    """The business data that came with the refusal, if any, decrypted."""

    canonical: str | None = None
    """With 0003: the canonical string that was signed, its content shortened."""

    clock_offset: int | None = None
    """With 0003: server clock minus local clock in seconds, if the server told its time."""

    findings: tuple[Finding, ...] = ()
    """With 0003: what is wrong, as far as this side can tell. :func:`welinkpark.explain` can tell more."""

    @property
    def is_no_bill(self) -> bool:
        """Whether there is nothing to pay (``errCode`` ``NoBill``)."""
        return self.err_code == "NoBill"

    @property
    def is_no_enter_record(self) -> bool:
        """Whether the vehicle has no entry record (``errCode`` ``NoEnterRecord``)."""
        return self.err_code == "NoEnterRecord"


class InvalidParameterError(ApiError):
    """0001: a parameter is missing or malformed."""


class UnknownAppIdError(ApiError):
    """0002: the AppId is not registered."""


class AuthenticationError(ApiError):
    """0003: the signature, time or nonce was not accepted."""


class ParkNotAuthorizedError(ApiError):
    """0004: the AppId may not use this park."""


class EndpointNotAuthorizedError(ApiError):
    """0005: the AppId may not use this endpoint."""


class PlatformSystemError(ApiError):
    """0006: system error or operation failed."""


class NotFoundError(ApiError, LookupError):
    """0009: no record."""


class CallCancelledError(WelinkParkError):
    """The call was ended from outside."""


class InternalError(WelinkParkError):
    """A defect in this library, caught before it could do harm."""


__all__ = [
    "ApiError",
    "AuthenticationError",
    "CallCancelledError",
    "ConfigError",
    "ConnectError",
    "DecodeError",
    "EndpointNotAuthorizedError",
    "HttpError",
    "InternalError",
    "InterruptedError",
    "InvalidParameterError",
    "NotFoundError",
    "ParkNotAuthorizedError",
    "PlatformSystemError",
    "TimeoutError",
    "TlsError",
    "TooLargeError",
    "TransportError",
    "UnknownAppIdError",
    "ValidationError",
    "WelinkParkError",
]
