"""The type rules of tests/vectors/README.md and spec/README.md, read on their own.

It shares no code with the library, so that the two can disagree. Where the rules leave something open it
raises `Open`, which keeps such inputs out of the vectors.
"""

import datetime
import decimal
import json
import pathlib
import re
import tomllib

SPEC = pathlib.Path(__file__).parents[3] / "spec"
CHINA = datetime.timezone(datetime.timedelta(hours=8))
FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Number(str):
    """A JSON number by its literal text, so that no digit is lost."""


class Wrong(Exception):
    """A value that does not fit; `args` are path and, for requests, the rule."""


class Open(Exception):
    """The rules do not say."""


def snake(name):
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


class Spec:
    """All groups: models and enums by name, endpoints by `group.method`."""

    def __init__(self):
        self.models, self.enums, self.endpoints = {}, {}, {}
        for path in sorted(SPEC.glob("*.toml")):
            group = tomllib.loads(path.read_text(encoding="utf-8"))
            self.models |= {model["name"]: model["field"] for model in group.get("model", [])}
            self.enums |= {enum["name"]: enum["values"] for enum in group.get("enum", [])}
            for endpoint in group["endpoint"]:
                method = snake(endpoint["path"].rsplit("/", 1)[1])
                self.endpoints[f"{group['name']}.{method}"] = endpoint

    def kind(self, name):
        """(`list` or `csv`, element), or (one of the plain words, None)."""
        wrapped = re.fullmatch(r"(list|csv)<(\w+)>", name)
        if wrapped:
            return wrapped.groups()
        if name in self.models:
            return "object", name
        if name in self.enums:
            return ("int" if isinstance(self.enums[name][0]["value"], int) else "text"), None
        return name, None


def parse(text):
    def refuse(constant):
        raise json.JSONDecodeError(f"{constant} is not JSON", text, 0)

    # A dict keeps the last of two equal keys, which is the rule.
    return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=refuse)


