"""Logs: quiet until asked for, and then without what is private."""

from __future__ import annotations

import asyncio
import logging

import pytest
import welinkpark
from conftest import run_python


def test_quiet_by_default(welinkpark_sandbox):
    code = """
import logging, welinkpark
client = welinkpark.Client()
client.info.areas()
try:
    client.passport.get(passport_id=1)
except welinkpark.NotFoundError:
    pass
assert not logging.getLogger().handlers
"""
    done = run_python(code, environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("face", ["sync", "async"])
def test_debug_logs_name_endpoint_and_attempt_but_nothing_private(face, welinkpark_sandbox, caplog):
    caplog.set_level(logging.DEBUG, logger="welinkpark")
    call(welinkpark_sandbox, face)
    text = caplog.text
    assert "passport.query" in text
    assert "attempt=1" in text
    assert "粤B871UY" not in text
    assert welinkpark_sandbox.secret_key not in text


@pytest.mark.parametrize("face", ["sync", "async"])
def test_content_is_logged_if_asked_for(face, welinkpark_sandbox, caplog):
    caplog.set_level(logging.DEBUG, logger="welinkpark")
    call(welinkpark_sandbox, face, log_content=True)
    assert "粤B871UY" in caplog.text
    assert welinkpark_sandbox.secret_key not in caplog.text


def test_the_loggers_level_counts(welinkpark_sandbox, caplog):
    caplog.set_level(logging.WARNING, logger="welinkpark")
    call(welinkpark_sandbox, "sync")
    assert not caplog.records
    with pytest.raises(welinkpark.NotFoundError):
        welinkpark_sandbox.client().passport.get(passport_id=1)
    assert all(record.levelno >= logging.WARNING for record in caplog.records)


def call(sandbox, face, **settings):
    if face == "sync":
        sandbox.client(**settings).passport.query(passport_type=1, keyword="粤B871UY")
    else:

        async def main():
            await sandbox.async_client(**settings).passport.query(passport_type=1, keyword="粤B871UY")

        asyncio.run(main())


@pytest.mark.parametrize("face", ["sync", "async"])
def test_what_is_fetched_ahead_is_logged_too(face, welinkpark_sandbox, caplog):
    caplog.set_level(logging.DEBUG, logger="welinkpark")
    client = welinkpark_sandbox.client()
    for number in range(4):
        client.blacklist.add(plate_number=f"粤A{number:05}", area_ids=[1150779322741001], start_date="2024-01-01")
    if face == "sync":
        found = list(client.records(client.blacklist.query, keyword="粤A").page_size(2))
    else:
        found = asyncio.run(walked(welinkpark_sandbox.async_client()))
    client.info.areas()
    assert len(found) == 4
    asked = [record for record in caplog.records if "endpoint=blacklist.query" in record.getMessage()]
    assert len(asked) == len(welinkpark_sandbox.requests(endpoint="blacklist.query")) == 3


async def walked(client):
    return [entry async for entry in client.records(client.blacklist.query, keyword="粤A").page_size(2)]
