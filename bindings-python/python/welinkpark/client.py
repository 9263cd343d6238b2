"""The two clients: :class:`Client` waits in the caller's thread, :class:`AsyncClient` with ``await``."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Union

from welinkpark import _native as native
from welinkpark.resources import AsyncGroups, Groups

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType

    from typing_extensions import Literal, ParamSpec, Self, Unpack

    from welinkpark.flow.gate import AsyncGateApi, GateApi
    from welinkpark.flow.paging import AsyncPages, AsyncRecords, AsyncWindows, Pages, Records, Windows
    from welinkpark.flow.reconcile import AsyncReconcileApi, ReconcileApi
    from welinkpark.response import RawResponse, Response
    from welinkpark.types import Seconds

    P = ParamSpec("P")
    Zip = Union[bool, Literal["auto"]]

T = TypeVar("T")


class Options(TypedDict, total=False):
    """Settings of single calls; what is left out follows the client."""

    timeout: Seconds | None
    """Limit for the whole call with all its attempts and waits, in seconds."""

    attempt_timeout: Seconds | None
    """Limit for one attempt, connection included."""

    connect_timeout: Seconds | None
    """Limit for making a connection."""

    retries: int | None
    """How often a call may be tried again, within its safety class; 0 turns it off."""

    encrypt: bool | None
    """Whether business data is encrypted."""

    zip: Zip | None
    """Whether business data is gzipped; ``"auto"``: when it is larger than 1 KiB."""


class Settings(Options, total=False):
    """Everything a client is configured with."""

    app_id: str | None
    """Application id; else ``WELINKPARK_APP_ID``."""

    secret_key: str | None
    """Secret key of the application; else ``WELINKPARK_SECRET_KEY``."""

    park_id: str | None
    """Park that calls are about; else ``WELINKPARK_PARK_ID``."""

    base_url: str | None
    """Address of the platform; else ``WELINKPARK_BASE_URL``; else ``http://qqb.welinkpark.com/api``."""

    timestamp_unit: Literal["seconds", "milliseconds"]
    """Unit of the request's timestamp; seconds by default."""

    correct_clock: bool
    """Whether a call that was refused with 0003 is signed once more with the server's time when the clocks are
    more than 60 s apart; on by default."""

    max_response: int
    """Largest answer in bytes, before and after gunzip; 64 MiB by default."""

    sample_names: bool
    """Sends the names of the document's samples where they differ from its field tables; off by default."""

    log_content: bool
    """Whether debug logs show business data, with plates and phone numbers; off by default."""

    proxy: str | None
    """Proxy for all requests; by default the environment's ``HTTP_PROXY``, ``HTTPS_PROXY`` and ``NO_PROXY``."""

    ca_certificates: Sequence[bytes]
    """Certificates in PEM that are trusted besides the system's, for ``https`` addresses."""

    cipher_key: bytes | None
    """Key of the 3DES cipher, 24 bytes, where it is not the beginning of the secret key."""

    cipher_mode: Literal["ecb", "cbc"]
    """Block mode of the 3DES cipher; ECB by default."""

    cipher_iv: bytes | None
    """Initial vector for ``cbc``, 8 bytes."""


