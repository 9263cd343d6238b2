"""An asynchronous web handler, as an ASGI application without a framework: `uvicorn web:app`.

In FastAPI, Starlette or Sanic the body of `spaces` and `bill` is the same.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from welinkpark import AsyncClient, NotFoundError, WelinkParkError

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

# One client for all requests; a request that is given up by its browser closes its connection to the platform.
client = AsyncClient().with_options(timeout=10)


async def spaces(_: dict[str, list[str]]) -> tuple[int, object]:
    """How many spaces are free in each area."""
    return 200, {str(space.area_id): space.free_space for space in await client.info.space()}


async def bill(query: dict[str, list[str]]) -> tuple[int, object]:
    """What a vehicle has to pay."""
    plate = query.get("plate", [""])[0]
    try:
        found = await client.pay.query_tmp_rent_bill(plate_number=plate, user_id=query.get("user", ["web"])[0])
    except NotFoundError as error:
        return 404, {"error": error.err_code or "nothing to pay"}
    return 200, {"plate": plate, "money": str(found.money), "minutes": found.minutes}


ROUTES = {"/spaces": spaces, "/bill": bill}


async def app(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    handler = ROUTES.get(scope["path"])
    try:
        status, body = (404, {}) if handler is None else await handler(parse_qs(scope["query_string"].decode()))
    except WelinkParkError as error:
        # `retryable` and `sent` say what the caller may do about it.
        status, body = 502, {"error": type(error).__name__, "retryable": error.retryable, "sent": error.sent}
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": json.dumps(body, ensure_ascii=False).encode()})


async def lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            await client.close()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
