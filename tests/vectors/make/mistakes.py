"""What typed decoding refuses: (name, endpoint, content, path of the error or None for broken JSON, tolerant result).

Paths and tolerant results are written by hand. The tolerant result is what the generic call gives: known
values normalised, what does not fit unchanged, what is missing null.
"""

from leniency import COUNTS, FLAG_ROW, PASSPORT, RENT, row

ID_MISTAKES = [
    ("with a letter", '"12x"'), ("a fraction", "1.5"), ("a fraction as a text", '"1.5"'), ("a boolean", "true"),
    ("an object", '{"id":1}'), ("a list", "[1]"), ("beyond 64 bits", "9223372036854775808"),
    ("beyond 64 bits as a text", '"-9223372036854775809"'), ("far beyond 64 bits", "1e30"), ("a minus sign alone", '"-"'),
    ("in hexadecimal", '"0x10"'), ("with separators", '"1,000"'), ("in full-width digits", '"１２"'),
]
MONEY_MISTAKES = [
    ("a word", '"ten"'), ("with separators", '"1,000.00"'), ("with a currency sign", '"¥10"'), ("a boolean", "true"),
    ("a list", "[10]"), ("an unfinished exponent", '"1e"'), ("two points", '"1.0.0"'), ("NaN as a text", '"NaN"'),
]
TIME_MISTAKES = [
    ("a month 13", '"2017-13-01 00:00:00"'), ("the 30th of February", '"2017-02-30 00:00:00"'), ("an hour 25", '"2017-08-15 25:00:00"'),
    ("a minute 60", '"2017-08-15 13:60:00"'), ("a word", '"yesterday"'), ("a number", "1502775852000"), ("slashes", '"2017/08/15 13:44:12"'),
    ("a boolean", "false"), ("text behind it", '"2017-08-15 13:44:12 CST"'),
]
DATE_MISTAKES = [
    ("a leap day of a common year", '"2018-02-29"'), ("slashes", '"2018/08/01"'), ("no separators", '"20180801"'), ("a number", "20180801"),
    ("a month 0", '"2018-00-01"'),
]


def passport(name, members, path, /, **changed):
    return (name, "passport.get", '{"passportId":7,' + members + "}", path, row(PASSPORT, **changed))


def event(name, members, result):
    return (name, "auth.query_event", "{" + members + "}", "$.state", result)


