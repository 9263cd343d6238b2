"""welinkpark in Python, asynchronous."""

import asyncio

from harness import APP_ID, PARK_ID, SECRET_KEY, Case
from welinkpark import AsyncClient

case = Case()


async def main() -> None:
    """One client for all calls."""
    client = AsyncClient(
        app_id=APP_ID, secret_key=SECRET_KEY, park_id=PARK_ID, base_url=case.base_url, encrypt=case.encrypt
    )

    async def cars() -> None:
        records = await client.passrecord.query_car_records(
            start_time="2017-08-01 00:00:00", end_time="2017-08-31 23:59:59", length=1000
        )
        case.check(sum(record.plate_number.startswith("粤B") for record in records))

    async def areas() -> None:
        case.check(sum(area.area_name.startswith("地面") for area in await client.info.areas()))

    await case.serve_async(cars if case.cars else areas)
    await client.close()


asyncio.run(main())
