"""Writes envelope.json: response bodies and what section 4.3 makes of them, both by hand."""

import json

from oracles import write

DATA = '"responseData":{"encryptCode":0,"zipCode":0,"content":"W10="}'
OK = '"responseStatus":{"code":"0000","message":"Success"}'
PLAIN = {"code": "0000", "message": "Success", "err_code": None, "encrypt": 0, "zip": 0, "content": "W10="}
BARE = PLAIN | {"content": ""}
FAILURE = BARE | {"code": "9999", "message": "failure"}


def status(text):
    return "{" + f'"responseStatus":{text},{DATA}' + "}"


def data(text):
    return "{" + f'{OK},"responseData":{text}' + "}"


GOOD = [
    ("the document's sample, with 0 for its `0 或 1`", '{\n  "responseStatus": {\n    "code": "0000",\n    "message": "Success"\n  },\n  "responseData": {\n    "encryptCode": 0,\n    "zipCode": 0,\n    "content": ""\n  }\n}', BARE),
    ("the document's sample of an error", '{\n  "responseStatus": {\n    "code": "9999",\n    "message": "failure"\n  }\n}\n', FAILURE),
    ("content and both codes as numbers", "{" + f"{OK},{DATA}" + "}", PLAIN),
    ("data before status", "{" + f"{DATA},{OK}" + "}", PLAIN),
    ("encrypted and zipped", data('{"encryptCode":1,"zipCode":1,"content":"H4sI"}'), PLAIN | {"encrypt": 1, "zip": 1, "content": "H4sI"}),
    ("codes as strings", data('{"encryptCode":"1","zipCode":"0","content":"W10="}'), PLAIN | {"encrypt": 1}),
    ("one code as a string, one as a number", data('{"encryptCode":0,"zipCode":"1","content":"W10="}'), PLAIN | {"zip": 1}),
    ("codes missing are 0", data('{"content":"W10="}'), PLAIN),
    ("codes null are 0", data('{"encryptCode":null,"zipCode":null,"content":"W10="}'), PLAIN),
    ("content missing", data('{"encryptCode":1,"zipCode":0}'), BARE | {"encrypt": 1}),
    ("content null", data('{"encryptCode":0,"zipCode":0,"content":null}'), BARE),
    ("content empty", data('{"encryptCode":0,"zipCode":0,"content":""}'), BARE),
    ("responseData missing", "{" + OK + "}", BARE),
    ("responseData null", data("null"), BARE),
    ("responseData without keys", data("{}"), BARE),
    ("message missing", status('{"code":"0000"}'), PLAIN | {"message": ""}),
    ("message null", status('{"code":"0000","message":null}'), PLAIN | {"message": ""}),
    ("message empty", status('{"code":"0000","message":""}'), PLAIN | {"message": ""}),
    ("message in Chinese", status('{"code":"0006","message":"系统错误"}'), PLAIN | {"code": "0006", "message": "系统错误"}),
    ("errCode with an error code", '{"responseStatus":{"code":"0009","message":"没有记录","errCode":"NoEnterRecord"}}', BARE | {"code": "0009", "message": "没有记录", "err_code": "NoEnterRecord"}),
    ("errCode with success", '{"responseStatus":{"code":"0000","message":"Success","errCode":"NoBill"}}', BARE | {"err_code": "NoBill"}),
    ("errCode null", status('{"code":"0000","message":"Success","errCode":null}'), PLAIN),
    ("an errCode that the document does not know", '{"responseStatus":{"code":"9999","message":"failure","errCode":"SomethingNew"}}', FAILURE | {"err_code": "SomethingNew"}),
    ("a code that the document does not know", status('{"code":"0007","message":"?"}'), PLAIN | {"code": "0007", "message": "?"}),
    ("a code of letters", status('{"code":"E42","message":"?"}'), PLAIN | {"code": "E42", "message": "?"}),
    ("a code text is kept as it is", status('{"code":"0","message":"Success"}'), PLAIN | {"code": "0"}),
    ("a code number is written with four digits: 0", status('{"code":0,"message":"Success"}'), PLAIN),
    ("a code number is written with four digits: 3", status('{"code":3,"message":"x"}'), PLAIN | {"code": "0003", "message": "x"}),
    ("a code number is written with four digits: 9999", status('{"code":9999,"message":"failure"}'), PLAIN | {"code": "9999", "message": "failure"}),
    ("a code number of more digits", status('{"code":10001,"message":"x"}'), PLAIN | {"code": "10001", "message": "x"}),
    ("data beside an error code is kept", '{"responseStatus":{"code":"0001","message":"无效参数"},' + DATA + "}", PLAIN | {"code": "0001", "message": "无效参数"}),
    ("unknown keys at every level", '{"traceId":"7","responseStatus":{"code":"0000","message":"Success","hint":{"a":[1,2]}},"responseData":{"encryptCode":0,"zipCode":0,"content":"W10=","size":4},"time":1.5e3,"x":null}', PLAIN),
    ("a key twice: the last counts", '{"responseStatus":{"code":"9999","code":"0000","message":"a","message":"Success"},"responseData":{"content":"e30=","content":"W10="}}', PLAIN),
    ("a member twice: the last counts", "{" + f'"responseStatus":{{"code":"9999","message":"failure"}},{OK},{DATA}' + "}", PLAIN),
    ("an unknown key twice", "{" + f'"a":1,"a":2,{OK},{DATA}' + "}", PLAIN),
    ("escapes in strings", '{"response\\u0053tatus":{"code":"\\u0030000","message":"\\u6210\\u529f \\ud83d\\ude97 \\"\\/\\n"},"responseData":{"content":"W10\\u003d"}}', PLAIN | {"message": '成功 🚗 "/\n'}),
    ("escaped slashes in content", data('{"encryptCode":1,"zipCode":0,"content":"\\/+\\/+"}'), PLAIN | {"encrypt": 1, "content": "/+/+"}),
    ("line breaks in content are kept for the decoder", data('{"encryptCode":0,"zipCode":0,"content":"W1\\r\\n0=\\n"}'), PLAIN | {"content": "W1\r\n0=\n"}),
    ("blanks around everything", " \r\n\t{ " + f"{OK} , {DATA}" + " } \n\n", PLAIN),
]

