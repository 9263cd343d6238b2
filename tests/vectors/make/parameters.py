"""Requests beside the document's samples: (name, endpoint, parameters, expected), expected by hand.

Expected is the business JSON, or (field, rule) of the refusal.
"""

RECORDS = "passrecord.query_car_records"
TWO_HOURS = '"startTime":"2018-10-13 10:00:00","endTime":"2018-10-13 12:00:00"'
SENT_HOURS = '"startTime":"2018-10-13 10:00:00","endTime":"2018-10-13 12:00:00"'
RENEW = '"plateNumber":"粤B871UY","startDate":"2018-10-01","endDate":"2018-10-31","period":1,"money":'
BILL = '"plateNumber":"粤B98123","enterLaneId":"119932323122233","enterTime":"2018-10-10 10:10:10","billEndTime":"2018-10-10 12:10:10"'
ADD = '"passportType":1,"name":"王牌","mobilePhone":"13508980088"'


def start(name, spelling, sent="2018-10-13 10:00:00"):
    return (name, RECORDS, '{"startTime":' + spelling + ',"endTime":"2018-10-13 12:00:00"}',
            '{"startTime":"' + sent + '","endTime":"2018-10-13 12:00:00","offset":0,"length":100}')


def money(name, spelling, sent):
    return (f"money {name}", "passport.renew", "{" + RENEW + spelling + "}", "{" + RENEW + sent + "}")


