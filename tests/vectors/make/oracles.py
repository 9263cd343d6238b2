"""Three implementations that know nothing of each other: the JDK, OpenSSL, and Python's hmac and zlib.

A vector stands only when all that can compute it agree; none of them is the library under test.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import subprocess
import urllib.parse
import zlib

HERE = pathlib.Path(__file__).parent
JAVA = "Java 17 javax.crypto"
OPENSSL = "OpenSSL 3"
DOCUMENT = "the document"


def b64(data):
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


class Java:
    """`Make.java`, asked line by line."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["java", str(HERE / "Make.java")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def _ask(self, *fields):
        self.process.stdin.write("\t".join(fields) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().rstrip("\n")
        if not answer:
            raise SystemExit(f"Make.java gave no answer to {fields[0]}")
        return answer.split("\t")

    def sign(self, secret, params):
        pairs = [b64(text) for pair in params.items() for text in pair]
        canonical, signature = self._ask("sign", b64(secret), *pairs)
        return base64.b64decode(canonical).decode(), signature

    def form(self, params):
        return self._ask("form", *[b64(text) for pair in params for text in pair])[0]

    def encode(self, key, mode, iv, encrypt, zipped, plain):
        return self._ask("encode", b64(key), mode, iv or "", str(encrypt), str(zipped), b64(plain))[0]

    def decode(self, key, mode, iv, encrypt, zipped, content):
        """The text, or the stage at which it went wrong in the second place."""
        kind, value = self._ask("decode", b64(key), mode, iv or "", str(encrypt), str(zipped), b64(content))
        return (base64.b64decode(value).decode(), None) if kind == "ok" else (None, value)


def openssl(*arguments, data):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True).stdout


def openssl_hmac(secret, text):
    """HMAC-SHA1; the key goes in as hex so that any byte can be in it."""
    key = "hexkey:" + secret.encode().hex()
    return b64(openssl("dgst", "-sha1", "-mac", "HMAC", "-macopt", key, "-binary", data=text.encode()))


def openssl_3des(key, mode, iv, data):
    arguments = ["enc", f"-des-ede3-{mode}", "-K", key.encode()[:24].hex()]
    return openssl(*arguments, *(["-iv", iv] if mode == "cbc" else []), data=data)


def gnu_gzip(data):
    return subprocess.run(["gzip", "-9", "-n", "-c"], input=data, capture_output=True, check=True).stdout


def python_hmac(secret, text):
    return b64(hmac.new(secret.encode(), text.encode(), hashlib.sha1).digest())


def python_canonical(params):
    """Section 4.2.2.2, read again on its own: sort by bytes, then write `_` in names as `.`."""
    blanks = "".join(map(chr, range(0x21)))
    kept = [(name, value.strip(blanks)) for name, value in params.items() if name != "Signature"]
    kept = sorted((pair for pair in kept if pair[1]), key=lambda pair: pair[0].encode())
    return "&".join(f"{name.replace('_', '.')}={value}" for name, value in kept)


def python_form(params):
    def quote(text):
        return urllib.parse.quote(text, safe="-._~")

    return "&".join(f"{quote(name)}={quote(value)}" for name, value in params)


def python_gunzip(data):
    """One member, complete, with nothing behind it."""
    reader = zlib.decompressobj(wbits=31)
    plain = reader.decompress(data) + reader.flush()
    if not reader.eof or reader.unused_data:
        raise ValueError("incomplete, or bytes after the end")
    return plain


def agree(what, *answers):
    if any(answer != answers[0] for answer in answers):
        raise SystemExit(f"{what}: implementations disagree: {answers}")
    return answers[0]


def write(name, description, vectors):
    names = [vector["name"] for vector in vectors]
    repeated = {text for text in names if names.count(text) > 1}
    if repeated:
        raise SystemExit(f"{name}: names used twice: {repeated}")
    text = json.dumps({"description": description, "vectors": vectors}, ensure_ascii=False, indent=2)
    # What an editor would not show is escaped.
    text = "".join(
        char if char == "\n" or char.isprintable() else json.dumps(char)[1:-1] for char in text
    )
    (HERE.parent / name).write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(vectors)} vectors, {len(text.encode()) + 1} bytes")
