"""Writes signature.json, query.json, content.json and content_errors.json."""

import base64
import zlib

from oracles import (
    DOCUMENT, JAVA, OPENSSL, Java, agree, b64, gnu_gzip, openssl, openssl_3des, openssl_hmac,
    python_canonical, python_form, python_gunzip, python_hmac, write,
)

SECRET = "27a06832a2214a4fa3b7105e4a72d370"
SHORTEST = "0123456789abcdefghijklmn"  # 24 characters: all of it is key
SAMPLE = {
    "AppId": "289efb7512e54146273b982456b03f42ea93",
    "Timestamp": "1484718385",
    "Nonce": "11886",
    "ParkId": "10001088",
    "encryptCode": "0",
    "zipCode": "0",
    "content": "ew0KICAgICJQYXJhbWV0ZXIiOiAiMSINCn0=",
}
SIGNATURE = "wjcPhdy3jaRJp5GWjpEI/+4gvos="
IV = "0123456789abcdef"

java = Java()


def signatures():
    def without(*names):
        return {name: value for name, value in SAMPLE.items() if name not in names}

    cases = [
        ("the document's sample", SECRET, SAMPLE),
        ("the document's sample, parameters given in another order", SECRET, dict(reversed(SAMPLE.items()))),
        ("a Signature among the parameters is left out", SECRET, SAMPLE | {"Signature": SIGNATURE}),
        ("only Signature is left out, not names like it", SECRET, SAMPLE | {"signature": "x", "SignatureMethod": "y"}),
        ("the misprinted content of the document", SECRET, SAMPLE | {"content": "ew0KICAgICJQYXJhbWV0ZXliOiAiMSINCn0="}),
        ("content absent", SECRET, without("content")),
        ("content empty", SECRET, SAMPLE | {"content": ""}),
        ("content of blanks only", SECRET, SAMPLE | {"content": " \t\r\n "}),
        ("values are trimmed at both ends, not inside", SECRET, SAMPLE | {"ParkId": "  10001088\r\n", "note": "\ta b\u0000"}),
        ("every character up to U+0020 is trimmed", SECRET, {"a": "".join(map(chr, range(0x21))) + "x" + "\u001f\u0001"}),
        ("wider blanks are not trimmed", SECRET, {"a": "\u3000x\u00a0", "b": "\u007f\u0085\u2003", "c": "\u3000"}),
        ("a value of one wide blank is not empty", SECRET, {"a": "\u00a0"}),
        ("no parameters", SECRET, {}),
        ("only empty parameters", SECRET, {"a": "", "b": " ", "Signature": "z"}),
        ("Chinese text", SECRET, SAMPLE | {"content": "粤B871UY", "备注": "请支付停车费"}),
        ("characters that URLs escape stay raw", SECRET, {"a": "+ / = & % * ~", "b": "%2B%20", "c": "a=b&c=d", "d": "?#[]@!$'();:,\"<>\\^`{|}"}),
        ("base64 with every special character", SECRET, SAMPLE | {"content": "+/+/ab=="}),
        ("line breaks inside a value stay", SECRET, {"content": "ab\r\ncd", "b": "x\ty"}),
        ("emoji and a combining accent", SECRET, {"a": "🚗💨", "b": "e\u0301", "c": "👨‍👩‍👧"}),
        ("text outside the basic plane", SECRET, {"a": "𠮷野家", "b": "\U0010ffff"}),
        ("upper case sorts before lower case", SECRET, {"b": "1", "B": "2", "a": "3", "A": "4", "Z": "5", "z": "6"}),
        ("byte order of digits and punctuation", SECRET, {"a": "1", "a1": "2", "a-b": "3", "a.b": "4", "aB": "5", "ab": "6", "a~b": "7"}),
        ("a shorter name sorts before its continuation", SECRET, {"abc": "1", "ab": "2", "abcd": "3", "a": "4"}),
        ("underscores in names become dots", SECRET, {"park_id": "1", "a_b_c": "2", "_x": "3", "y_": "4"}),
        ("underscores in values stay", SECRET, {"park_id": "a_b", "x": "_"}),
        ("names are sorted before underscores become dots", SECRET, {"a_b": "1", "aB": "2", "a0": "3", "a-c": "4"}),
        ("names that look the same once underscores are dots are both kept", SECRET, {"a_b": "1", "a.b": "2"}),
        ("names that differ in letter case are both kept", SECRET, {"AppId": "1", "appId": "2", "APPID": "3"}),
        ("names outside ASCII sort by their UTF-8 bytes", SECRET, {"\uff5e": "1", "😀": "2", "中": "3", "é": "4", "z": "5"}),
        ("timestamp in milliseconds", SECRET, SAMPLE | {"Timestamp": "1484718385123"}),
        ("a secret of 24 characters", SHORTEST, SAMPLE),
        ("a secret of one character", "k", SAMPLE),
        ("a secret longer than a SHA-1 block", "0123456789abcdef" * 5, SAMPLE),
        ("a secret with Chinese text", "密钥-not-a-real-secret-密钥", SAMPLE),
        ("a secret that ends in a blank is used as it is", "not-a-real-secret ", SAMPLE),
        ("a long content", SECRET, SAMPLE | {"content": b64(bytes(range(256)) * 12)}),
    ]
    vectors = []
    for index, (name, secret, params) in enumerate(cases):
        canonical, signature = java.sign(secret, params)
        agree(name, canonical, python_canonical(params))
        agree(name, signature, openssl_hmac(secret, canonical), python_hmac(secret, canonical))
        by = DOCUMENT if index == 0 else JAVA if index % 2 else OPENSSL
        vector = {"name": name, "secret": secret, "params": params, "canonical": canonical, "signature": signature, "made_by": by}
        if index == 0:
            agree(name, signature, SIGNATURE)
            vector["not_signature"] = SIGNATURE.replace("Jp5", "JP5")
        elif "misprinted" in name:
            vector["not_signature"] = SIGNATURE
        vectors.append(vector)
    write("signature.json", "Canonical string and signature of parameters (document section 4.2.2).", vectors)


