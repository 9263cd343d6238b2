"""Client for the 全球泊云 (WeLinkPark) parking platform, sync and async, typed to the last field.

>>> from welinkpark import Client
>>> with Client() as client:  # doctest: +SKIP
...     for area in client.info.areas():
...         print(area.area_name)
"""

from __future__ import annotations

import atexit
from importlib import import_module

from welinkpark._native import __version__, shutdown

# As in `typing`, which a program may not need otherwise.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from welinkpark import enums, errors, models
    from welinkpark.client import AsyncClient, Client, Options, Settings
    from welinkpark.enums import *
    from welinkpark.errors import *
    from welinkpark.flow.explain import Explanation, explain
    from welinkpark.flow.finding import Finding
    from welinkpark.flow.gate import AsyncGateFlow, GateFlow
    from welinkpark.flow.paging import Window
    from welinkpark.flow.reconcile import Outcome, Verdict
    from welinkpark.flow.status import GateBill, GatePhase, GateStatus
    from welinkpark.models import *
    from welinkpark.response import RawResponse, Response
    from welinkpark.types import CHINA

    __all__ = [
        "CHINA",
        "AsyncClient",
        "AsyncGateFlow",
        "Client",
        "Explanation",
        "Finding",
        "GateBill",
        "GateFlow",
        "GatePhase",
        "GateStatus",
        "Options",
        "Outcome",
        "RawResponse",
        "Response",
        "Settings",
        "Verdict",
        "Window",
        "__version__",
        "explain",
    ]
    __all__ += enums.__all__
    __all__ += errors.__all__
    __all__ += models.__all__

_HOMES = {
    "client": ["AsyncClient", "Client", "Options", "Settings"],
    "flow.explain": ["Explanation", "explain"],
    "flow.finding": ["Finding"],
    "flow.gate": ["AsyncGateFlow", "GateFlow"],
    "flow.paging": ["Window"],
    "flow.reconcile": ["Outcome", "Verdict"],
    "flow.status": ["GateBill", "GatePhase", "GateStatus"],
    "response": ["RawResponse", "Response"],
    "types": ["CHINA"],
}
_LISTS = ["errors", "enums", "models"]
_MODULES = ["client", "enums", "errors", "flow", "models", "resources", "response", "types"]


def __getattr__(name: str) -> object:
    """What programs use, imported when they first do: all of it would take several times as long."""
    value = _find(name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_names(), *_MODULES})


def _find(name: str) -> object:
    if name == "__all__":
        return _names()
    if name in _MODULES:
        return import_module(f"welinkpark.{name}")
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"welinkpark.{home}"), name)
    if name[:1].isupper():
        for home in _LISTS:
            module = import_module(f"welinkpark.{home}")
            if name in module.__all__:
                return getattr(module, name)
    message = f"module 'welinkpark' has no attribute {name!r}"
    raise AttributeError(message)


def _names() -> list[str]:
    own = [name for names in _HOMES.values() for name in names]
    lists = [name for home in _LISTS for name in import_module(f"welinkpark.{home}").__all__]
    return ["__version__", *own, *lists]


atexit.register(shutdown)
