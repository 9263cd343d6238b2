"""Writes responses.json, response_errors.json and requests.json.

The document's samples come from spec/*.toml and their expected values from `wire.py`. The cases beside them,
in `leniency.py`, `mistakes.py` and `parameters.py`, have expected values written by hand, which `wire.py`
must reproduce.
"""

import json

import leniency
import mistakes
import parameters
from oracles import agree, write
from wire import Number, Open, Reader, Spec, Writer, Wrong, dump, parse, snake

SPEC = Spec()
STRICT, TOLERANT = Reader(SPEC, False), Reader(SPEC, True)


def retype(name, value, loose):
    """A sample's value in its documented JSON type, or in another that the platform may use."""
    kind, element = SPEC.kind(name)
    if isinstance(value, list):
        return [retype(element, item, loose) for item in value]
    if kind == "object":
        types = {spelling: f["type"] for f in SPEC.models[element] for spelling in (f["name"], *f.get("aliases", []))}
        return {key: retype(types[key], item, loose) for key, item in value.items()}
    text = dump(value).strip('"') if not isinstance(value, str) else str(value)
    if kind in ("id", "int", "money"):
        return text if loose else Number(text)
    if kind == "flag":
        on = text.lower() in ("1", "true")
        return ("true" if on else "0") if loose else on
    if kind == "text" and loose and text.isdigit() and text[0] != "0":
        return Number(text)
    return text


def of(endpoint, kind):
    return [s["content"].strip("\n") for s in endpoint.get("sample", []) if s["kind"] == kind]


def scalar(kind, printed):
    """Strict and loose spellings of an answer that is a bare text in the document."""
    if kind == "text":
        return [("strict", dump(printed)), ("printed", printed)]
    if kind == "flag":
        return [("strict", printed), ("loose 1", "1"), ("loose text", '"true"')]
    return [("strict", printed), ("loose", dump(printed)), ("loose with blanks", f" {printed}\r\n")]


def responses():
    vectors = []
    for name, endpoint in SPEC.endpoints.items():
        answer = endpoint["response"]
        for sample in of(endpoint, "response"):
            if answer in ("text", "flag", "id"):
                variants = scalar(answer, sample)
            else:
                value = parse(sample)
                strict, loose = (dump(retype(answer, value, way)) for way in (False, True))
                variants = [("strict", strict), ("printed", sample), ("loose", loose)]
            canonical = agree(name, *(dump(STRICT.response(answer, content)) for _, content in variants))
            agree(name, canonical, *(dump(TOLERANT.response(answer, content)) for _, content in variants))
            for typing, content in variants:
                vectors.append({
                    "name": f"{name}: the document's sample, {typing}",
                    "endpoint": name,
                    "typing": "strict" if typing == "strict" else "loose",
                    "content": content,
                    "canonical": canonical,
                })
        if answer == "none":
            vectors.append({"name": f"{name}: no data", "endpoint": name, "typing": "strict", "content": "", "canonical": "null"})
    for name, endpoint, content, canonical in leniency.CASES:
        answer = SPEC.endpoints[endpoint]["response"]
        agree(name, canonical, dump(STRICT.response(answer, content)), dump(TOLERANT.response(answer, content)))
        vectors.append({"name": name, "endpoint": endpoint, "typing": "loose", "content": content, "canonical": canonical})
    write("responses.json", "Decoded contents and the canonical JSON that they mean (document chapter 5).", vectors)


def response_errors():
    vectors = []
    for name, endpoint, content, path, tolerant in mistakes.CASES:
        answer = SPEC.endpoints[endpoint]["response"]
        try:
            found = dump(STRICT.response(answer, content))
        except Wrong as wrong:
            found = wrong.args[0]
        except json.JSONDecodeError:
            found = None
        agree(name, path, found)
        vector = {"name": name, "endpoint": endpoint, "content": content}
        if path is None:
            vector |= {"error": {"stage": "json"}, "tolerant": None}
        else:
            agree(name, tolerant, dump(TOLERANT.response(answer, content)))
            vector |= {"error": {"stage": "field", "path": path}, "tolerant": tolerant}
        vectors.append(vector)
    write("response_errors.json", "Contents that typed decoding refuses, and what the generic call makes of them.", vectors)


def as_params(fields, value, loose):
    """A sample as parameters: canonical JSON under wire names, or looser JSON under snake-case names."""
    out = {}
    for name, item in value.items():
        field = next(f for f in fields if name in (f["name"], f.get("sample_name")))
        kind, element = SPEC.kind(field["type"])
        text = str(item)
        if kind == "object":
            item = as_params(SPEC.models[element], item, loose)
        elif kind == "csv":
            item = [part.strip() for part in text.split(",")]
        elif kind == "list":
            item = [Number(part) if loose else str(part) for part in item]
        elif kind == "datetime" and not loose:
            item = text.replace(" ", "T") if " " in text else text + ("T00:00:00" if field["day_edge"] == "start" else "T23:59:59")
            item += "+08:00"
        elif kind == "flag":
            item = Number(text) if loose else text == "1"
        elif kind == "int" or (kind in ("id", "money") and loose):
            item = Number(text)
        else:
            item = text
        out[snake(field["name"]) if loose else field["name"]] = item
    return out


def requests():
    writer, vectors = Writer(SPEC), []

    def add(name, endpoint, params, expected):
        vector = {"name": name, "endpoint": endpoint, "params": dump(params)}
        vectors.append(vector | ({"content": expected} if isinstance(expected, str) else {"error": dict(zip(("field", "rule"), expected))}))

    for name, endpoint in SPEC.endpoints.items():
        fields = endpoint.get("field", [])
        if not fields:
            add(f"{name}: no fields, no content", name, {}, writer.request(endpoint, {}))
        for sample in of(endpoint, "request"):
            value = parse(sample)
            ways = [as_params(fields, value, way) for way in (False, True)]
            content = agree(name, *(writer.request(endpoint, params) for params in ways))
            same_as_printed(name, fields, value, parse(content))
            add(f"{name}: the document's sample, canonical JSON", name, ways[0], content)
            add(f"{name}: the document's sample, snake case and looser JSON", name, ways[1], content)
    for name, endpoint, params, expected in parameters.CASES:
        try:
            found = writer.request(SPEC.endpoints[endpoint], parse(params))
        except Wrong as wrong:
            found = wrong.args
        except Open as left_open:
            raise SystemExit(f"{name}: the rules leave {left_open} open") from None
        agree(name, expected, found)
        add(name, endpoint, parse(params), expected)
    missing = set(SPEC.endpoints) - {vector["endpoint"] for vector in vectors}
    if missing:
        raise SystemExit(f"endpoints without a request: {missing}")
    write("requests.json", "Parameters and the business JSON that is sent for them (document chapter 5).", vectors)


def same_as_printed(name, fields, sample, content):
    """Apart from types, names and dates, the document's sample is what is sent."""
    for key, item in sample.items():
        field = next(f for f in fields if key in (f["name"], f.get("sample_name")))
        sent = content[field["name"]]
        alike = dump(sent).replace('"', "") == dump(item).replace('"', "").replace(", ", ",")
        if not alike and field["type"] != "datetime":
            raise SystemExit(f"{name}.{key}: sample {item}, sent {sent}")


if __name__ == "__main__":
    responses()
    response_errors()
    requests()