def queries():
    sample = list(SAMPLE.items())
    sample.insert(3, ("Signature", SIGNATURE))
    cases = [
        ("the document's sample, with its content repaired and all escapes in upper case", sample),
        ("no parameters", []),
        ("an empty value is still sent", [("AppId", "a"), ("content", "")]),
        ("the order given is the order sent", [("zipCode", "0"), ("AppId", "b"), ("Nonce", "1")]),
        ("a name given twice is sent twice", [("a", "1"), ("a", "2")]),
        ("unreserved characters are kept", [("a", "ABCXYZabcxyz0189-._~")]),
        ("every other ASCII character is escaped", [("a", "".join(chr(c) for c in range(0x80) if not (chr(c).isalnum() or chr(c) in "-._~")))]),
        ("a blank is %20, a plus is %2B", [("a", "a b+c  ")]),
        ("an asterisk is escaped, a tilde is not", [("a", "*~")]),
        ("an escape is escaped again", [("a", "%2B")]),
        ("hex digits are upper case", [("a", "\u00ff\u00fe?/")]),
        ("Chinese text", [("keyword", "粤B871UY"), ("name", "王牌")]),
        ("emoji", [("a", "🚗💨")]),
        ("line breaks and control characters", [("a", "x\r\ny\tz\u0000")]),
        ("base64", [("content", "+/+/ab==")]),
        ("names are escaped too", [("a b", "1"), ("c=d&e", "2"), ("备注", "3")]),
    ]
    vectors = []
    for name, params in cases:
        encoded = agree(name, java.form(params) if params else "", python_form(params))
        vectors.append({"name": name, "params": [list(pair) for pair in params], "encoded": encoded, "made_by": "Java 17 java.net.URLEncoder" if params else "by hand"})
    for name, encoded, params in [
        ("a form parser reads plus as a blank", "a=x+y%2B+", [["a", "x y+ "]]),
        ("a form parser reads lower-case escapes", "content=ew0K%2f%3d&b=%e7%b2%a4", [["content", "ew0K/="], ["b", "粤"]]),
        ("a form parser keeps a value's own equals signs", "a=b=c==", [["a", "b=c=="]]),
        ("a form parser reads a name without a value", "a&b=&c=1", [["a", ""], ["b", ""], ["c", "1"]]),
        ("a form parser skips empty pairs", "&&a=1&&b=2&", [["a", "1"], ["b", "2"]]),
    ]:
        vectors.append({"name": name, "params": params, "encoded": encoded, "decode_only": True, "made_by": "by hand"})
    write("query.json", "Parameters as application/x-www-form-urlencoded (document section 4.2.3).", vectors)


