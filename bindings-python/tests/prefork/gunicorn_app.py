"""An application that gunicorn loads before it forks, and whose clients have been used by then."""

from __future__ import annotations

import asyncio
import json
import os

import welinkpark

client, other = welinkpark.Client(), welinkpark.AsyncClient()
master = os.getpid()


def count() -> int:
    """Calls with both clients."""

    async def areas():
        return await other.info.areas()

    return len(client.info.areas()) + len(asyncio.run(areas()))


assert count() == 6


def app(environ, start_response):
    body = json.dumps({"count": count(), "process": os.getpid(), "master": master})
    start_response("200 OK", [("Content-Type", "application/json")])
    return [body.encode()]
