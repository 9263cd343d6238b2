"""What type checkers see of the flows: checked by mypy, never run."""

from __future__ import annotations

from datetime import timedelta

from typing_extensions import assert_type
from welinkpark import AsyncClient, Client, GatePhase, GateStatus, Verdict, Window
from welinkpark.enums import AuthState
from welinkpark.models import BlacklistEntry, CarRecord

DAY = timedelta(days=1)


def blocking(client: Client) -> None:
    for status in client.gate.enter(1, "u1", max_wait=30, interval=DAY):
        assert_type(status, GateStatus)
        assert_type(status.phase, GatePhase)
    assert_type(client.gate.resume("").run().state, AuthState | None)
    for record in client.records(client.passrecord.query_car_records, start_time="", end_time="").limit(1):
        assert_type(record, CarRecord)
    for page in client.pages(client.blacklist.query, keyword="").page_size(2).prefetch(False):
        assert_type(page, list[BlacklistEntry])
    for window in client.windows(client.passrecord.query_car_records, DAY, start_time="", end_time="").concurrent(2):
        assert_type(window, Window[CarRecord])
    assert_type(client.reconcile.blacklist_added(plate_number="", area_ids=[1], start_date="", reason=""), Verdict)
    client.records(client.passrecord.query_car_records, start_time="")  # type: ignore[call-arg]
    client.records(client.passport.get, passport_id=1)  # type: ignore[arg-type]
    client.reconcile.blacklist_added(plate="")  # type: ignore[call-arg]


async def asynchronous(client: AsyncClient) -> None:
    async for status in client.gate.exit(1, "u1"):
        assert_type(status, GateStatus)
    assert_type((await client.gate.access("1", 2).run()).phase, GatePhase)
    async for record in client.records(client.passrecord.query_car_records, start_time="", end_time=""):
        assert_type(record, CarRecord)
    async for page in client.pages(client.blacklist.query):
        assert_type(page, list[BlacklistEntry])
    async for window in client.windows(client.passrecord.query_car_records, 60, start_time="", end_time=""):
        assert_type(window, Window[CarRecord])
    assert_type(await client.reconcile.passport_deleted(passport_id=1), Verdict)
    await client.reconcile.booking_cancelled(mch_id=1)  # type: ignore[call-arg]
