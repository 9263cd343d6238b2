"""What typed decoding accepts beside the documented form: (name, endpoint, content, canonical JSON by hand)."""


def row(base, /, **changed):
    """Canonical JSON of an object: `base` with some members replaced; names that are new come last."""
    return "{" + ",".join(f'"{name}":{text}' for name, text in (base | changed).items()) + "}"


PASSPORT = {
    "passportId": '"7"', "name": "null", "address": "null", "mobilePhone": "null", "mgrType": "null",
    "carType": "null", "plateNumber": "null", "spacenum": "null", "sharePlates": "[]", "cardNumber": "[]",
    "inviteable": "null", "invitationCode": "null", "parkAuth": "null", "acAuth": "null",
}
TMP_BILL = dict.fromkeys(
    ["tradeNo", "payToken", "plateNumber", "payable", "discount", "payed", "money", "comment", "leaveTime",
     "startTime", "endTime", "minutes", "enterLaneId"], "null")
LONG_BILL = dict.fromkeys(["tradeNo", "payToken", "payable", "discount", "money", "comment"], "null")
RENT = {"monthlyRent": '"100"'} | dict.fromkeys([f"monthlyRent{n}" for n in (2, 3, 4, 5, 6, 12)], "null") | {"allowDiscontinuous": "true"}
BOOKING = {
    "bookingId": '"1"', "areaId": '"2"', "areaName": "null", "plateNumber": "null",
    "startTime": '"2019-10-28T08:00:00+08:00"', "endTime": '"2019-10-28T12:00:00+08:00"', "name": "null",
    "comment": "null", "state": "1",
}
BOOKING_TIMES = '"startTime":"2019-10-28 08:00:00","endTime":"2019-10-28 12:00:00"'
ENTRY = {
    "blackListId": '"1"', "areaIds": '["2"]', "plateNumber": '"粤B12345"', "startDate": '"2019-10-28T08:00:00+08:00"',
    "endDate": "null", "reason": "null",
}
LONG_RECORD = {
    "plateNumber": '"川A23456"', "startDate": "null", "endDate": "null", "spaceNum": "null", "mgrType": "1", "carType": "1",
    "tradeNo": "null", "parkingFee": '"10"', "discountFee": '"0"', "realFee": '"10"', "payChannel": "1",
    "operateTime": '"2017-08-15T15:44:25+08:00"', "operatorName": '"1"',
}
LONG_RECORD_REST = (
    '"mgrType":1,"carType":1,"parkingFee":10,"discountFee":0,"realFee":10,"payChannel":1,'
    '"operateTime":"2017-08-15 15:44:25","operatorName":"1"'
)
SPACE = {"parkingSpaceNo": '"100001"', "state": "1", "plateNumber": "null", "enterTime": "null", "qrCode": "null"}
FLAG_ROW = {"areaId": '"1"'} | dict.fromkeys(
    ["totalSpace", "tmpSpace", "longSpace", "freeSpace", "tmpFreeSpace", "longFreeSpace"], "0"
) | dict.fromkeys(["freeSpaceValid", "tmpFreeSpaceValid", "longFreeSpaceValid"], "false")
COUNTS = '"areaId":1,"totalSpace":0,"tmpSpace":0,"longSpace":0,"freeSpace":0,"tmpFreeSpace":0,"longFreeSpace":0'


def passport(name, members, /, **changed):
    return (name, "passport.get", '{"passportId":7' + ("," if members else "") + members + "}", row(PASSPORT, **changed))


def merchant(name, spelling, text):
    return (f"id {name}", "coupon.merchants", '[{"mchId":' + spelling + ',"mchName":"x"}]', '[{"mchId":"' + text + '","mchName":"x"}]')


def rent(name, members, /, **changed):
    return (name, "info.rent_rule", "{" + members + ',"allowDiscontinuous":true}', row(RENT, **changed))


