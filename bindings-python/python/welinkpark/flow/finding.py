"""What is wrong with a signature: found by :func:`welinkpark.explain`, and by the client when it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What is wrong with a request whose signature is refused."""

    code: str
    """The mistake, such as ``signed-after-encoding``."""

    message: str
    """What is wrong and what would be right, in English."""

    message_zh: str
    """The same in Chinese; particulars stay in English."""

    certain: bool
    """Whether it is proved, not only the likely reason."""

    detail: str
    """Particulars of this request; may be empty."""
