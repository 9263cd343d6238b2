"""Answers as they came, beside the typed ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from welinkpark.types import plain_data

T = TypeVar("T")


@dataclass(frozen=True)
class RawResponse:
    """An answer of the platform, decrypted but not interpreted."""

    content: str
    """Decrypted content, as the platform wrote it; empty if there was none."""

    code: str
    """``0000``, or ``0009`` for a list without records."""

    message: str
    """The platform's message."""

    err_code: str | None
    """Business detail, such as ``NoBill``; the platform may send one with success, too."""

    attempts: int
    """How many requests it took."""

    nonce: int
    """Nonce of the request that was answered."""

    timestamp: int
    """Timestamp of the request that was answered, in the client's unit."""

    def json(self) -> Any:
        """The content as plain data, its fractions as ``Decimal``; ``None`` if there is none."""
        return plain_data(self.content) if self.content.strip() else None

    @property
    def is_no_bill(self) -> bool:
        """Whether there is nothing to pay (``errCode`` ``NoBill``)."""
        return self.err_code == "NoBill"

    @property
    def is_no_enter_record(self) -> bool:
        """Whether the vehicle has no entry record (``errCode`` ``NoEnterRecord``)."""
        return self.err_code == "NoEnterRecord"


@dataclass(frozen=True)
class Response(Generic[T]):
    """A typed answer with the raw one beside it."""

    data: T
    """What the method gives without ``with_raw_response``."""

    raw: RawResponse
    """The answer as it came."""