CASES = [
    # missing
    ("a required id missing", "info.areas", '[{"areaName":"x","areaType":1}]', "$[0].areaId", '[{"areaId":null,"areaName":"x","areaType":1}]'),
    ("a required id null", "info.areas", '[{"areaId":null,"areaName":"x","areaType":1}]', "$[0].areaId", '[{"areaId":null,"areaName":"x","areaType":1}]'),
    ("a required id empty", "info.areas", '[{"areaId":"","areaName":"x","areaType":1}]', "$[0].areaId", '[{"areaId":null,"areaName":"x","areaType":1}]'),
    ("the path counts rows from 0", "info.areas", '[{"areaId":1,"areaName":"x","areaType":"1"},{"areaName":"y","areaType":2}]', "$[1].areaId", '[{"areaId":"1","areaName":"x","areaType":1},{"areaId":null,"areaName":"y","areaType":2}]'),
    ("a required enum missing", "info.areas", '[{"areaId":1,"areaName":"x"}]', "$[0].areaType", '[{"areaId":"1","areaName":"x","areaType":null}]'),
    event("a required state missing", '"errCode":"Success"', '{"state":null,"errCode":"Success","message":null}'),
    event("a required state empty is not state 0", '"state":""', '{"state":null,"errCode":null,"message":null}'),
    event("a required state null is not state 0", '"state":null,"message":"x"', '{"state":null,"errCode":null,"message":"x"}'),
    ("a required time missing", "coupon.query_coupons", '[{"ruleId":1,"ruleName":"a","plateNumber":"b"}]', "$[0].createTime", '[{"ruleId":"1","ruleName":"a","plateNumber":"b","createTime":null}]'),
    ("required money missing", "info.rent_rule", '{"allowDiscontinuous":true}', "$.monthlyRent", row(RENT, monthlyRent="null")),
    ("required money empty is not 0", "info.rent_rule", '{"monthlyRent":"","allowDiscontinuous":true}', "$.monthlyRent", row(RENT, monthlyRent="null")),
    ("a required flag missing", "info.rent_rule", '{"monthlyRent":100}', "$.allowDiscontinuous", row(RENT, allowDiscontinuous="null")),
    ("a required integer missing", "coupon.quota", '{"todayRemaining":1,"yearRemaining":3}', "$.monthRemaining", '{"todayRemaining":1,"monthRemaining":null,"yearRemaining":3}'),
    ("empty content for an object with required fields", "passport.get", "", "$.passportId", row(PASSPORT, passportId="null")),
    ("an object without members", "passport.get", "{}", "$.passportId", row(PASSPORT, passportId="null")),
    ("a required id under another letter case", "passport.get", '{"passportid":7}', "$.passportId", row(PASSPORT, passportId="null", passportid="7")),
    # malformed
    *[
        (f"an id: {name}", "coupon.merchants", '[{"mchId":' + text + ',"mchName":1}]', "$[0].mchId", '[{"mchId":' + text + ',"mchName":"1"}]')
        for name, text in ID_MISTAKES
    ],
    *[
        (f"money: {name}", "info.rent_rule", '{"monthlyRent":' + text + ',"allowDiscontinuous":"true"}', "$.monthlyRent", row(RENT, monthlyRent=text))
        for name, text in MONEY_MISTAKES
    ],
    ("optional money malformed is an error too", "info.rent_rule", '{"monthlyRent":100,"monthlyRent6":"free","allowDiscontinuous":1}', "$.monthlyRent6", row(RENT, monthlyRent6='"free"')),
    *[
        (f"a time: {name}", "coupon.query_coupons", '[{"ruleId":1,"ruleName":"a","plateNumber":"b","createTime":' + text + "}]", "$[0].createTime", '[{"ruleId":"1","ruleName":"a","plateNumber":"b","createTime":' + text + "}]")
        for name, text in TIME_MISTAKES
    ],
    *[
        passport(f"a date: {name}", '"parkAuth":{"areaIds":[1],"startDate":' + text + "}", "$.parkAuth.startDate", parkAuth='{"startDate":' + text + ',"endDate":null,"areaIds":["1"]}')
        for name, text in DATE_MISTAKES
    ],
    *[
        passport(f"a flag: {text}", f'"inviteable":{text}', "$.inviteable", inviteable=text)
        for text in ('"yes"', "2", '"2"', "-1", '"on"', "[]", "1.5")
    ],
    ("a flag in a row", "info.space", "[{" + COUNTS + ',"freeSpaceValid":"yes","tmpFreeSpaceValid":0,"longFreeSpaceValid":false}]', "$[0].freeSpaceValid", "[" + row(FLAG_ROW, freeSpaceValid='"yes"') + "]"),
    event("an enum: a word", '"state":"open"', '{"state":"open","errCode":null,"message":null}'),
    event("an enum: a fraction", '"state":0.5', '{"state":0.5,"errCode":null,"message":null}'),
    event("an enum: a boolean", '"state":false', '{"state":false,"errCode":null,"message":null}'),
    passport("an integer: a word", '"carType":"small"', "$.carType", carType='"small"'),
    passport("an integer: a fraction", '"mgrType":1.5', "$.mgrType", mgrType="1.5"),
    # wrong shapes
    passport("a text: an object", '"name":{"first":"王"}', "$.name", name='{"first":"王"}'),
    passport("a text: a list", '"plateNumber":["粤B871UY"]', "$.plateNumber", plateNumber='["粤B871UY"]'),
    passport("a nested object: a text", '"parkAuth":"all"', "$.parkAuth", parkAuth='"all"'),
    passport("a nested object: a list", '"acAuth":[1,2]', "$.acAuth", acAuth="[1,2]"),
    passport("an element of a nested list", '"parkAuth":{"areaIds":[1,"x"]}', "$.parkAuth.areaIds[1]", parkAuth='{"startDate":null,"endDate":null,"areaIds":["1","x"]}'),
    passport("a list of ids: an object", '"parkAuth":{"areaIds":{"0":1}}', "$.parkAuth.areaIds", parkAuth='{"startDate":null,"endDate":null,"areaIds":{"0":1}}'),
    passport("a csv list: an object", '"sharePlates":{"a":1}', "$.sharePlates", sharePlates='{"a":1}'),
    ("a part of csv ids: the path is the field's", "blacklist.query", '[{"blackListId":1,"areaIds":"1,x","plateNumber":"p","startDate":"2019-10-01"}]', "$[0].areaIds", '[{"blackListId":"1","areaIds":"1,x","plateNumber":"p","startDate":"2019-10-01T00:00:00+08:00","endDate":null,"reason":null}]'),
    ("an element of csv ids given as a JSON array", "blacklist.query", '[{"blackListId":1,"areaIds":[1,"x"],"plateNumber":"p","startDate":"2019-10-01"}]', "$[0].areaIds[1]", '[{"blackListId":"1","areaIds":["1","x"],"plateNumber":"p","startDate":"2019-10-01T00:00:00+08:00","endDate":null,"reason":null}]'),
    ("a list: an object", "info.areas", '{"rows":[]}', "$", '{"rows":[]}'),
    ("a list: a text", "info.areas", '"none"', "$", '"none"'),
    ("a list: true", "info.areas", "true", "$", "true"),
    ("a row: a number", "info.areas", "[1]", "$[0]", "[1]"),
    ("an object: a list of two", "passport.get", "[{},{}]", "$", "[{},{}]"),
    ("an object: a list of nothing", "passport.get", "[]", "$", "[]"),
    ("an object: a number", "coupon.quota", "7", "$", "7"),
    ("an object: a text", "info.set_qr_url", '"800010"', "$", '"800010"'),
    # one bare value
    ("a bare id with a letter", "passport.add", "12x", "$", '"12x"'),
    ("a bare id with a fraction", "coupon.add", "1.5", "$", "1.5"),
    ("a bare id beyond 64 bits", "space.set_coupons", "9223372036854775808", "$", "9223372036854775808"),
    ("a bare id missing", "booking.create_booking", "", "$", "null"),
    ("an object where a bare id belongs", "blacklist.add", '{"blackListId":1}', "$", '{"blackListId":1}'),
    ("a bare flag: yes", "passport.has_plate_numbers", "yes", "$", '"yes"'),
    ("a bare flag: 2", "passport.has_card_numbers", "2", "$", "2"),
    ("a bare flag missing", "passport.has_plate_numbers", "", "$", "null"),
    # broken JSON
    *[
        (f"broken JSON: {name}", endpoint, content, None, None)
        for name, endpoint, content in [
            ("cut short", "info.areas", '[{"areaId":1150779322741001,"areaNa'),
            ("an object not closed", "passport.get", '{"passportId":7'),
            ("plain text", "passport.get", "no such passport"),
            ("an HTML page", "info.lanes", "<html><body>502</body></html>"),
            ("single quotes", "coupon.quota", "{'todayRemaining':1}"),
            ("a comma missing", "info.areas", '[{"areaId":1 "areaName":"x"}]'),
            ("a comma too many", "info.areas", '[{"areaId":1,"areaName":"x","areaType":1},]'),
            ("text after the end", "passport.get", '{"passportId":7}}'),
            ("a name without quotes", "passport.get", "{passportId:7}"),
            ("a leading zero", "passport.get", '{"passportId":007}'),
            ("NaN", "info.rent_rule", '{"monthlyRent":NaN,"allowDiscontinuous":true}'),
            ("a raw line break in a text", "info.areas", '[{"areaId":1,"areaName":"a\nb","areaType":1}]'),
        ]
    ],
]
