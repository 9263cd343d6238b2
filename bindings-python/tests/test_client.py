"""Both clients: views, raw answers, closing, environment."""

from __future__ import annotations

import asyncio
import weakref
from datetime import timedelta

import pytest
import welinkpark
from conftest import groups
from welinkpark import AsyncClient, Client
from welinkpark.resources import AsyncGroups, Groups


def test_with_raw_response_keeps_the_answer(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    response = client.with_raw_response(client.info.lanes)
    assert response.data == client.info.lanes()
    assert response.raw.code == "0000"
    assert response.raw.json()[0]["laneName"] == response.data[0].lane_name
    missing = client.with_raw_response(client.passport.query, passport_type=1, keyword="nobody")
    assert missing.data == []
    with pytest.raises(TypeError, match="method of a group"):
        client.with_raw_response(print)


def test_views_share_connections_and_keep_their_own_options(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    other = client.for_park("10001099").with_options(timeout=timedelta(seconds=5), retries=0, zip=True, encrypt=False)
    assert (client.park_id, other.park_id) == (welinkpark_sandbox.park_id, "10001099")
    assert repr(other) == "Client(park_id='10001099')"
    with pytest.raises(welinkpark.ParkNotAuthorizedError):
        other.info.areas()
    assert client.info.areas()
    request = welinkpark_sandbox.requests(endpoint="info.areas")[1]
    assert request["park_id"] == "10001099"


def test_options_of_views_add_up(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("delay", delay=2)
    client = welinkpark_sandbox.client().with_options(timeout=0.2).with_options(retries=0)
    with pytest.raises(welinkpark.TimeoutError):
        client.info.areas()
    with pytest.raises(welinkpark.ConfigError):
        client.with_options(timeout=0)
    with pytest.raises(TypeError):
        client.with_options(app_id="another")


def test_a_closed_client_says_so(welinkpark_sandbox):
    with welinkpark_sandbox.client() as client:
        view = client.for_park("1")
        client.info.areas()
    for closed in (client, view):
        with pytest.raises(welinkpark.ConfigError, match="closed"):
            closed.info.areas()
    client.close()


def test_the_generic_calls(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    assert client.call("info.areas")[0]["areaType"] == 1
    assert client.call("passport.query", {"passportType": 1}) == client.call("passport.query", {"passport_type": 1})
    raw = client.call_raw("GET", "/info/areas")
    assert raw.json()[0]["areaName"] == "地面"
    assert client.call_raw("GET", "/passport/query", {"passportType": 1, "offset": 0, "length": 10}).json()
    with pytest.raises(welinkpark.ValidationError):
        client.call("passport.nothing")
    with pytest.raises(welinkpark.ValidationError):
        client.call_raw("PUT", "/info/areas")


def test_the_environment_configures_both_clients(welinkpark_sandbox, monkeypatch):
    for name, value in welinkpark_sandbox.environment.items():
        monkeypatch.setenv(name, value)

    async def areas():
        async with AsyncClient() as client:
            return await client.info.areas()

    with Client() as client:
        assert client.info.areas() == asyncio.run(areas())
    monkeypatch.delenv("WELINKPARK_SECRET_KEY")
    with pytest.raises(welinkpark.ConfigError, match="WELINKPARK_SECRET_KEY"):
        Client()


def test_the_async_client_has_the_same_surface():
    def surface(face):
        return {name for name in dir(face) if not name.startswith("_")}

    assert surface(Client) == surface(AsyncClient)
    sync, other = groups(Groups), groups(AsyncGroups)
    assert sync.keys() == other.keys()
    for name, group in sync.items():
        assert surface(group) == surface(other[name])


class Watched(Client):
    """A client that can be referred to weakly."""


def test_a_group_is_made_once_and_keeps_no_client_alive():
    client = Watched(app_id="a", secret_key="k" * 24, park_id="1")
    assert client.info is client.info
    assert client.with_options(retries=0).info is not client.info
    with pytest.raises(AttributeError, match="'Watched' object has no attribute 'inof'"):
        client.inof  # noqa: B018
    alive = weakref.ref(client)
    del client
    assert alive() is None, "it is freed at once, without a collection"


def test_secrets_never_show(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    for text in (repr(client), str(client.__class__), repr(client._native)):
        assert welinkpark_sandbox.secret_key not in text


def test_requests_say_which_library_and_language_made_them(welinkpark_sandbox):
    welinkpark_sandbox.client().info.areas()
    assert welinkpark_sandbox.requests()[0]["user_agent"] == f"welinkpark/{welinkpark.__version__} (python)"