BAD = [
    ("an empty body", ""),
    ("blanks only", " \r\n"),
    ("an HTML page", "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body></body></html>"),
    ("plain text", "Service Unavailable"),
    ("JSON null", "null"),
    ("a JSON string", '"0000"'),
    ("a JSON number", "0"),
    ("an array", "[]"),
    ("an array of one envelope", "[{" + f"{OK},{DATA}" + "}]"),
    ("an object without keys", "{}"),
    ("responseStatus missing", "{" + DATA + "}"),
    ("responseStatus null", status("null")),
    ("responseStatus a string", status('"0000"')),
    ("responseStatus an array", status('[{"code":"0000"}]')),
    ("responseStatus in another letter case", '{"responsestatus":{"code":"0000","message":"Success"}}'),
    ("code missing", status('{"message":"Success"}')),
    ("code null", status('{"code":null,"message":"Success"}')),
    ("code empty", status('{"code":"","message":"Success"}')),
    ("code a boolean", status('{"code":true,"message":"Success"}')),
    ("code an object", status('{"code":{},"message":"Success"}')),
    ("code a fraction", status('{"code":0.5,"message":"Success"}')),
    ("code negative", status('{"code":-1,"message":"Success"}')),
    ("encryptCode 2", data('{"encryptCode":2,"zipCode":0,"content":"W10="}')),
    ("encryptCode a word", data('{"encryptCode":"3DES","zipCode":0,"content":"W10="}')),
    ("zipCode 2 as a string", data('{"encryptCode":0,"zipCode":"2","content":"W10="}')),
    ("zipCode an object", data('{"encryptCode":0,"zipCode":{},"content":"W10="}')),
    ("responseData an array", data("[]")),
    ("responseData a number", data("1")),
    ("content an object", data('{"encryptCode":0,"zipCode":0,"content":{"a":1}}')),
    ("content an array", data('{"encryptCode":0,"zipCode":0,"content":[]}')),
    ("cut short", '{"responseStatus":{"code":"0000","mess'),
    ("cut short by one brace", "{" + f"{OK},{DATA}"),
    ("bytes after the end", "{" + f"{OK},{DATA}" + "}<!-- cached -->"),
    ("a comma too many", "{" + f"{OK},{DATA}," + "}"),
    ("half an escaped surrogate pair", status('{"code":"0000","message":"\\ud83d"}')),
]


def main():
    for name, body, _ in GOOD:
        json.loads(body)  # typing errors in this file
    vectors = [{"name": name, "body": body, "expect": expect} for name, body, expect in GOOD]
    vectors += [{"name": name, "body": body, "error": "envelope"} for name, body in BAD]
    write("envelope.json", "Response bodies and their parts (document section 4.3).", vectors)


if __name__ == "__main__":
    main()
