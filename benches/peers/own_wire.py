"""The platform's protocol as a user of Python would write it: hmac, OpenSSL by way of cryptography, zlib, msgspec."""

from __future__ import annotations

import hmac
import random
import time
import zlib
from base64 import b64decode, b64encode
from urllib.parse import urlencode

import msgspec
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from harness import APP_ID, PARK_ID, SECRET_KEY, Case

CIPHER = Cipher(TripleDES(SECRET_KEY[:24].encode()), modes.ECB())
SECRET = SECRET_KEY.encode()
PERIOD = {"startTime": "2017-08-01 00:00:00", "endTime": "2017-08-31 23:59:59", "offset": 0, "length": 1000}


class Status(msgspec.Struct):
    code: str
    message: str


class Data(msgspec.Struct, rename="camel"):
    encrypt_code: str
    zip_code: str
    content: str


class Envelope(msgspec.Struct, rename="camel"):
    response_status: Status
    response_data: Data


class Area(msgspec.Struct, rename="camel"):
    area_id: str
    area_name: str
    area_type: str


class CarRecord(msgspec.Struct, rename="camel"):
    plate_number: str
    time: str
    lane_id: str
    lane_name: str
    direction: str
    auth_type: str
    car_type: str


ENVELOPE = msgspec.json.Decoder(Envelope)
AREAS = msgspec.json.Decoder(list[Area])
CAR_RECORDS = msgspec.json.Decoder(list[CarRecord])


def url(case: Case) -> str:
    """A whole signed request."""
    content = b""
    encrypt = case.cars and case.encrypt
    if case.cars:
        content = msgspec.json.encode(PERIOD)
    if encrypt:
        padding = 8 - len(content) % 8
        encryptor = CIPHER.encryptor()
        content = encryptor.update(content + bytes([padding]) * padding) + encryptor.finalize()
    params = {
        "AppId": APP_ID,
        "Nonce": str(random.getrandbits(31)),
        "ParkId": PARK_ID,
        "Timestamp": str(int(time.time())),
        "content": b64encode(content).decode(),
        "encryptCode": "1" if encrypt else "0",
        "zipCode": "0",
    }
    canonical = "&".join(f"{name}={value}" for name, value in params.items() if value)
    params["Signature"] = b64encode(hmac.digest(SECRET, canonical.encode(), "sha1")).decode()
    path = "/passrecord/queryCarRecords" if case.cars else "/info/areas"
    return f"{case.base_url}{path}?{urlencode(params)}"


def check(case: Case, body: bytes) -> None:
    """Reads an answer and looks at every record, as a program would."""
    envelope = ENVELOPE.decode(body)
    if envelope.response_status.code != "0000":
        raise RuntimeError(envelope.response_status.message)
    data = envelope.response_data
    content = b64decode(data.content)
    if data.zip_code == "1":
        content = zlib.decompress(content, 31)
    if data.encrypt_code == "1":
        decryptor = CIPHER.decryptor()
        content = decryptor.update(content) + decryptor.finalize()
        content = content[: -content[-1]]
    if case.cars:
        case.check(sum(car.plate_number.startswith("粤B") for car in CAR_RECORDS.decode(content)))
    else:
        case.check(sum(area.area_name.startswith("地面") for area in AREAS.decode(content)))
