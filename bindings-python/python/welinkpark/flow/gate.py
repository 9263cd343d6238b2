"""Gate flows: from the scan at a lane to the open barrier (document, section 5.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from welinkpark.flow.status import GateStatus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from welinkpark import _native as native
    from welinkpark.types import Seconds

MAX_WAIT = 30.0
INTERVAL = 2.0


class GateApi:
    """Starts gate flows. Nothing is sent before a flow runs."""

    __slots__ = ("_native",)

    def __init__(self, client: native.BlockingClient) -> None:
        self._native = client

    def enter(
        self, lane_id: int | str, user_id: str | int, *, max_wait: Seconds = MAX_WAIT, interval: Seconds = INTERVAL
    ) -> GateFlow:
        """A user at an entry lane.

        Args:
            lane_id: The lane.
            user_id: The user who scanned the code there.
            max_wait: How long the flow may take, all its calls and waits included, in seconds. It counts from the
                first step, and anew from :meth:`GateFlow.paid`.
            interval: Pause between two questions to the platform, varied by a tenth; the document asks for 2 s.
        """
        return GateFlow(self._native.gate("enter", lane_id, user_id, max_wait, interval))

    def exit(
        self, lane_id: int | str, user_id: str | int, *, max_wait: Seconds = MAX_WAIT, interval: Seconds = INTERVAL
    ) -> GateFlow:
        """A user at an exit lane; see :meth:`enter`."""
        return GateFlow(self._native.gate("exit", lane_id, user_id, max_wait, interval))

    def access(
        self, lane_id: int | str, user_id: str | int, *, max_wait: Seconds = MAX_WAIT, interval: Seconds = INTERVAL
    ) -> GateFlow:
        """A user at a door; see :meth:`enter`."""
        return GateFlow(self._native.gate("access", lane_id, user_id, max_wait, interval))

    def resume(self, token: str) -> GateFlow:
        """Goes on with a flow from its :meth:`GateFlow.token`, in its park and with its deadline.

        The first call is a question: nothing is sent again.
        """
        return GateFlow(self._native.resume_gate(token))


class AsyncGateApi:
    """Starts gate flows. Nothing is sent before a flow runs."""

    __slots__ = ("_native",)

    def __init__(self, client: native.AsyncClient) -> None:
        self._native = client

    def enter(
        self, lane_id: int | str, user_id: str | int, *, max_wait: Seconds = MAX_WAIT, interval: Seconds = INTERVAL
    ) -> AsyncGateFlow:
        """A user at an entry lane; see :meth:`GateApi.enter`."""
        return AsyncGateFlow(self._native.gate("enter", lane_id, user_id, max_wait, interval))

    def exit(
        self, lane_id: int | str, user_id: str | int, *, max_wait: Seconds = MAX_WAIT, interval: Seconds = INTERVAL
    ) -> AsyncGateFlow:
        """A user at an exit lane; see :meth:`GateApi.enter`."""
        return AsyncGateFlow(self._native.gate("exit", lane_id, user_id, max_wait, interval))

    def access(
        self, lane_id: int | str, user_id: str | int, *, max_wait: Seconds = MAX_WAIT, interval: Seconds = INTERVAL
    ) -> AsyncGateFlow:
        """A user at a door; see :meth:`GateApi.enter`."""
        return AsyncGateFlow(self._native.gate("access", lane_id, user_id, max_wait, interval))

    def resume(self, token: str) -> AsyncGateFlow:
        """Goes on with a flow from its token; see :meth:`GateApi.resume`."""
        return AsyncGateFlow(self._native.resume_gate(token))


class _Flow:
    """What both flows share: everything that does not wait."""

    __slots__ = ("_last", "_native")

    _native: Any

    def __init__(self, flow: native.BlockingGate | native.AsyncGate) -> None:
        self._native = flow
        self._last = _status(flow.status())

    @property
    def status(self) -> GateStatus:
        """What is known now; while a step runs, what was known before it."""
        now = None if self._is_busy() else self._native.status()
        if now is not None:
            self._last = _status(now)
        return self._last

    def paid(self) -> None:
        """Goes on after phase ``payment``, or with a flow resumed from there.

        The bill has been paid and reported to the platform with ``pay.pay_tmp_rent_bill``. ``max_wait`` begins anew.
        """
        self._native.paid()

    def extend(self, max_wait: Seconds) -> None:
        """Goes on after phase ``timed-out`` or ``cancelled``. Never sends again what may have been sent."""
        self._native.extend(max_wait)

    def token(self) -> str:
        """The flow as a text for ``client.gate.resume``, in this process or another.

        It holds lane, user and park, no credentials and no payment token. Take it between two steps.
        """
        token: str = self._native.token()
        return token

    def cancel(self) -> None:
        """Ends the flow in phase ``cancelled``, also while it runs. What the platform has begun goes on."""
        self._native.cancel()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(phase={self._last.phase.value!r})"

    def _is_busy(self) -> bool:
        return False


class GateFlow(_Flow):
    """One user at one lane. Iterating gives the status at every change, until there is something to do or it is over.

    The calls that may open a barrier are never sent twice: after a lost answer the platform is asked, and if it
    cannot tell, the phase is ``unknown``. Ctrl-C ends the step; the flow can be extended and run again.

    >>> for status in client.gate.exit(3150432953492102, "4150570873"):  # doctest: +SKIP
    ...     print(status.phase.value, status.message)
    """

    __slots__ = ()

    _native: native.BlockingGate

    def next(self) -> GateStatus:
        """Goes on to the next change, or to where there is something to do."""
        self._last = _status(self._native.next())
        return self._last

    def run(self) -> GateStatus:
        """Goes on until there is something to do or it is over.

        Raises:
            WelinkParkError: What the platform refuses, or what keeps a call from being sent. The flow can be run
                again; it never sends again what may have been sent.
        """
        for _ in self:
            pass
        return self.status

    def __iter__(self) -> Iterator[GateStatus]:
        while self.status.phase.is_running:
            yield self.next()


class AsyncGateFlow(_Flow):
    """One user at one lane; see :class:`GateFlow`. Cancelling the task ends the step, and the flow can go on later.

    >>> async for status in client.gate.exit(3150432953492102, "4150570873"):  # doctest: +SKIP
    ...     print(status.phase.value, status.message)
    """

    __slots__ = ("_steps",)

    _native: native.AsyncGate

    def __init__(self, flow: native.AsyncGate) -> None:
        super().__init__(flow)
        self._steps = 0

    async def next(self) -> GateStatus:
        """Goes on to the next change, or to where there is something to do."""
        self._steps += 1
        try:
            self._last = _status(await self._native.next())
        finally:
            self._steps -= 1
        return self._last

    async def run(self) -> GateStatus:
        """Goes on until there is something to do or it is over; see :meth:`GateFlow.run`."""
        async for _ in self:
            pass
        return self.status

    async def __aiter__(self) -> AsyncIterator[GateStatus]:
        while self.status.phase.is_running:
            yield await self.next()

    def _is_busy(self) -> bool:
        return self._steps > 0


def _status(text: str | None) -> GateStatus:
    return GateStatus._from_json(text or "")
