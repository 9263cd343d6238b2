"""How asynchronous work is awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Future
    from collections.abc import Callable

    from welinkpark._native import Flight

    Done = Callable[[Any, "BaseException | None"], None]


async def landed(start: Callable[[AbstractEventLoop, Done], Flight]) -> Any:
    """Starts native work and awaits its outcome; cancelling the task ends the work."""
    # Whoever has a running loop has imported this; others need not wait for it when they import welinkpark.
    from asyncio import get_running_loop  # noqa: PLC0415

    loop = get_running_loop()
    answer: Future[Any] = loop.create_future()

    def done(data: Any, error: BaseException | None) -> None:
        # Whoever waited may be gone.
        if answer.done():
            return
        if error is None:
            answer.set_result(data)
        else:
            answer.set_exception(error)

    flight = start(loop, done)
    try:
        return await answer
    finally:
        flight.cancel()