def contents():
    def encode(vector, plain, by):
        key = vector.get("secret") or vector["key"]
        mode, iv, encrypt, zipped = vector["mode"], vector.get("iv"), vector["encrypt"], vector["zip"]
        content = java.encode(key, mode, iv, encrypt, zipped, plain)
        data = plain.encode()
        if encrypt:
            data = openssl_3des(key, mode, iv, data)
        # The bytes before gzip are the same from everyone; gzip's own bytes are not.
        agree(vector["name"], python_gunzip(base64.b64decode(content)) if zipped else base64.b64decode(content), data)
        if by == OPENSSL and zipped:
            content = b64(gnu_gzip(data))
        agree(vector["name"], java.decode(key, mode, iv, encrypt, zipped, content), (plain, None))
        return content

    def vector(name, encrypt, zipped, plain, by, *, secret=SECRET, key=None, mode="ecb", iv=None):
        made = {"name": name}
        made |= {"key": key} if key else {"secret": secret}
        made |= {"mode": mode} | ({"iv": iv} if iv else {})
        made |= {"encrypt": encrypt, "zip": zipped}
        made["plain"] = plain if isinstance(plain, str) else {"plain_repeat": list(plain)}
        text = plain if isinstance(plain, str) else plain[0] * plain[1]
        made |= {"content": encode(made, text, by), "deterministic": not zipped}
        made["made_by"] = by if not zipped else f"{by}, " + ("java.util.zip" if by == JAVA else "GNU gzip")
        vectors.append(made)
        return made

    vectors = []
    sample = vector("the document's sample", 0, 0, '{\r\n    "Parameter": "1"\r\n}', OPENSSL)
    agree("sample", sample["content"], SAMPLE["content"])
    sample["made_by"] = DOCUMENT
    vectors.append({"name": "empty stays empty", "secret": SECRET, "mode": "ecb", "encrypt": 0, "zip": 0, "plain": "", "content": "", "deterministic": True, "made_by": "by hand"})

    texts = [
        ("one character", "1"),
        ("an object", '{"passportId":5151108843907001}'),
        ("Chinese text", '{"plateNumber":"粤B871UY","name":"王牌"}'),
        ("emoji and control characters", '["🚗","\u0000\u0001","\u007f","e\u0301","\U0010ffff"]'),
        ("blanks at both ends", " \r\n[] \n"),
        ("a bare number", "911151314366657102"),
    ]
    for number, (name, text) in enumerate(texts):
        for combination, (encrypt, zipped) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
            flags = {(0, 0): "plain", (0, 1): "zipped", (1, 0): "encrypted", (1, 1): "encrypted and zipped"}[encrypt, zipped]
            vector(f"{name}, {flags}", encrypt, zipped, text, OPENSSL if (number + combination) % 2 else JAVA)
    for size in (7, 8, 9, 15, 16, 17, 23, 24, 25, 63, 64, 65, 255, 256, 1023, 1024, 1025):
        vector(f"{size} bytes, encrypted", 1, 0, ("x", size), OPENSSL if size % 2 else JAVA)
    row = '{"passportId":5151108843907001,"name":"王牌","plateNumbers":"粤B871UY"},'
    for size, (encrypt, zipped) in [(4096, (1, 1)), (16384, (0, 1)), (65536, (0, 1)), (65536, (1, 1)), (65536, (1, 0))]:
        # ECB keeps repetition, so even the encrypted one compresses.
        plain = ("x", size) if (encrypt, zipped) == (1, 1) else (row, size // len(row.encode()) + 1)
        flags = {(0, 1): "zipped", (1, 0): "encrypted", (1, 1): "encrypted and zipped"}[encrypt, zipped]
        vector(f"{size // 1024} KiB, {flags}", encrypt, zipped, plain, JAVA if zipped else OPENSSL)

    text = '{"offset":0,"length":100}'
    vector("a key of exactly 24 characters", 1, 0, text, JAVA, key=SHORTEST)
    longer = vector("a key of 25 characters: the last one has no effect", 1, 0, text, OPENSSL, key=SHORTEST + "o")
    longest = vector("a key of 200 characters: the first 24 count", 1, 0, text, JAVA, key=SHORTEST + "p" * 176)
    agree("long keys", vectors[-3]["content"], longer["content"], longest["content"])
    vector("a key given apart from the secret", 1, 1, text, OPENSSL, key="a-made-up-key-of-32-letters-0123")
    vector("a key whose three parts are equal", 1, 0, text, JAVA, key="8letters" * 3)
    vector("a key that differs only in parity bits", 1, 0, text, OPENSSL, key="8letters9letters8letters")
    for iv in (IV, "0000000000000000", "ffffffffffffffff"):
        vector(f"CBC, iv {iv}, encrypted", 1, 0, text, JAVA, mode="cbc", iv=iv)
    vector("CBC, encrypted and zipped", 1, 1, text, OPENSSL, mode="cbc", iv=IV)
    vector("CBC, 1 KiB of one letter", 1, 0, ("x", 1024), OPENSSL, mode="cbc", iv=IV)
    vector("CBC, Chinese text with a key of its own", 1, 0, texts[2][1], JAVA, mode="cbc", iv="8899aabbccddeeff", key=SHORTEST)

    def decode_only(name, encrypt, zipped, plain, content, by):
        agree(name, java.decode(SECRET, "ecb", None, encrypt, zipped, content), (plain, None))
        vectors.append({"name": name, "secret": SECRET, "mode": "ecb", "encrypt": encrypt, "zip": zipped, "plain": plain, "content": content, "deterministic": False, "decode_only": True, "made_by": by})

    for encrypt, zipped in [(0, 1), (1, 0), (1, 1)]:
        decode_only(f"empty content is empty text, encrypt {encrypt}, zip {zipped}", encrypt, zipped, "", "", "by hand")
    decode_only("a block of padding alone is empty text", 1, 0, "", b64(openssl_3des(SECRET, "ecb", None, b"")), OPENSSL)
    decode_only("a compressed nothing is empty text", 0, 1, "", b64(gnu_gzip(b"")), "GNU gzip")
    named = gnu_gzip(text.encode())
    named = named[:3] + b"\x08" + named[4:10] + b"content.json\0" + named[10:]
    decode_only("a gzip header may carry a file name", 0, 1, text, b64(named), "GNU gzip")
    for name, broken in [("every 76 characters, CR LF", "\r\n"), ("every 76 characters, LF", "\n")]:
        plain = text * 8
        flat = b64(openssl_3des(SECRET, "ecb", None, plain.encode()))
        lines = broken.join(flat[i : i + 76] for i in range(0, len(flat), 76))
        decode_only(f"line breaks {name}", 1, 0, plain, lines, OPENSSL)
        decode_only(f"line breaks {name}, and one at the end", 1, 0, plain, lines + broken, OPENSSL)
    write("content.json", "Business data and the parameter content (document section 4.1.4).", vectors)


def content_errors():
    text = '{"plateNumber":"粤B871UY","offset":0,"length":100}'
    zipped = gnu_gzip(text.encode())
    sealed = openssl_3des(SECRET, "ecb", None, text.encode())
    def blocks(data):
        """What decrypts to exactly these bytes, padding and all."""
        return openssl("enc", "-des-ede3-ecb", "-nopad", "-K", SECRET.encode()[:24].hex(), data=data)

    wrong_key = next(k for k in (f"{n:024d}" for n in range(999)) if java.decode(k, "ecb", None, 1, 0, b64(sealed))[1] == "3des")
    cases = [
        ("a character outside the alphabet", 0, 0, "ew0K*CAg", "base64"),
        ("a character left over", 0, 0, "ew0KI", "base64"),
        ("padding in the middle", 0, 0, "ew==0KIC", "base64"),
        ("the URL-safe alphabet", 0, 0, b64(b"\xfb\xff\xbe").replace("+", "-").replace("/", "_"), "base64"),
        ("a plus that a form parser made a blank", 0, 0, "e 0KICAg", "base64"),
        ("an HTML page", 0, 0, "<html><body>502 Bad Gateway</body></html>", "base64"),
        ("Chinese text", 0, 0, "粤B871UY1", "base64"),
        ("base64 wrong, all steps on", 1, 1, "====", "base64"),
        ("plain text that claims to be zipped", 0, 1, b64(text), "gzip"),
        ("encrypted data that claims to be zipped", 1, 1, b64(sealed), "gzip"),
        ("a gzip header cut short", 0, 1, b64(zipped[:6]), "gzip"),
        ("gzip data cut short", 0, 1, b64(zipped[: len(zipped) // 2]), "gzip"),
        ("a gzip trailer cut short", 0, 1, b64(zipped[:-3]), "gzip"),
        ("a gzip trailer missing", 0, 1, b64(zipped[:-8]), "gzip"),
        ("a gzip checksum that does not fit", 0, 1, b64(zipped[:-8] + bytes([zipped[-8] ^ 1]) + zipped[-7:]), "gzip"),
        ("a gzip length that does not fit", 0, 1, b64(zipped[:-4] + bytes([zipped[-4] ^ 1]) + zipped[-3:]), "gzip"),
        ("a gzip block of an unknown kind", 0, 1, b64(zipped[:10] + b"\x07" + zipped[11:]), "gzip"),
        ("bytes after the end of the gzip data", 0, 1, b64(zipped + b"trailing"), "gzip"),
        ("zlib data in place of gzip", 0, 1, b64(zlib.compress(text.encode())), "gzip"),
        ("encrypted data cut to 7 bytes", 1, 0, b64(sealed[:7]), "3des"),
        ("encrypted data cut inside a block", 1, 0, b64(sealed[:-1]), "3des"),
        ("encrypted data with a byte too many", 1, 0, b64(sealed + b"\0"), "3des"),
        ("encrypted data without its last block", 1, 0, b64(blocks(b"no padding here.")), "3des"),
        ("padding of 0", 1, 0, b64(blocks(b"sevenby\x00")), "3des"),
        ("padding of 9", 1, 0, b64(blocks(b"sevenby\x09")), "3des"),
        ("padding whose bytes differ", 1, 0, b64(blocks(b"12345\x01\x02\x03")), "3des"),
        ("plain text that claims to be encrypted", 1, 0, b64("not a multiple of eight bytes"), "3des"),
        ("encrypted data cut inside a block, then zipped", 1, 1, b64(gnu_gzip(sealed[:-1])), "3des"),
        ("encrypted data that claims to be plain", 0, 0, b64(sealed), "utf-8"),
        ("zipped data that claims to be plain", 0, 0, b64(zipped), "utf-8"),
        ("text in GBK", 0, 0, b64("粤".encode("gbk") + "B871UY".encode()), "utf-8"),
        ("a character cut short", 0, 0, b64("粤".encode()[:2]), "utf-8"),
        ("a byte that UTF-8 never uses", 0, 0, b64(b'"\xff"'), "utf-8"),
        ("an overlong NUL", 0, 0, b64(b"\xc0\x80"), "utf-8"),
        ("half a surrogate pair", 0, 0, b64(b"\xed\xa0\x80"), "utf-8"),
        ("a code point beyond the last", 0, 0, b64(b"\xf4\x90\x80\x80"), "utf-8"),
        ("invalid UTF-8, encrypted and zipped", 1, 1, b64(gnu_gzip(openssl_3des(SECRET, "ecb", None, b'{"a":"\xd4\xc1"}'))), "utf-8"),
    ]
    vectors = []
    for name, encrypt, zipcode, content, stage in cases:
        if "after the end" in name:  # the JDK reads on silently; zlib tells
            try:
                python_gunzip(base64.b64decode(content))
            except ValueError:
                pass
            else:
                raise SystemExit(f"{name}: accepted")
        else:
            agree(name, java.decode(SECRET, "ecb", None, encrypt, zipcode, content)[1], stage)
        vectors.append({"name": name, "secret": SECRET, "mode": "ecb", "encrypt": encrypt, "zip": zipcode, "content": content, "error": stage})
    vectors.append({"name": "another key", "key": wrong_key, "mode": "ecb", "encrypt": 1, "zip": 0, "content": b64(sealed), "error": "3des"})
    chained = b64(openssl_3des(SECRET, "cbc", IV, text.encode()))
    stage = agree("CBC read as ECB", java.decode(SECRET, "ecb", None, 1, 0, chained)[1], "3des")
    vectors.append({"name": "CBC data read as ECB", "secret": SECRET, "mode": "ecb", "encrypt": 1, "zip": 0, "content": chained, "error": stage})
    write("content_errors.json", "Wrong contents and the stage at which decoding stops.", vectors)


if __name__ == "__main__":
    signatures()
    queries()
    contents()
    content_errors()
