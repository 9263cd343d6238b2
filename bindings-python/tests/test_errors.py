"""Exceptions: one hierarchy, attributes and not just text, and they travel."""

from __future__ import annotations

import builtins
import copy
import multiprocessing
import pickle

import pytest
import welinkpark
from welinkpark import errors

ALL = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", ALL)
def test_every_exception_is_one_of_ours_and_is_pickled_whole(kind):
    assert issubclass(kind, welinkpark.WelinkParkError)
    assert kind.__doc__
    error = kind("what happened", endpoint="passport.get", attempts=2, sent="unknown", nonce=7, retryable=True)
    error.added = "by the caller"
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert str(again) == "what happened"
        assert again.__dict__ == error.__dict__


def test_transport_errors_are_the_built_in_ones_too(welinkpark_sandbox):
    assert issubclass(welinkpark.TimeoutError, builtins.TimeoutError)
    assert issubclass(welinkpark.ConnectError, ConnectionError)
    assert issubclass(welinkpark.NotFoundError, LookupError)
    welinkpark_sandbox.faults.add("delay", delay=3)
    client = welinkpark_sandbox.client(timeout=0.2, retries=0)
    with pytest.raises(TimeoutError) as raised:
        client.info.areas()
    error = raised.value
    assert isinstance(error, welinkpark.TimeoutError)
    assert (error.kind, error.endpoint, error.attempts, error.sent) == ("timeout", "info.areas", 1, "unknown")
    assert error.retryable
    assert error.nonce
    assert error.timestamp


def test_no_connection_is_known_to_have_sent_nothing():
    client = welinkpark.Client(
        app_id="a", secret_key="k" * 24, park_id="1", base_url="http://127.0.0.1:9/api", retries=0
    )
    with pytest.raises(ConnectionError) as raised:
        client.info.areas()
    assert raised.value.sent == "no"


@pytest.mark.parametrize(
    ("settings", "kind", "code"),
    [
        ({"app_id": "nobody"}, welinkpark.UnknownAppIdError, "0002"),
        ({"secret_key": "wrong-secret-key-0123456789"}, welinkpark.AuthenticationError, "0003"),
        ({"park_id": "10001099"}, welinkpark.ParkNotAuthorizedError, "0004"),
    ],
)
def test_refusals_have_classes(settings, kind, code, welinkpark_sandbox):
    client = welinkpark_sandbox.client(**settings)
    with pytest.raises(kind) as raised:
        client.info.areas()
    assert raised.value.code == code
    assert raised.value.platform_message
    if code == "0003":
        assert "AppId=" in raised.value.canonical
        assert settings["secret_key"] not in raised.value.report


def test_not_found_and_no_bill(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    with pytest.raises(welinkpark.NotFoundError) as raised:
        client.pay.query_tmp_rent_bill(plate_number="粤B00000", user_id="1")
    assert raised.value.is_no_enter_record
    assert not raised.value.is_no_bill


def test_an_answer_that_does_not_decode_carries_all_that_came(welinkpark_sandbox):
    welinkpark_sandbox.faults.add("bad_json")
    with pytest.raises(welinkpark.DecodeError) as raised:
        welinkpark_sandbox.client().coupon.merchants()
    error = raised.value
    assert (error.endpoint, error.sent, error.attempts) == ("coupon.merchants", "yes", 1)
    assert error.stage in {"json", "field"}
    assert error.content
    assert error.nonce


@pytest.mark.parametrize(
    "settings", [{"encrypt": True, "secret_key": "short"}, {"timeout": 0}, {"timeout": -1}, {"zip": 7}]
)
def test_settings_that_cannot_work_are_told_at_once(settings):
    with pytest.raises(welinkpark.ConfigError):
        welinkpark.Client(**({"app_id": "a", "secret_key": "k" * 24, "park_id": "1"} | settings))


def test_an_unknown_setting_is_a_type_error():
    with pytest.raises(TypeError, match="tiemout"):
        welinkpark.Client(tiemout=1)


def _raise(base_url: str) -> None:
    welinkpark.Client(app_id="nobody", secret_key="k" * 24, park_id="1", base_url=base_url).info.areas()


def test_exceptions_come_back_from_a_pool(welinkpark_sandbox):
    with multiprocessing.get_context("fork").Pool(1) as pool, pytest.raises(welinkpark.UnknownAppIdError) as raised:
        pool.apply(_raise, (welinkpark_sandbox.base_url,))
    assert raised.value.code == "0002"
