"""A user's own client in Python: aiohttp."""

import asyncio

import aiohttp
from harness import Case
from own_wire import check, url
from yarl import URL

case = Case()


async def main() -> None:
    """One session for all calls."""
    async with aiohttp.ClientSession() as session:

        async def call() -> None:
            async with session.get(URL(url(case), encoded=True)) as response:
                check(case, await response.read())

        await case.serve_async(call)


asyncio.run(main())
