"""Arguments of every type for every parameter: an answer or an error that names the argument, never a crash."""

from __future__ import annotations

import inspect
import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import welinkpark
from conftest import groups
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cases import methods
from welinkpark import _native
from welinkpark.resources import Groups

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

zones = st.none() | st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
# Texts with NUL and lone surrogates among them.
texts = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=[]), max_size=20)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**31, 2**53, 2**63 - 1, 2**63, -(2**63) - 1, 10**400]),
    st.floats(),
    st.decimals(),
    texts,
    st.binary(max_size=20),
    st.dates(),
    st.datetimes(timezones=zones),
    st.times(),
    st.timedeltas(),
    st.complex_numbers(),
    st.builds(object),
    st.sampled_from(
        [date.min, date.max, datetime.min, datetime.max, Decimal("1e400"), "", " ", "\0", "\ud800", int, len]
    ),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.tuples(inner) | st.dictionaries(texts | st.integers(), inner, max_size=4)
    ),
    max_leaves=8,
)


def parameters():
    classes = groups(Groups)
    for endpoint in sorted(methods(Groups)):
        group, name = endpoint.split(".")
        known = list(inspect.signature(getattr(classes[group], name)).parameters)[1:]
        if known:
            yield pytest.param(endpoint, list(known), id=endpoint)


def wire(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def encode(endpoint, params):
    """Business data, or what is wrong with the parameters."""
    try:
        content = _native.encode_params(endpoint, params)
    except welinkpark.ValidationError as error:
        assert str(error), "an error says what is wrong"
        assert error.sent == "no"
        return error
    if content:
        json.loads(content)
    return None


@pytest.mark.parametrize(("endpoint", "names"), list(parameters()))
@FEW
@given(data=st.data())
def test_any_value_of_any_parameter_is_taken_or_refused_by_name(endpoint, names, data):
    name = data.draw(st.sampled_from(names))
    error = encode(endpoint, {name: data.draw(values)})
    if error is not None and error.rule == "type":
        assert error.field.split(".")[0].split("[")[0] == wire(name), error


@FEW
@given(endpoint=texts, params=st.dictionaries(texts, values, max_size=4))
def test_any_endpoint_and_any_parameters_end_in_a_result_or_an_error_of_the_library(endpoint, params):
    client = welinkpark.Client(
        app_id="app",
        secret_key="27a06832a2214a4fa3b7105e4a72d370",
        park_id="1",
        base_url="http://127.0.0.1:1",
        retries=0,
    )
    with client, pytest.raises((welinkpark.WelinkParkError, UnicodeEncodeError)):
        client.call(endpoint, params)


@pytest.mark.parametrize("deep", [200, 100_000])
@pytest.mark.parametrize("part", ["list", "dict"])
def test_deep_nesting_is_refused_before_the_stack_ends(deep, part):
    value: object = 1
    for _ in range(deep):
        value = [value] if part == "list" else {"areaIds": value}
    for name in ("card_number", "ac_auth", "area_ids"):
        assert encode("passport.add", {"passport_type": 2, name: value}) is not None


def test_what_contains_itself_is_refused():
    around: list[object] = []
    around.append(around)
    assert encode("passport.add", {"passport_type": 2, "card_number": around}) is not None
    part: dict[str, object] = {}
    part["area_ids"] = part
    assert encode("passport.add", {"passport_type": 2, "ac_auth": part}) is not None


def test_a_million_elements_are_taken():
    content = _native.encode_params(
        "blacklist.add", {"plate_number": "粤B1", "area_ids": range(1_000_000), "start_date": "2026-06-01"}
    )
    assert content.count(",") > 999_000
