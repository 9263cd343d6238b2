"""The test vectors that all languages share: bytes in, bytes out."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
import welinkpark
from conftest import vectors
from welinkpark import _native


def keys(vector, *known):
    unknown = set(vector) - {"name", "made_by", *known}
    assert not unknown, f"keys that this runner does not know: {unknown}"


@pytest.mark.parametrize("vector", vectors("signature.json"))
def test_signature(vector, told):
    told.of("vectors/signature", vector)
    keys(vector, "secret", "params", "canonical", "signature", "not_signature")
    canonical = _native.canonical_string(list(vector["params"].items()))
    told.result(canonical, _native.sign(vector["secret"], canonical))
    assert canonical == vector["canonical"]
    assert _native.sign(vector["secret"], canonical) == vector["signature"]
    assert _native.verify(vector["secret"], canonical, vector["signature"])
    if "not_signature" in vector:
        assert not _native.verify(vector["secret"], canonical, vector["not_signature"])


@pytest.mark.parametrize("vector", vectors("query.json"))
def test_query(vector, told):
    told.of("vectors/query", vector)
    keys(vector, "params", "encoded", "decode_only")
    params = [tuple(pair) for pair in vector["params"]]
    parsed = _native.parse_form(vector["encoded"])
    told.result(*(text for pair in parsed for text in pair))
    assert parsed == params
    if not vector.get("decode_only"):
        encoded = _native.encode_form(params)
        told.result(*(text for pair in parsed for text in pair), encoded)
        assert encoded == vector["encoded"]


def coding(vector):
    keys(
        vector,
        *("secret", "key", "mode", "iv", "encrypt", "zip", "plain", "content", "deterministic", "decode_only", "error"),
    )
    return {
        "secret_key": vector.get("secret"),
        "cipher_key": vector["key"].encode()[:24] if "key" in vector else None,
        "cipher_mode": vector["mode"],
        "cipher_iv": bytes.fromhex(vector["iv"]) if "iv" in vector else None,
        "encrypt": bool(vector["encrypt"]),
        "zip": bool(vector["zip"]),
    }


@pytest.mark.parametrize("vector", vectors("content.json"))
def test_content(vector, told):
    told.of("vectors/content", vector)
    how = coding(vector)
    plain = vector["plain"]
    if isinstance(plain, dict):
        text, times = plain["plain_repeat"]
        plain = text * times
    decoded = _native.decode_content(vector["content"], **how)
    length = str(len(decoded.encode()))
    told.result(length)
    assert decoded == plain
    if vector.get("decode_only"):
        return
    encoded = _native.encode_content(plain, **how)
    assert _native.decode_content(encoded, **how) == plain
    if vector.get("deterministic"):
        told.result(length, encoded)
        assert encoded == vector["content"]


@pytest.mark.parametrize("vector", vectors("content_errors.json"))
def test_content_error(vector, told):
    told.of("vectors/content_errors", vector)
    how = coding(vector)
    with pytest.raises(welinkpark.DecodeError) as raised:
        _native.decode_content(vector["content"], **how)
    told.result(raised.value.stage)
    assert raised.value.stage == vector["error"]


@pytest.mark.parametrize("vector", vectors("envelope.json"))
def test_envelope(vector, told):
    told.of("vectors/envelope", vector)
    keys(vector, "body", "expect", "error")
    if "error" in vector:
        with pytest.raises(welinkpark.DecodeError) as raised:
            _native.parse_envelope(vector["body"])
        told.result(raised.value.stage)
        assert raised.value.stage == vector["error"]
    else:
        expected = {**vector["expect"], "encrypt": bool(vector["expect"]["encrypt"])}
        expected["zip"] = bool(expected["zip"])
        found = _native.parse_envelope(vector["body"])
        flags = (str(int(found["encrypt"])), str(int(found["zip"])))
        told.result(found["code"], found["message"], found["err_code"], *flags, found["content"])
        assert found == expected


def written(answer) -> str:
    """A typed answer as canonical JSON."""
    if isinstance(answer, list):
        return "[" + ",".join(written(item) for item in answer) + "]"
    if hasattr(answer, "to_json"):
        return answer.to_json()
    if isinstance(answer, int) and not isinstance(answer, bool):
        answer = str(answer)  # the only answers of this type are ids
    return json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize("vector", vectors("responses.json"))
def test_response(vector, told):
    told.of("vectors/responses", vector)
    keys(vector, "endpoint", "typing", "content", "canonical")
    for strict in (True, False):
        assert _native.canonical_json(vector["endpoint"], vector["content"], strict) == vector["canonical"]
    answer = _native.decode(vector["endpoint"], vector["content"])
    told.result(written(answer))
    assert written(answer) == vector["canonical"]
    for model in answer if isinstance(answer, list) else [answer]:
        if hasattr(model, "to_json"):
            assert type(model).from_json(model.to_json()) == model
            assert set(model.to_dict()) == {*model.__match_args__, *model.extra}


def test_every_endpoint_has_a_response_vector():
    endpoints = {parameter.values[0]["endpoint"] for parameter in vectors("responses.json")}
    assert len(endpoints) == 52


@pytest.mark.parametrize("vector", vectors("response_errors.json"))
def test_response_error(vector, told):
    told.of("vectors/response_errors", vector)
    keys(vector, "endpoint", "content", "error", "tolerant")
    endpoint, content = vector["endpoint"], vector["content"]
    for decode in (_native.decode, lambda *of: _native.canonical_json(*of, True)):
        with pytest.raises(welinkpark.DecodeError) as raised:
            decode(endpoint, content)
        assert raised.value.stage == vector["error"]["stage"]
        assert raised.value.path == vector["error"].get("path")
        assert raised.value.content == content
    told.result(raised.value.stage, raised.value.path, None)
    if vector["tolerant"] is None:
        with pytest.raises(welinkpark.DecodeError):
            _native.canonical_json(endpoint, content, False)
    else:
        tolerant = _native.canonical_json(endpoint, content, False)
        told.result(raised.value.stage, raised.value.path, tolerant)
        assert tolerant == vector["tolerant"]


@pytest.mark.parametrize("vector", vectors("requests.json"))
@pytest.mark.parametrize("as_values", [False, True], ids=["text", "values"])
def test_request(vector, as_values, told):
    keys(vector, "endpoint", "params", "content", "error")
    params = json.loads(vector["params"], parse_float=Decimal) if as_values else vector["params"]
    if not as_values:
        told.of("vectors/requests", vector)
    if "error" in vector:
        with pytest.raises(welinkpark.ValidationError) as raised:
            _native.encode_params(vector["endpoint"], params)
        told.result(raised.value.field, raised.value.rule)
        assert {"field": raised.value.field, "rule": raised.value.rule} == vector["error"]
    else:
        content = _native.encode_params(vector["endpoint"], params)
        told.result(content)
        assert content == vector["content"]
