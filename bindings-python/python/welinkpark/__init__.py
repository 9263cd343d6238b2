"""Client for the 全球泊云 (WeLinkPark) parking platform, sync and async, typed to the last field.

>>> from welinkpark import Client
>>> with Client() as client:  # doctest: +SKIP
...     for area in client.info.areas():
...         print(area.area_name)
"""

from __future__ import annotations

import atexit
import logging

from welinkpark import enums, errors, models
from welinkpark._native import __version__, shutdown
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

# Quiet until the program configures logging.
logging.getLogger("welinkpark").addHandler(logging.NullHandler())
atexit.register(shutdown)
