"""What is wrong with a request that the platform refuses with 0003 (document, chapter 4)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from welinkpark import _native as native
from welinkpark.types import CHINA

if TYPE_CHECKING:
    from typing_extensions import Literal

    from welinkpark.flow.finding import Finding


@dataclass(frozen=True)
class Explanation:
    """What there is to say about a request."""

    right: bool
    """Whether nothing is wrong."""

    signature: Literal["right", "wrong", "missing"]
    """What became of the signature."""

    endpoint: str | None
    """The endpoint, if the path is known."""

    canonical: str
    """The string that has to be signed."""

    expected: str
    """The signature that belongs to it."""

    found: str | None
    """The signature that came."""

    findings: tuple[Finding, ...]
    """What is wrong; empty for a correct request."""

    notes: tuple[str, ...]
    """What is not wrong, but worth to know."""


def explain(text: str, *, secret_key: str | None = None, at: datetime | int | None = None) -> Explanation:
    """Explains the signature of a request, of this or any other implementation.

    It is signed again under each known mistake until the signature matches. The secret key is used, never shown.

    Args:
        text: The request as it was written down: a URL, a form body, a curl line, or the sandbox's log entry.
        secret_key: Secret key of the application; else ``WELINKPARK_SECRET_KEY``.
        at: The platform's clock when the request arrived, or Unix seconds; without it, and without a log entry that
            tells it, the request's age is not judged. A naive ``datetime`` is China's time.

    Raises:
        ValidationError: The text is no request, or holds the secret key, which is never sent.
    """
    secret = os.environ.get("WELINKPARK_SECRET_KEY", "") if secret_key is None else secret_key
    if isinstance(at, datetime):
        at = int((at if at.tzinfo else at.replace(tzinfo=CHINA)).timestamp())
    written, findings = native.explain(text, secret, at)
    told: dict[str, Any] = json.loads(written)
    return Explanation(
        right=told["right"],
        signature=told["signature"],
        endpoint=told["endpoint"],
        canonical=told["canonical"],
        expected=told["expected"],
        found=told["found"],
        findings=findings,
        notes=tuple(told["notes"]),
    )
