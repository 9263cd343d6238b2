"""What all groups of endpoints share: the client's one way to make a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Resource:
    """A group of endpoints of the blocking client."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[[str, dict[str, object]], Any]) -> None:
        self._call = call


class AsyncResource:
    """A group of endpoints of the asynchronous client."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[[str, dict[str, object]], Awaitable[Any]]) -> None:
        self._call = call