class Client(Groups):
    """The platform, blocking: one attribute for each group, one method for each endpoint below it.

    Credentials that are left out come from ``WELINKPARK_APP_ID``, ``WELINKPARK_SECRET_KEY`` and
    ``WELINKPARK_PARK_ID``. See :class:`Settings` for all arguments.

    A client may be shared by any number of threads, and works on both sides of a fork. Make one and keep it: it
    holds the connections.

    >>> with Client(park_id="10001088") as client:  # doctest: +SKIP
    ...     for area in client.info.areas():
    ...         print(area.area_id, area.area_name)
    """

    __slots__ = ("_native",)

    _native: native.BlockingClient

    def __init__(self, **settings: Unpack[Settings]) -> None:
        self._native = native.BlockingClient(dict(settings))

    def with_options(self, **options: Unpack[Options]) -> Self:
        """A view of the same connections whose calls have these settings.

        >>> client.with_options(timeout=5, retries=0).info.areas()  # doctest: +SKIP
        """
        return self._view(self._native.with_options(dict(options)))

    def for_park(self, park_id: str) -> Self:
        """A view of the same connections for another park."""
        return self._view(self._native.for_park(park_id))

    @property
    def park_id(self) -> str:
        """The park that calls are about."""
        return self._native.park_id()

    def call(self, endpoint: str, params: Mapping[str, object] | None = None) -> Any:
        """Calls any endpoint of the spec by name (``passport.get``) with plain data, names in either case.

        The answer is plain data under the platform's names: ids and money as ``str``, times as ISO text with
        ``+08:00``. What this library knows is normalised, the rest passed through; a field that is missing or
        malformed never fails the call.
        """
        from welinkpark.types import plain_data

        return plain_data(self._native.call("tolerant", endpoint, params or {}))

    def call_raw(
        self, http_method: Literal["GET", "POST"], path: str, params: Mapping[str, object] | str | None = None
    ) -> RawResponse:
        """Calls an endpoint that the spec does not know yet.

        ``params`` is the business data, or its JSON text. Such a call is never sent again once a byte may have
        left this machine.
        """
        raw: RawResponse = self._native.call(http_method, path, "" if params is None else params, raw=True)[1]
        return raw

    def with_raw_response(self, method: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Response[T]:
        """Makes the call of a typed method and keeps the raw answer beside the typed one.

        >>> response = client.with_raw_response(client.passport.get, passport_id=1)  # doctest: +SKIP
        >>> response.data.passport_id, response.raw.content  # doctest: +SKIP
        """
        from welinkpark.response import Response

        data, raw = _rebound(method, self._typed_raw)(*args, **kwargs)
        return Response(data, raw)

    @property
    def gate(self) -> GateApi:
        """Gate flows: from the scan at a lane to the open barrier."""
        from welinkpark.flow.gate import GateApi

        return GateApi(self._native)

    @property
    def reconcile(self) -> ReconcileApi:
        """Questions about writes whose answer was lost."""
        from welinkpark.flow.reconcile import ReconcileApi

        return ReconcileApi(self._check)

    def pages(self, method: Callable[P, list[T]], /, *args: P.args, **kwargs: P.kwargs) -> Pages[T]:
        """Walks a list query page by page, lazily, with the next page fetched ahead.

        >>> for page in client.pages(client.blacklist.query, keyword="粤B").page_size(50):  # doctest: +SKIP
        ...     print(len(page))
        """
        from welinkpark.flow.paging import Pages

        return Pages(self._native, *_asked(method, args, kwargs))

    def records(self, method: Callable[P, list[T]], /, *args: P.args, **kwargs: P.kwargs) -> Records[T]:
        """Walks a list query record by record, lazily, with the next page fetched ahead.

        >>> for entry in client.records(client.blacklist.query, keyword="粤B").limit(1000):  # doctest: +SKIP
        ...     print(entry.plate_number)
        """
        from welinkpark.flow.paging import Records

        return Records(self._native, *_asked(method, args, kwargs))

    def windows(self, method: Callable[P, list[T]], width: Seconds, /, *args: P.args, **kwargs: P.kwargs) -> Windows[T]:
        """Cuts the time range of a list query into windows of this width, fetched concurrently and given in order.

        >>> whole = {"start_time": "2024-05-01", "end_time": "2024-05-31"}
        >>> for window in client.windows(client.passrecord.query_car_records, 86400, **whole):  # doctest: +SKIP
        ...     print(window.start, len(window.records))
        """
        from welinkpark.flow.paging import Windows

        return Windows(self._native, *_asked(method, args, kwargs), width)

    def close(self) -> None:
        """Closes the connections, for all views of this client. Calls under way end first; later ones fail."""
        self._native.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(park_id={self.park_id!r})"

    @property
    def _typed(self) -> Callable[[str, dict[str, object]], Any]:
        return self._native.typed

    def _typed_raw(self, endpoint: str, params: dict[str, object]) -> Any:
        return self._native.call("typed", endpoint, params, raw=True)

    def _check(self, question: str, request: dict[str, object]) -> Any:
        return self._native.call("check", question, request)

    def _view(self, native_client: native.BlockingClient) -> Self:
        view = object.__new__(type(self))
        view._native = native_client
        return view


class AsyncClient(AsyncGroups):
    """The platform, asynchronously: the same methods as :class:`Client`, each awaited.

    It works on any event loop, and on several. Cancelling the task of a call closes its connection; what the
    platform has begun goes on.

    >>> async with AsyncClient(park_id="10001088") as client:  # doctest: +SKIP
    ...     areas = await client.info.areas()
    """

    __slots__ = ("_native",)

    _native: native.AsyncClient

    def __init__(self, **settings: Unpack[Settings]) -> None:
        self._native = native.AsyncClient(dict(settings))

    def with_options(self, **options: Unpack[Options]) -> Self:
        """A view of the same connections whose calls have these settings."""
        return self._view(self._native.with_options(dict(options)))

    def for_park(self, park_id: str) -> Self:
        """A view of the same connections for another park."""
        return self._view(self._native.for_park(park_id))

    @property
    def park_id(self) -> str:
        """The park that calls are about."""
        return self._native.park_id()

    async def call(self, endpoint: str, params: Mapping[str, object] | None = None) -> Any:
        """Calls any endpoint of the spec by name; see :meth:`Client.call`."""
        from welinkpark.types import plain_data

        return plain_data(await self._native.call("tolerant", endpoint, params or {}))

    async def call_raw(
        self, http_method: Literal["GET", "POST"], path: str, params: Mapping[str, object] | str | None = None
    ) -> RawResponse:
        """Calls an endpoint that the spec does not know yet; see :meth:`Client.call_raw`."""
        raw: RawResponse = (await self._native.call(http_method, path, "" if params is None else params, raw=True))[1]
        return raw

    async def with_raw_response(
        self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs
    ) -> Response[T]:
        """Makes the call of a typed method and keeps the raw answer; see :meth:`Client.with_raw_response`."""
        from welinkpark.response import Response

        data, raw = await _rebound(method, self._typed_raw)(*args, **kwargs)
        return Response(data, raw)

    @property
    def gate(self) -> AsyncGateApi:
        """Gate flows: from the scan at a lane to the open barrier."""
        from welinkpark.flow.gate import AsyncGateApi

        return AsyncGateApi(self._native)

    @property
    def reconcile(self) -> AsyncReconcileApi:
        """Questions about writes whose answer was lost."""
        from welinkpark.flow.reconcile import AsyncReconcileApi

        return AsyncReconcileApi(self._check)

    def pages(self, method: Callable[P, Awaitable[list[T]]], /, *args: P.args, **kwargs: P.kwargs) -> AsyncPages[T]:
        """Walks a list query page by page; see :meth:`Client.pages`.

        >>> async for page in client.pages(client.blacklist.query, keyword="粤B").page_size(50):  # doctest: +SKIP
        ...     print(len(page))
        """
        from welinkpark.flow.paging import AsyncPages

        return AsyncPages(self._native, *_asked(method, args, kwargs))

    def records(self, method: Callable[P, Awaitable[list[T]]], /, *args: P.args, **kwargs: P.kwargs) -> AsyncRecords[T]:
        """Walks a list query record by record; see :meth:`Client.records`.

        >>> async for entry in client.records(client.blacklist.query, keyword="粤B").limit(1000):  # doctest: +SKIP
        ...     print(entry.plate_number)
        """
        from welinkpark.flow.paging import AsyncRecords

        return AsyncRecords(self._native, *_asked(method, args, kwargs))

    def windows(
        self, method: Callable[P, Awaitable[list[T]]], width: Seconds, /, *args: P.args, **kwargs: P.kwargs
    ) -> AsyncWindows[T]:
        """Cuts the time range of a list query into windows of this width, fetched concurrently and given in order.

        >>> whole = {"start_time": "2024-05-01", "end_time": "2024-05-31"}
        >>> async for window in client.windows(client.passrecord.query_car_records, 86400, **whole):  # doctest: +SKIP
        ...     print(window.start, len(window.records))
        """
        from welinkpark.flow.paging import AsyncWindows

        return AsyncWindows(self._native, *_asked(method, args, kwargs), width)

    async def close(self) -> None:
        """Closes the connections, for all views of this client. Calls under way end first; later ones fail."""
        self._native.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(park_id={self.park_id!r})"

    @property
    def _typed(self) -> Callable[[str, dict[str, object]], Awaitable[Any]]:
        return self._native.typed

    def _typed_raw(self, endpoint: str, params: dict[str, object]) -> Awaitable[Any]:
        return self._native.call("typed", endpoint, params, raw=True)

    async def _check(self, question: str, request: dict[str, object]) -> Any:
        return await self._native.call("check", question, request)

    def _view(self, native_client: native.AsyncClient) -> Self:
        view = object.__new__(type(self))
        view._native = native_client
        return view


def _rebound(method: Callable[..., Any], call: Callable[[str, dict[str, object]], Any]) -> Callable[..., Any]:
    """The same method of the same group, on another way to make the call."""
    group: Any = getattr(method, "__self__", None)
    name = getattr(method, "__name__", "")
    if not hasattr(group, "_call") or name.startswith("_"):
        message = f"{method!r} is not a method of a group, such as client.passport.get"
        raise TypeError(message)
    rebound: Callable[..., Any] = getattr(type(group)(call), name)
    return rebound


class _AskedError(Exception):
    """Ends a method before it does anything with an answer."""


def _asked(method: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[str, dict[str, object]]:
    """Endpoint and parameters of the call that the method would make."""
    asked: list[tuple[str, dict[str, object]]] = []

    def call(endpoint: str, params: dict[str, object]) -> Any:
        asked.append((endpoint, params))
        raise _AskedError

    with suppress(_AskedError):
        answer = _rebound(method, call)(*args, **kwargs)
        # An asynchronous method has not begun yet.
        answer.send(None)
    return asked[0]
