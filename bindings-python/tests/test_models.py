"""What models are promised to be."""

from __future__ import annotations

import copy
import json
import pickle
import sys
import time
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import welinkpark
from welinkpark import CHINA, AreaType, Lane, LaneType, LoginTarget, ParkingSpace, SpaceState, TmpRentRecord, _native

SPACE = '{"parkingSpaceNo":"100001","state":"1","plateNumber":"粤B98123","enterTime":"2018-10-13 10:00:00","x":[1.50]}'


def space() -> ParkingSpace:
    return _native.decode("space.get_parking_info", SPACE)


def test_attributes_are_of_pythons_types():
    found = space()
    assert found.parking_space_no == "100001"
    assert found.state is SpaceState.OCCUPIED
    assert found.enter_time == datetime(2018, 10, 13, 10, tzinfo=CHINA)
    assert found.enter_time.utcoffset() == timedelta(hours=8)
    assert found.qr_code is None
    assert found.extra == {"x": [Decimal("1.50")]}


def test_money_is_decimal_to_the_last_digit():
    bill = _native.decode("pay.query_long_rent_bill", LONG_RENT_BILL)
    assert isinstance(bill.money, Decimal)
    assert str(bill.money) == "10.50"


LONG_RENT_BILL = '{"tradeNo":7,"payToken":"t","payable":10.50,"discount":0,"money":10.50,"comment":null}'


def test_ids_beyond_the_precision_of_floats_are_exact():
    lane = _native.decode("info.lanes", '[{"laneId":9007199254740993,"laneName":"a","laneType":1,"areaId":"1"}]')[0]
    assert lane.lane_id == 9007199254740993


def test_repr_shows_every_field_and_what_is_unknown():
    text = repr(space())
    assert text.startswith(
        "ParkingSpace(parking_space_no='100001', state=<SpaceState.OCCUPIED: 1>, plate_number='粤B98123'"
    )
    assert text.endswith("qr_code=None, extra={'x': [Decimal('1.50')]})")


def test_equality_and_hashing_follow_the_fields():
    assert space() == space()
    assert hash(space()) == hash(space())
    other = ParkingSpace.from_json(SPACE.replace("98123", "98124"))
    assert other != space()
    assert space() != "something else"
    assert len({space(), space(), other}) == 2
    one, same = (
        _native.decode("pay.query_long_rent_bill", LONG_RENT_BILL.replace("10.50", m)) for m in ("10.5", "10.50")
    )
    assert one == same
    assert hash(one) == hash(same)


def test_models_are_frozen():
    with pytest.raises(AttributeError):
        space().state = SpaceState.VACANT
    with pytest.raises(AttributeError):
        space().new = 1


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_pickling_keeps_everything(protocol):
    again = pickle.loads(pickle.dumps(space(), protocol))
    assert again == space()
    assert again.extra == space().extra
    assert copy.deepcopy(space()) == space()
    assert copy.copy(space()) == space()


@pytest.mark.skipif(sys.version_info < (3, 10), reason="Python 3.9 has no match statement")
def test_pattern_matching_by_keyword_and_position():
    namespace = {"space": space(), "ParkingSpace": ParkingSpace, "SpaceState": SpaceState}
    code = """
match space:
    case ParkingSpace("100001", SpaceState.OCCUPIED, plate_number=plate):
        found = plate
"""
    exec(compile(code, "match", "exec"), namespace)
    assert namespace["found"] == "粤B98123"


def test_to_dict_gives_values_and_to_json_gives_canonical_text():
    assert space().to_dict() == {
        "parking_space_no": "100001",
        "state": SpaceState.OCCUPIED,
        "plate_number": "粤B98123",
        "enter_time": datetime(2018, 10, 13, 10, tzinfo=CHINA),
        "qr_code": None,
        "x": [Decimal("1.50")],
    }
    assert json.loads(space().to_json()) == {
        "parkingSpaceNo": "100001",
        "state": 1,
        "plateNumber": "粤B98123",
        "enterTime": "2018-10-13T10:00:00+08:00",
        "qrCode": None,
        "x": [1.5],
    }


def test_nested_models_are_models_and_become_nested_dicts():
    content = {"passportId": 7, "parkAuth": {"areaIds": "1,2", "startDate": "2018-08-01"}}
    passport = _native.decode("passport.get", json.dumps(PASSPORT | content))
    assert passport.park_auth.area_ids == [1, 2]
    assert passport.ac_auth is None
    assert passport.to_dict()["park_auth"]["start_date"] == date(2018, 8, 1)
    assert pickle.loads(pickle.dumps(passport)) == passport
    assert "park_auth=PassportAuthorization(" in repr(passport)


PASSPORT = {"passportType": 1, "state": 1, "mgrTypeId": 1, "createTime": "2018-08-01 00:00:00"}


def test_models_are_made_by_keyword_for_the_tests_of_those_who_use_them():
    made = Lane(lane_id=1, lane_name="入口", lane_type=LaneType.ENTRY, area_id="2")
    assert (made.lane_id, made.lane_type, made.area_id) == (1, LaneType.ENTRY, 2)
    with pytest.raises(TypeError, match="nonsense"):
        Lane(nonsense=1)
    with pytest.raises(welinkpark.DecodeError, match="laneId"):
        Lane(lane_name="入口")


def test_an_unknown_enumeration_value_stays_usable_and_shows_as_such():
    area = _native.decode("info.areas", '[{"areaId":1,"areaName":"a","areaType":9}]')[0]
    assert area.area_type == 9
    assert isinstance(area.area_type, AreaType)
    assert not area.area_type.is_known
    assert AreaType.PARKING.is_known
    assert repr(area.area_type) == "<AreaType.UNKNOWN_9: 9>"
    assert pickle.loads(pickle.dumps(area.area_type)) == 9
    assert {area.area_type: 1}[9] == 1
    assert 9 not in list(AreaType)
    with pytest.raises(ValueError, match="nonsense"):
        AreaType("nonsense")


def test_enumerations_of_words_are_open_too():
    word = LoginTarget("elsewhere")
    assert word == "elsewhere"
    assert str(word) == "elsewhere"
    assert not word.is_known
    assert pickle.loads(pickle.dumps(word)) == word


def test_a_long_list_costs_little_until_it_is_read():
    first = _native.decode("parking_fee.query_tmp_rent_records", f"[{RENT_RECORD}]")[0]
    assert isinstance(first, TmpRentRecord)
    content = "[" + ",".join([RENT_RECORD] * 10_000) + "]"
    begun = time.perf_counter()
    records = _native.decode("parking_fee.query_tmp_rent_records", content)
    unread = time.perf_counter() - begun
    begun = time.perf_counter()
    for one in records:
        one.to_dict()
    read = time.perf_counter() - begun
    assert len(records) == 10_000
    # A debug build decodes slowly; converting must still be the greater part, or it was done ahead of time.
    assert unread < 2 + read


RENT_RECORD = json.dumps(
    {
        "tradeNo": 1,
        "plateNumber": "粤B98123",
        "startTime": "2018-10-13 10:00:00",
        "endTime": "2018-10-13 11:00:00",
        "feeMinutes": 60,
        "areaId": 1,
        "areaName": "地面",
        "carType": 1,
        "parkingFee": "5.00",
        "discountFee": 0,
        "payedFee": 0,
        "realFee": 5,
        "payChannel": 1,
        "operateTime": "2018-10-13 11:00:00",
    },
    ensure_ascii=False,
)