def dump(value):
    """Compact JSON; numbers as they were written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{dump(key)}:{dump(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def number(value, path):
    if isinstance(value, (dict, list, bool)) or value is None:
        raise Wrong(path)
    text = value if isinstance(value, Number) else value.strip()
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text):
        raise Wrong(path)
    return decimal.Decimal(text)


def whole(value, path):
    amount = number(value, path)
    if abs(amount) >= 2**64 or amount != int(amount) or not -(2**63) <= int(amount) < 2**63:
        raise Wrong(path)
    return int(amount)


def moment(text, path, day_edge):
    """A datetime in China time from any accepted spelling."""
    if not isinstance(text, str) or isinstance(text, Number):
        raise Wrong(path)
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", text):
            if not day_edge:
                raise Open(path)
            text += " 00:00:00" if day_edge == "start" else " 23:59:59"
        form = re.fullmatch(r"([0-9]{4}-[0-9][0-9]-[0-9][0-9])[ T]([0-9][0-9]:[0-9][0-9]:[0-9][0-9])(?:\.0+)?(Z|[+-][0-9][0-9]:[0-9][0-9])?", text)
        if not form:
            raise Wrong(path)
        naive = datetime.datetime.fromisoformat(f"{form[1]} {form[2]}")
        zone = CHINA if not form[3] else datetime.datetime.fromisoformat(f"2000-01-01T00:00:00{form[3]}").tzinfo
        return naive.replace(tzinfo=zone).astimezone(CHINA)
    except ValueError:
        raise Wrong(path) from None


def day(text, path):
    if not isinstance(text, str) or isinstance(text, Number):
        raise Wrong(path)
    if len(text) > 10:
        return moment(text, path, None).date()
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", text):
            raise Wrong(path)
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Wrong(path) from None


class Reader:
    """Content to canonical JSON. Strict raises `Wrong(path)`; tolerant passes through what does not fit."""

    def __init__(self, spec, tolerant):
        self.spec, self.tolerant = spec, tolerant

    def response(self, name, content):
        kind, element = self.spec.kind(name)
        if kind == "none":
            return None
        if kind in ("list", "object"):
            empty = [] if kind == "list" else {}
            value = parse(content) if content.strip() else empty
            if kind == "object" and isinstance(value, list) and len(value) == 1:
                value = value[0]
            return self.value(kind, element, value, "$", {})
        if kind == "text" and not content.startswith('"'):
            return content
        try:
            value = parse(content)
        except json.JSONDecodeError:
            value = content
        return self.field(value if content else None, {"type": name, "required": True}, "$")

    def field(self, value, field, path):
        kind, element = self.spec.kind(field["type"])
        if value is None or (value == "" and not isinstance(value, Number) and kind != "text"):
            if kind in ("list", "csv"):
                return []
            if field["required"] and kind == "text":
                return ""
            if field["required"] and not self.tolerant:
                raise Wrong(path)
            return None
        return self.value(kind, element, value, path, field)

    def value(self, kind, element, value, path, field):
        try:
            return self.exact(kind, element, value, path, field)
        except Wrong:
            if self.tolerant:
                return value
            raise

    def exact(self, kind, element, value, path, field):
        if kind == "object":
            return self.object(element, value, path)
        if kind in ("list", "csv"):
            return self.list(kind, element, value, path)
        if kind == "id":
            return str(whole(value, path))
        if kind == "int":
            return Number(whole(value, path))
        if kind == "text":
            if isinstance(value, (dict, list)):
                raise Wrong(path)
            if isinstance(value, bool):
                raise Open(path)
            return str(value)
        if kind == "flag":
            word = dump(value).strip('"').lower()
            if isinstance(value, (dict, list)) or word not in FLAGS:
                raise Wrong(path)
            return FLAGS[word]
        if kind == "money":
            return f"{number(value, path):f}"
        if kind == "date":
            return day(value, path).isoformat()
        if kind == "datetime":
            return moment(value, path, field.get("day_edge")).isoformat()
        raise ValueError(kind)

    def object(self, model, value, path):
        if not isinstance(value, dict):
            raise Wrong(path)
        out, known = {}, set()
        for field in self.spec.models[model]:
            spelling = next((n for n in (field["name"], *field.get("aliases", [])) if n in value), field["name"])
            known.add(spelling)
            out[field["name"]] = self.field(value.get(spelling), field, f"{path}.{field['name']}")
        return out | {name: item for name, item in value.items() if name not in known}

    def list(self, kind, element, value, path):
        inner, of = self.spec.kind(element)
        if isinstance(value, list):
            return [self.value(inner, of, item, f"{path}[{index}]", {}) for index, item in enumerate(value)]
        if isinstance(value, (dict, bool)) or inner not in ("id", "text"):
            raise Wrong(path)
        parts = [part.strip() for part in value.split(",")]
        if "" in parts or (kind == "list" and isinstance(value, Number)):
            raise Open(path)
        # The parts have no place of their own in the JSON, so the path is the field's, and all or none pass.
        return [self.exact(inner, of, part, path, {}) for part in parts]


class Writer:
    """Parameters to business JSON; raises `Wrong(field, rule)`."""

    def __init__(self, spec):
        self.spec = spec

    def request(self, endpoint, params):
        fields = endpoint.get("field", [])
        content = self.object(fields, params, "")
        for rule in endpoint.get("one_of", []):
            groups = rule["choices"]
            whole_groups = [group for group in groups if all(name in content for name in group)]
            touched = [group for group in groups if any(name in content for name in group)]
            if not whole_groups or (len(touched) > 1 and not rule.get("several")):
                raise Wrong(groups[0][0], "one-of")
        return dump(content) if fields else ""

    def object(self, fields, params, prefix):
        names = {spelling: field["name"] for field in fields for spelling in (field["name"], snake(field["name"]))}
        given = {}
        for name, value in params.items():
            if name not in names:
                raise Wrong(prefix + name, "unknown")
            given[names[name]] = value
        out = {}
        for field in fields:
            path, value = prefix + field["name"], given.get(field["name"])
            if value is None:
                value = Number(field["default"]) if "default" in field else None
            if value is None or value == [] or (type(value) is str and not value.strip()):
                if field["required"]:
                    raise Wrong(path, "required")
                if value is not None:
                    raise Open(path)
                continue
            try:
                out[field["name"]] = self.value(field, value, path)
            except Wrong as wrong:
                raise Wrong(*(wrong.args if len(wrong.args) > 1 else (path, "type"))) from None
        return out

    def value(self, field, value, path):
        kind, element = self.spec.kind(field["type"])
        if kind == "object":
            if not isinstance(value, dict):
                raise Wrong(path)
            return self.object(self.spec.models[element], value, path + ".")
        if kind in ("list", "csv"):
            if not isinstance(value, list):
                raise Wrong(path) if isinstance(value, (dict, bool)) else Open(path)
            items = [self.value({"type": element}, item, path) for item in value]
            return items if kind == "list" else ",".join(str(item) for item in items)
        if isinstance(value, (dict, list)):
            raise Wrong(path)
        text = field.get("wire") == "text"
        if kind == "id":
            digits = Number(whole(value, path))
            return str(digits) if text else digits
        if kind == "int":
            if isinstance(value, str) and not isinstance(value, Number) and re.fullmatch(r"-?[0-9]+", value):
                raise Open(path)
            return Number(whole(value, path))
        if kind == "text":
            if isinstance(value, bool):
                raise Wrong(path)
            if isinstance(value, Number):
                raise Open(path)
            return value
        if kind == "flag":
            if isinstance(value, bool):
                return Number(int(value))
            if isinstance(value, Number) and value in FLAGS:
                return value
            raise Wrong(path) if value not in FLAGS else Open(path)
        if kind == "money":
            plain = f"{number(value, path):f}"
            plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
            return plain if text else Number(plain)
        if kind == "date":
            if len(value) > 10:
                raise Open(path)
            return day(value, path).isoformat()
        if kind == "datetime":
            return moment(value, path, field.get("day_edge")).strftime("%Y-%m-%d %H:%M:%S")
        raise ValueError(kind)
