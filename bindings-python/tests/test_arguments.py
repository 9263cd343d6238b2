"""Arguments: what people pass is taken, and what cannot be right is refused with advice."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import welinkpark
from welinkpark import CHINA, AcAuthorization, _native


def sent(endpoint: str, **params):
    return json.loads(_native.encode_params(endpoint, params), parse_float=Decimal)


RECORDS = "parking_fee.query_tmp_rent_records"
DAY = {"start_time": "2018-10-13", "end_time": "2018-10-13"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (datetime(2018, 10, 13, 10), "2018-10-13 10:00:00"),
        (datetime(2018, 10, 13, 10, tzinfo=CHINA), "2018-10-13 10:00:00"),
        (datetime(2018, 10, 13, 2, tzinfo=timezone.utc), "2018-10-13 10:00:00"),
        (datetime(2018, 10, 12, 22, tzinfo=timezone(timedelta(hours=-4))), "2018-10-13 10:00:00"),
        (datetime(2018, 10, 13, 10, 0, 0, 999_999), "2018-10-13 10:00:00"),
        ("2018-10-13 10:00:00", "2018-10-13 10:00:00"),
        ("2018-10-13T02:00:00Z", "2018-10-13 10:00:00"),
        (date(2018, 10, 13), "2018-10-13 00:00:00"),
        ("2018-10-13", "2018-10-13 00:00:00"),
    ],
)
def test_times(given, expected):
    assert sent(RECORDS, **{**DAY, "start_time": given})["startTime"] == expected


def test_a_bare_date_is_the_edge_of_the_day_that_the_field_names():
    day = date(2018, 10, 13)
    found = sent("blacklist.add", plate_number="粤B1", area_ids=[1], start_date=day, end_date=day)
    assert (found["startDate"], found["endDate"]) == ("2018-10-13 00:00:00", "2018-10-13 23:59:59")


def paid(money):
    day = date(2018, 1, 1)
    return sent("passport.renew", plate_number="粤B1", start_date=day, end_date=day, period=1, money=money)["money"]


@pytest.mark.parametrize("given", [Decimal("10.50"), "10.50", Decimal("1.05E+1")])
def test_money(given):
    assert paid(given) == Decimal("10.5")


def test_money_as_int():
    assert paid(10) == 10


def test_a_float_for_money_is_refused_with_advice():
    with pytest.raises(welinkpark.ValidationError) as raised:
        paid(10.1)
    assert raised.value.field == "money"
    assert raised.value.rule == "type"
    assert 'Decimal("10.1")' in str(raised.value)
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("given", [float("nan"), Decimal("NaN"), Decimal("Infinity"), float("inf")])
def test_what_is_no_number_is_refused(given):
    with pytest.raises(welinkpark.ValidationError):
        paid(given)


@pytest.mark.parametrize("given", [[1, 2], (1, "2"), iter([1, 2]), range(1, 3), {1: 0, 2: 0}.keys(), "1,2"])
def test_comma_lists(given):
    found = sent(
        "blacklist.add", plate_number="粤B1", area_ids=given, start_date=date(2018, 1, 1), end_date="2018-02-01"
    )
    assert found["areaIds"] == "1,2"


def test_ids_as_numbers_and_texts():
    for given in (9007199254740993, "9007199254740993"):
        assert sent("passport.get", passport_id=given) == {"passportId": 9007199254740993}


def test_an_id_that_no_64_bits_hold_is_refused():
    with pytest.raises(welinkpark.ValidationError) as raised:
        sent("passport.get", passport_id=2**63)
    assert raised.value.field == "passportId"


def test_digits_given_as_a_number_are_a_text_where_a_text_is_wanted():
    assert sent("space.get_parking_info", parking_space_no=100001) == {"parkingSpaceNo": "100001"}


def test_parts_of_requests_are_dataclasses_or_mappings():
    base = {"passport_type": 2, "name": "王", "mobile_phone": "1", "inviteable": False, "card_number": ["00"]}
    expected = {"areaIds": [7], "startDate": "2018-08-01"}
    for given in (
        AcAuthorization(area_ids=[7], start_date=date(2018, 8, 1)),
        {"area_ids": [7], "start_date": "2018-08-01"},
        {"areaIds": ["7"], "startDate": date(2018, 8, 1)},
    ):
        content = sent("passport.add", **base, ac_auth=given)
        assert content["acAuth"] | {"areaIds": [7]} == expected, content


def test_a_mistake_in_a_part_is_named_with_its_path():
    with pytest.raises(welinkpark.ValidationError) as raised:
        sent("passport.add", passport_type=2, ac_auth={"start_date": "soon"})
    assert raised.value.field.startswith("acAuth.")


@pytest.mark.parametrize("given", [object(), b"bytes", {"a": 1}.values(), "\ud800"])
def test_what_no_field_can_hold_is_refused(given):
    with pytest.raises(welinkpark.ValidationError):
        sent("passport.get", plate_number=given)


def test_what_an_iterable_raises_is_not_swallowed():
    def broken():
        yield 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sent("blacklist.add", plate_number="粤B1", area_ids=broken())


def test_methods_take_keywords_only(welinkpark_sandbox):
    client = welinkpark_sandbox.client()
    with pytest.raises(TypeError):
        client.passport.get(1)
    with pytest.raises(TypeError, match="nonsense"):
        client.passport.get(nonsense=1)