CASES = [
    # absent, null, empty
    passport("optional fields absent", ""),
    passport("optional fields null", ",".join(f'"{name}":null' for name in list(PASSPORT)[1:])),
    passport(
        "optional fields empty: texts stay empty, the rest reads as absent",
        ",".join(f'"{name}":""' for name in list(PASSPORT)[1:]),
        **dict.fromkeys(["name", "address", "mobilePhone", "plateNumber", "invitationCode"], '""'),
    ),
    ("a required text missing reads as empty", "info.areas", '[{"areaId":1,"areaType":1}]', '[{"areaId":"1","areaName":"","areaType":1}]'),
    ("a required text null reads as empty", "info.areas", '[{"areaId":1,"areaName":null,"areaType":1}]', '[{"areaId":"1","areaName":"","areaType":1}]'),
    ("a required list missing reads as empty", "passport.get", '{"passportId":7,"parkAuth":{}}', row(PASSPORT, parkAuth='{"startDate":null,"endDate":null,"areaIds":[]}')),
    passport("a required list null reads as empty", '"acAuth":{"areaIds":null,"startDate":""}', acAuth='{"startDate":null,"endDate":null,"areaIds":[]}'),
    ("a required csv list empty", "blacklist.query", '[{"blackListId":1,"areaIds":"","plateNumber":"粤B12345","startDate":"2019-10-28 08:00:00"}]', "[" + row(ENTRY, areaIds="[]") + "]"),
    ("empty content for an object whose fields are all optional", "pay.query_tmp_rent_bill", "", row(TMP_BILL)),
    ("an object without members whose fields are all optional", "pay.query_long_rent_bill", "{}", row(LONG_BILL)),
    ("empty content for a list", "info.areas", "", "[]"),
    ("an empty list", "info.areas", "[]", "[]"),
    ("an empty list with blanks", "booking.query_booking", " [ ]\r\n", "[]"),
    ("an empty list of texts", "passrecord.query_image_url", "[]", "[]"),
    ("empty content for a list of texts", "passrecord.query_image_url", "", "[]"),
    ("empty content for a text", "passport.invitation_code", "", '""'),
    # no business data: whatever is there is ignored
    ("no data, yet an object", "passport.delete", "{}", "null"),
    ("no data, yet null", "passport.renew", "null", "null"),
    ("no data, yet a bare word", "passport.lock", "ok", "null"),
    # ids
    merchant("as a number", "12", "12"),
    merchant("as a text", '"12"', "12"),
    merchant("above 2^53 as a number", "9007199254740993", "9007199254740993"),
    merchant("above 2^53 as a text", '"911151314366657103"', "911151314366657103"),
    merchant("largest", "9223372036854775807", "9223372036854775807"),
    merchant("smallest", "-9223372036854775808", "-9223372036854775808"),
    merchant("zero", "0", "0"),
    merchant("negative", '"-1"', "-1"),
    merchant("with a fraction of nothing", "12.0", "12"),
    merchant("with an exponent", "1e3", "1000"),
    # integers
    passport("integers as texts", '"mgrType":"12","carType":"0","spacenum":"-1"', mgrType="12", carType="0", spacenum="-1"),
    passport("integers with a fraction of nothing or an exponent", '"mgrType":120.0,"carType":1.00,"spacenum":1E1', mgrType="120", carType="1", spacenum="10"),
    # texts
    passport("a text as a number", '"name":42,"mobilePhone":13508980088,"invitationCode":0', name='"42"', mobilePhone='"13508980088"', invitationCode='"0"'),
    passport("a text as a number keeps every digit", '"name":911151314366657102,"address":1.50', name='"911151314366657102"', address='"1.50"'),
    passport("blanks in texts stay", '"name":" 王 牌 ","address":"\\t"', name='" 王 牌 "', address='"\\t"'),
    passport("escapes in texts", '"name":"\\u738b\\u724c \\"A\\" \\\\ \\/ \\n","address":"\\ud83d\\ude97 \\u001f\\u007f"', name='"王牌 \\"A\\" \\\\ / \\n"', address='"🚗 \\u001f\u007f"'),
    ("a parking space number as a number", "space.get_parking_info", '{"parkingSpaceNo":100001,"state":"1"}', row(SPACE)),
    ("a list of texts with numbers in it", "passrecord.query_image_url", '["a",12]', '["a","12"]'),
    # flags
    *[
        passport(f"flag {spelling}", f'"inviteable":{spelling}', inviteable=meaning)
        for spelling, meaning in [
            ("true", "true"), ("false", "false"), ("1", "true"), ("0", "false"), ('"1"', "true"), ('"0"', "false"),
            ('"true"', "true"), ('"false"', "false"), ('"TRUE"', "true"), ('"FALSE"', "false"), ('"True"', "true"),
        ]
    ],
    ("required flags in different spellings", "info.space", "[{" + COUNTS + ',"freeSpaceValid":"true","tmpFreeSpaceValid":1,"longFreeSpaceValid":"0"}]', "[" + row(FLAG_ROW, freeSpaceValid="true", tmpFreeSpaceValid="true") + "]"),
    # money
    rent("money as numbers", '"monthlyRent":100,"monthlyRent2":190.5,"monthlyRent3":0', monthlyRent2='"190.5"', monthlyRent3='"0"'),
    rent("money as texts", '"monthlyRent":"100","monthlyRent2":"190.5","monthlyRent3":"0"', monthlyRent2='"190.5"', monthlyRent3='"0"'),
    rent("money keeps its scale", '"monthlyRent":100.00,"monthlyRent2":10.10,"monthlyRent3":"10.50","monthlyRent4":0.00', monthlyRent='"100.00"', monthlyRent2='"10.10"', monthlyRent3='"10.50"', monthlyRent4='"0.00"'),
    rent("money is never a binary fraction", '"monthlyRent":0.1,"monthlyRent2":0.30000000000000004,"monthlyRent3":1.005,"monthlyRent4":9007199254740993.01', monthlyRent='"0.1"', monthlyRent2='"0.30000000000000004"', monthlyRent3='"1.005"', monthlyRent4='"9007199254740993.01"'),
    rent("negative money", '"monthlyRent":-10,"monthlyRent2":"-0.50"', monthlyRent='"-10"', monthlyRent2='"-0.50"'),
    rent("money with an exponent", '"monthlyRent":1e2,"monthlyRent2":1.5E1,"monthlyRent3":5e-2', monthlyRent='"100"', monthlyRent2='"15"', monthlyRent3='"0.05"'),
    # enums
    ("a lane type that the document does not list", "info.lanes", '[{"laneId":1,"laneName":"x","laneType":99,"areaId":2}]', '[{"laneId":"1","laneName":"x","laneType":99,"areaId":"2"}]'),
    ("enum values as texts, unknown ones too", "info.lanes", '[{"laneId":1,"laneName":"x","laneType":"2","areaId":2},{"laneId":1,"laneName":"x","laneType":"-1","areaId":2}]', '[{"laneId":"1","laneName":"x","laneType":2,"areaId":"2"},{"laneId":"1","laneName":"x","laneType":-1,"areaId":"2"}]'),
    ("an unknown state of an authorisation", "auth.query_event", '{"state":8,"errCode":"SomethingNew","message":""}', '{"state":8,"errCode":"SomethingNew","message":""}'),
    # dates and times
    ("a time with T", "booking.get_booking", '{"bookingId":1,"areaId":2,"startTime":"2019-10-28T08:00:00","endTime":"2019-10-28T12:00:00","state":1}', row(BOOKING)),
    ("a time with .0", "booking.get_booking", '{"bookingId":1,"areaId":2,"startTime":"2019-10-28 08:00:00.0","endTime":"2019-10-28T12:00:00.0","state":1}', row(BOOKING)),
    ("midnight and the last second of a leap day", "booking.get_booking", '{"bookingId":1,"areaId":2,"startTime":"2020-02-29 00:00:00","endTime":"2020-02-29 23:59:59","state":1}', row(BOOKING, startTime='"2020-02-29T00:00:00+08:00"', endTime='"2020-02-29T23:59:59+08:00"')),
    ("an optional time empty", "space.get_parking_info", '{"parkingSpaceNo":"100001","state":1,"enterTime":""}', row(SPACE)),
    ("a date where a time is asked for: the start and the end of the day", "blacklist.query", '[{"blackListId":1,"areaIds":"2","plateNumber":"粤B12345","startDate":"2019-10-01","endDate":"2019-10-31"}]', "[" + row(ENTRY, startDate='"2019-10-01T00:00:00+08:00"', endDate='"2019-10-31T23:59:59+08:00"') + "]"),
    ("a time where a date is asked for: its day", "parking_fee.query_long_rent_records", '[{"plateNumber":"川A23456","startDate":"2017-08-01 00:00:00","endDate":"2017-08-31T23:59:59",' + LONG_RECORD_REST + "}]", "[" + row(LONG_RECORD, startDate='"2017-08-01"', endDate='"2017-08-31"') + "]"),
    # lists
    passport("a csv list with blanks", '"sharePlates":"粤B1, 粤B2 ,粤B3"', sharePlates='["粤B1","粤B2","粤B3"]'),
    passport("a csv list of one", '"cardNumber":"1287efab00"', cardNumber='["1287efab00"]'),
    passport("a csv list of one, as a number", '"cardNumber":12870000', cardNumber='["12870000"]'),
    passport("a csv list as a JSON array", '"sharePlates":["粤B1","粤B2"],"cardNumber":["00228a18",9881245]', sharePlates='["粤B1","粤B2"]', cardNumber='["00228a18","9881245"]'),
    ("csv ids with blanks", "blacklist.query", '[{"blackListId":1,"areaIds":"1150779322741001, 1150779322741002","plateNumber":"粤B12345","startDate":"2019-10-28 08:00:00"}]', "[" + row(ENTRY, areaIds='["1150779322741001","1150779322741002"]') + "]"),
    ("csv ids as a number", "blacklist.query", '[{"blackListId":1,"areaIds":1150779322741001,"plateNumber":"粤B12345","startDate":"2019-10-28 08:00:00"}]', "[" + row(ENTRY, areaIds='["1150779322741001"]') + "]"),
    ("csv ids as a JSON array", "blacklist.query", '[{"blackListId":1,"areaIds":[1150779322741001,"1150779322741002"],"plateNumber":"粤B12345","startDate":"2019-10-28 08:00:00"}]', "[" + row(ENTRY, areaIds='["1150779322741001","1150779322741002"]') + "]"),
    passport("a list of ids as texts", '"parkAuth":{"areaIds":["1","2"]}', parkAuth='{"startDate":null,"endDate":null,"areaIds":["1","2"]}'),
    passport("a list of ids joined with commas", '"parkAuth":{"areaIds":"1, 2"}', parkAuth='{"startDate":null,"endDate":null,"areaIds":["1","2"]}'),
    # shapes
    ("an object in a list of one", "passport.get", '[{"passportId":"7"}]', row(PASSPORT)),
    ("a rule in a list of one", "info.rent_rule", '[{"monthlyRent":100,"allowDiscontinuous":"true"}]', row(RENT)),
    passport("a nested object empty or null", '"parkAuth":null,"acAuth":""'),
    # keys
    ("members in any order come out in the order of the spec", "info.lanes", '[{"areaId":2,"laneType":1,"laneName":"x","laneId":1}]', '[{"laneId":"1","laneName":"x","laneType":1,"areaId":"2"}]'),
    passport("unknown members come last, unchanged", '"zone":{"b":[1,2.50,null],"a":"x"},"name":"王牌","passportType":"1","big":12345678901234567890,"none":null', name='"王牌"', zone='{"b":[1,2.50,null],"a":"x"}', passportType='"1"', big="12345678901234567890", none="null"),
    passport("unknown members of a nested object stay in it", '"acAuth":{"doors":[3],"areaIds":[1]}', acAuth='{"startDate":null,"endDate":null,"areaIds":["1"],"doors":[3]}'),
    ("unknown members in rows of a list", "info.areas", '[{"areaId":1,"areaName":"a","areaType":1,"floor":-1},{"areaId":2,"areaName":"b","areaType":2}]', '[{"areaId":"1","areaName":"a","areaType":1,"floor":-1},{"areaId":"2","areaName":"b","areaType":2}]'),
    passport("names are case-sensitive", '"Name":"x","plate_number":"y"', Name='"x"', plate_number='"y"'),
    passport("spaceNum for spacenum", '"spaceNum":"2"', spacenum="2"),
    ("spacenum for spaceNum", "parking_fee.query_long_rent_records", '[{"plateNumber":"川A23456","spacenum":2,' + LONG_RECORD_REST + "}]", "[" + row(LONG_RECORD, spaceNum="2") + "]"),
    ("a key twice: the last counts", "coupon.merchants", '[{"mchId":"x","mchName":"a","mchId":12,"mchName":"b"}]', '[{"mchId":"12","mchName":"b"}]'),
    passport("a nested object twice: the last counts as a whole", '"parkAuth":{"startDate":"2018-08-01","areaIds":[1]},"parkAuth":{"areaIds":[2]}', parkAuth='{"startDate":null,"endDate":null,"areaIds":["2"]}'),
    ("a booking without what its table calls required", "booking.get_booking", '{"bookingId":1,"areaId":2,' + BOOKING_TIMES + ',"state":1}', row(BOOKING)),
    # answers that are one bare value
    ("a bare id", "booking.create_booking", "911151314366657103", '"911151314366657103"'),
    ("a quoted id", "passport.add", '"5151108843907001"', '"5151108843907001"'),
    ("an id with blanks around it", "coupon.add", "\r\n 911151314366657102 ", '"911151314366657102"'),
    *[
        (f"a bare flag: {spelling}", "passport.has_plate_numbers", spelling, meaning)
        for spelling, meaning in [
            ("true", "true"), ("false", "false"), ("1", "true"), ("0", "false"), ('"1"', "true"), ('"0"', "false"),
            ('"true"', "true"), ('"false"', "false"), ("TRUE", "true"), ('"FALSE"', "false"), (" true\n", "true"),
        ]
    ],
    ("a bare text of digits keeps its zeros", "passport.invitation_code", "00540998", '"00540998"'),
    ("a quoted text", "passport.invitation_code", '"00540998"', '"00540998"'),
    ("a bare text is kept as it is", "user.login", "/ww/admin.html?a=%E5%85%A8&b=d7A/+==$1&c=\\x", '"/ww/admin.html?a=%E5%85%A8&b=d7A/+==$1&c=\\\\x"'),
    ("a quoted text with escapes", "user.login", '"\\/ww\\/admin.html?a=\\u0026"', '"/ww/admin.html?a=&"'),
]
