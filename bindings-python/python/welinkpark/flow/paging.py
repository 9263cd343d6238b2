"""Lists of any length: page by page or record by record, lazily, with the next page fetched ahead."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypedDict, TypeVar

from welinkpark.types import CHINA

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from typing_extensions import Self

    from welinkpark import _native as native
    from welinkpark.types import Seconds

T = TypeVar("T")


class Pace(TypedDict):
    """How much of a walk is fetched, and when."""

    limit: int | None
    page_size: int | None
    prefetch: bool
    concurrent: int | None


@dataclass(frozen=True)
class Window(Generic[T]):
    """The records of one part of a time range."""

    start: datetime
    """Its first moment; for queries by date 00:00:00 of its first day."""

    end: datetime
    """Its last moment; for queries by date 23:59:59 of its last day."""

    records: list[T]
    """Its records, in the platform's order."""


class _Query:
    """A list query and how to walk it. Nothing is sent before it is iterated; each iteration is a walk of its own."""

    __slots__ = ("_client", "_endpoint", "_pace", "_params")

    def __init__(self, client: Any, endpoint: str, params: dict[str, object], pace: Pace | None = None) -> None:
        self._client = client
        self._endpoint = endpoint
        self._params = params
        self._pace: Pace = pace or {"limit": None, "page_size": None, "prefetch": True, "concurrent": None}

    def page_size(self, records: int) -> Self:
        """Records to a page; the query's ``length`` by default, or 100. Do not ask for more than the platform gives."""
        return self._with(page_size=records)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._endpoint!r})"

    def _with(self, **changes: object) -> Self:
        changed = copy(self)
        pace: Any = {**self._pace, **changes}
        changed._pace = pace
        return changed


class _Walk(_Query):
    """A query whose records come in the platform's order."""

    __slots__ = ()

    def limit(self, records: int) -> Self:
        """At most so many records; no page beyond them is asked for."""
        return self._with(limit=records)

    def prefetch(self, ahead: bool) -> Self:
        """Whether the next page is fetched while you work on this one; it is by default."""
        return self._with(prefetch=ahead)

    def _begin(self) -> Any:
        return self._client.pages(self._endpoint, self._params, self._pace)


class _Windows(_Query):
    """A query whose time range is cut into windows that are fetched concurrently and given in order."""

    __slots__ = ("_width",)

    def __init__(self, client: Any, endpoint: str, params: dict[str, object], width: Seconds) -> None:
        super().__init__(client, endpoint, params)
        self._width = width

    def concurrent(self, windows: int) -> Self:
        """So many windows are fetched at once; 4 by default."""
        return self._with(concurrent=windows)

    def _begin(self) -> Any:
        return self._client.windows(self._endpoint, self._params, self._width, self._pace)


class Pages(_Walk, Generic[T]):
    """The pages of a list query, each a list of records."""

    __slots__ = ()

    def __iter__(self) -> Iterator[list[T]]:
        walk: native.BlockingWalk = self._begin()
        while (page := walk.next()) is not None:
            yield page


class Records(_Walk, Generic[T]):
    """The records of a list query."""

    __slots__ = ()

    def __iter__(self) -> Iterator[T]:
        walk: native.BlockingWalk = self._begin()
        while (page := walk.next()) is not None:
            yield from page


class AsyncPages(_Walk, Generic[T]):
    """The pages of a list query, each a list of records."""

    __slots__ = ()

    async def __aiter__(self) -> AsyncIterator[list[T]]:
        walk: native.AsyncWalk = self._begin()
        while (page := await walk.next()) is not None:
            yield page


class AsyncRecords(_Walk, Generic[T]):
    """The records of a list query."""

    __slots__ = ()

    async def __aiter__(self) -> AsyncIterator[T]:
        walk: native.AsyncWalk = self._begin()
        while (page := await walk.next()) is not None:
            for record in page:
                yield record


class Windows(_Windows, Generic[T]):
    """The windows of a time range, the earliest first."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Window[T]]:
        walk: native.BlockingWalk = self._begin()
        while (window := walk.next()) is not None:
            yield _window(*window)


class AsyncWindows(_Windows, Generic[T]):
    """The windows of a time range, the earliest first."""

    __slots__ = ()

    async def __aiter__(self) -> AsyncIterator[Window[T]]:
        walk: native.AsyncWalk = self._begin()
        while (window := await walk.next()) is not None:
            yield _window(*window)


def _window(start: str, end: str, records: list[T]) -> Window[T]:
    return Window(_moment(start), _moment(end), records)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(CHINA)