CASES = [
    # fields
    ("defaults are sent", RECORDS, "{" + TWO_HOURS + "}", "{" + SENT_HOURS + ',"offset":0,"length":100}'),
    ("defaults can be replaced, by 0 too", RECORDS, "{" + TWO_HOURS + ',"offset":200,"length":0}', "{" + SENT_HOURS + ',"offset":200,"length":0}'),
    ("null is absent", RECORDS, "{" + TWO_HOURS + ',"areaId":null,"keyword":null,"offset":null,"length":null}', "{" + SENT_HOURS + ',"offset":0,"length":100}'),
    ("fields are sent in the order of the spec", RECORDS, '{"length":5,"keyword":"A","endTime":"2018-10-13 12:00:00","lane_id":2,"startTime":"2018-10-13 10:00:00","area_id":"1","offset":1}', '{"areaId":1,"laneId":2,"startTime":"2018-10-13 10:00:00","endTime":"2018-10-13 12:00:00","keyword":"A","offset":1,"length":5}'),
    ("an endpoint whose fields are all optional gets an object", "info.rent_rule", "{}", "{}"),
    ("an optional field alone", "info.rent_rule", '{"car_type":2}', '{"carType":2}'),
    ("the id of a passport that is still to be added", "passport.has_plate_numbers", '{"plateNumbers":["粤B1"]}', '{"passportId":0,"plateNumbers":"粤B1"}'),
    # ids
    ("ids above 2^53 from texts", "booking.cancel_booking", '{"mchId":"9007199254740993","bookingId":"911151314366657103"}', '{"mchId":9007199254740993,"bookingId":911151314366657103}'),
    ("ids above 2^53 from numbers", "booking.cancel_booking", '{"mchId":9007199254740993,"bookingId":911151314366657103}', '{"mchId":9007199254740993,"bookingId":911151314366657103}'),
    ("an id of 0", "booking.query_areas", '{"mchId":0}', '{"mchId":0}'),
    ("the largest id", "blacklist.delete", '{"blackListId":"9223372036854775807"}', '{"blackListId":9223372036854775807}'),
    # texts
    ("texts are sent as they are", "user.login", '{"userId":1,"userName":" a\\"b\\\\c/ \\n🚗 ","role":1,"state":"admin"}', '{"userId":1,"userName":" a\\"b\\\\c/ \\n🚗 ","role":1,"state":"admin"}'),
    ("a text of digits stays a text", "auth.enter", '{"laneId":1,"userId":"4150570873"}', '{"laneId":1,"userId":"4150570873"}'),
    ("a payment token is handed back unchanged", "pay.pay_tmp_rent_bill", '{"plateNumber":"粤B98123","payToken":"a+/=%2B$1 "}', '{"plateNumber":"粤B98123","payToken":"a+/=%2B$1 "}'),
    ("documented lengths reject nothing", "space.get_parking_info", '{"parkingSpaceNo":"' + "1" * 300 + '"}', '{"parkingSpaceNo":"' + "1" * 300 + '"}'),
    # enums
    ("an enum value that the document does not list", "passport.query", '{"passportType":9,"state":0}', '{"passportType":9,"offset":0,"length":100,"state":0}'),
    ("a login target that the document does not list", "user.login", '{"userId":1,"userName":"a","role":10,"state":"report"}', '{"userId":1,"userName":"a","role":10,"state":"report"}'),
    # times and dates
    start("a time with the offset of China", '"2018-10-13T10:00:00+08:00"'),
    start("a time in UTC", '"2018-10-13T02:00:00Z"'),
    start("a time with another offset", '"2018-10-13T04:00:00+02:00"'),
    start("a time with an offset west of Greenwich, the day before", '"2018-10-12T19:00:00-07:00"'),
    start("a time with an offset of half an hour", '"2018-10-13T07:30:00+05:30"'),
    start("a time without an offset is China's", '"2018-10-13T10:00:00"'),
    start("a time as the wire has it", '"2018-10-13 10:00:00"'),
    start("midnight", '"2018-10-12T16:00:00Z"', "2018-10-13 00:00:00"),
    ("a date where a time is sent: the start and the end of the day", "blacklist.add", '{"plateNumber":"粤B12345","areaIds":["1"],"startDate":"2019-10-01","endDate":"2019-10-31"}', '{"plateNumber":"粤B12345","areaIds":"1","startDate":"2019-10-01 00:00:00","endDate":"2019-10-31 23:59:59"}'),
    ("a date", "coupon.query_coupons", '{"mchId":1,"date":"2020-02-29"}', '{"mchId":1,"date":"2020-02-29","offset":0,"length":100}'),
    # flags
    *[
        (f"flag {spelling}", "passport.add", "{" + ADD + f',"inviteable":{spelling}' + "}", "{" + ADD + f',"inviteable":{sent}' + "}")
        for spelling, sent in [("true", "1"), ("false", "0"), ("1", "1"), ("0", "0")]
    ],
    # money
    money("from a text", '"200"', "200"),
    money("from a number", "200", "200"),
    money("with zeros after the point", '"200.00"', "200"),
    money("with a zero at the end", '"10.50"', "10.5"),
    money("from a number with a zero at the end", "10.10", "10.1"),
    money("of a cent", '"0.01"', "0.01"),
    money("of zero", '"0.00"', "0"),
    money("that ends in zeros before the point", '"1000"', "1000"),
    money("by its literal, not as a binary fraction", "0.30000000000000004", "0.30000000000000004"),
    money("with many digits", '"9007199254740993.01"', "9007199254740993.01"),
    ("numbers that are sent as texts", "pay.add_tmp_rent_bill", "{" + BILL.replace('"119932323122233"', "119932323122233") + ',"payable":10.00,"discount":"0.50","paid":0,"amount":"9.5"}', "{" + BILL + ',"payable":"10","discount":"0.5","paid":"0","amount":"9.5"}'),
    # lists and objects
    ("a csv list is joined without blanks", "passport.has_card_numbers", '{"passportId":1,"cardNumbers":["00228a18","09881245","x"]}', '{"passportId":1,"cardNumbers":"00228a18,09881245,x"}'),
    ("csv ids", "blacklist.add", '{"plateNumber":"粤B12345","areaIds":["1150779322741001",1150779322741002],"startDate":"2019-10-01 08:00:00"}', '{"plateNumber":"粤B12345","areaIds":"1150779322741001,1150779322741002","startDate":"2019-10-01 08:00:00"}'),
    ("a nested object under snake-case names", "passport.add", '{"passport_type":2,"name":"王牌","mobile_phone":"13508980088","inviteable":false,"ac_auth":{"area_ids":["1",2],"end_date":"2019-07-31","start_date":"2018-08-01"}}', '{"passportType":2,"name":"王牌","mobilePhone":"13508980088","inviteable":0,"acAuth":{"startDate":"2018-08-01","endDate":"2019-07-31","areaIds":[1,2]}}'),
    ("a nested object without its optional fields", "passport.add", "{" + ADD + ',"inviteable":true,"acAuth":{"areaIds":[1],"startDate":null}}', "{" + ADD + ',"inviteable":1,"acAuth":{"areaIds":[1]}}'),
    # rules over fields
    ("a passport by its plate", "passport.get", '{"plateNumber":"粤B871UY"}', '{"plateNumber":"粤B871UY"}'),
    ("a passport by nothing", "passport.get", "{}", ("passportId", "one-of")),
    ("a passport by both", "passport.get", '{"passportId":1,"plateNumber":"粤B871UY"}', ("passportId", "one-of")),
    ("a booking for a user", "booking.create_booking", '{"mchId":1,"areaId":2,"userId":"u",' + TWO_HOURS + "}", '{"mchId":1,"areaId":2,"userId":"u",' + SENT_HOURS + "}"),
    ("a booking for a plate and a user", "booking.create_booking", '{"mchId":1,"areaId":2,"plateNumber":"p","userId":"u",' + TWO_HOURS + "}", '{"mchId":1,"areaId":2,"plateNumber":"p","userId":"u",' + SENT_HOURS + "}"),
    ("a booking for nobody", "booking.create_booking", '{"mchId":1,"areaId":2,' + TWO_HOURS + "}", ("plateNumber", "one-of")),
    ("a discount by length", "space.set_coupons", '{"parkingSpaceNo":"100001","timeLength":120}', '{"parkingSpaceNo":"100001","timeLength":120}'),
    ("a discount in both forms", "space.set_coupons", '{"parkingSpaceNo":"100001",' + TWO_HOURS + ',"timeLength":120}', ("startTime", "one-of")),
    ("a discount in neither form", "space.set_coupons", '{"parkingSpaceNo":"100001"}', ("startTime", "one-of")),
    ("half a form", "space.set_coupons", '{"parkingSpaceNo":"100001","startTime":"2020-03-01 18:00:00"}', ("startTime", "one-of")),
    ("one form and half of the other", "space.set_coupons", '{"parkingSpaceNo":"100001","endTime":"2020-03-01 18:00:00","timeLength":120}', ("startTime", "one-of")),
    # required
    ("a required field missing", "info.set_qr_url", '{"qrUrl":"http://example.com/1"}', ("laneId", "required")),
    ("a required field null", "info.set_qr_url", '{"laneId":null,"qrUrl":"http://example.com/1"}', ("laneId", "required")),
    ("a required text empty", "passport.lock", '{"plateNumber":"","state":1}', ("plateNumber", "required")),
    ("a required text of blanks", "passport.lock", '{"plateNumber":" \\t","state":1}', ("plateNumber", "required")),
    ("a required token missing", "pay.pay_long_rent_bill", '{"plateNumber":"粤B98123"}', ("payToken", "required")),
    ("a required list empty", "passport.has_plate_numbers", '{"plateNumbers":[]}', ("plateNumbers", "required")),
    ("a required list missing", "blacklist.add", '{"plateNumber":"p","startDate":"2019-10-01"}', ("areaIds", "required")),
    ("a required time missing, its name given in snake case elsewhere", RECORDS, '{"start_time":"2018-10-13 10:00:00"}', ("endTime", "required")),
    ("a required field of a nested object", "passport.add", "{" + ADD + ',"inviteable":1,"acAuth":{"startDate":"2018-08-01"}}', ("acAuth.areaIds", "required")),
    ("required money missing is not 0", "passport.renew", "{" + RENEW + "null}", ("money", "required")),
    # unknown
    ("an unknown name", "info.areas", '{"areaId":1}', ("areaId", "unknown")),
    ("the sample's name for the keyword", "blacklist.query", '{"key":"粤B12345"}', ("key", "unknown")),
    ("a name in another letter case", "passport.get", '{"PassportId":1}', ("PassportId", "unknown")),
    ("an unknown name in a nested object", "passport.add", "{" + ADD + ',"inviteable":1,"parkAuth":{"areaIds":[1],"startDate":"2018-08-01"}}', ("parkAuth.startDate", "unknown")),
    # types
    *[
        (f"wrong type: {name}", endpoint, params, (field, "type"))
        for name, endpoint, params, field in [
            ("an id with a letter", "blacklist.delete", '{"blackListId":"12x"}', "blackListId"),
            ("an id with a fraction", "blacklist.delete", '{"blackListId":1.5}', "blackListId"),
            ("an id beyond 64 bits", "blacklist.delete", '{"blackListId":9223372036854775808}', "blackListId"),
            ("a boolean as an id", "blacklist.delete", '{"blackListId":true}', "blackListId"),
            ("a list as an id", "blacklist.delete", '{"blackListId":[1]}', "blackListId"),
            ("a word as an integer", "info.rent_rule", '{"carType":"small"}', "carType"),
            ("a fraction as an integer", "info.rent_rule", '{"carType":1.5}', "carType"),
            ("an object as a text", "space.get_parking_info", '{"parkingSpaceNo":{"no":1}}', "parkingSpaceNo"),
            ("a boolean as a text", "space.get_parking_info", '{"parkingSpaceNo":true}', "parkingSpaceNo"),
            ("a word as money", "passport.renew", "{" + RENEW + '"ten"}', "money"),
            ("money with separators", "passport.renew", "{" + RENEW + '"1,000"}', "money"),
            ("a list as money", "passport.renew", "{" + RENEW + "[200]}", "money"),
            ("a word as a flag", "passport.add", "{" + ADD + ',"inviteable":"yes"}', "inviteable"),
            ("2 as a flag", "passport.add", "{" + ADD + ',"inviteable":2}', "inviteable"),
            ("a month 13 in a time", RECORDS, '{"startTime":"2018-13-13 10:00:00","endTime":"2018-10-13 12:00:00"}', "startTime"),
            ("a word as a time", RECORDS, '{"startTime":"now","endTime":"2018-10-13 12:00:00"}', "startTime"),
            ("a number as a time", RECORDS, '{"startTime":1539396000,"endTime":"2018-10-13 12:00:00"}', "startTime"),
            ("the 30th of February", "coupon.query_coupons", '{"mchId":1,"date":"2018-02-30"}', "date"),
            ("a boolean as an enum", "passport.lock", '{"plateNumber":"p","state":true}', "state"),
            ("an object as a list", "passport.has_plate_numbers", '{"plateNumbers":{"0":"p"}}', "plateNumbers"),
            ("a list as an object", "passport.add", "{" + ADD + ',"inviteable":1,"parkAuth":[1]}', "parkAuth"),
            ("a date in a nested object", "passport.add", "{" + ADD + ',"inviteable":1,"acAuth":{"areaIds":[1],"startDate":"soon"}}', "acAuth.startDate"),
        ]
    ],
]
