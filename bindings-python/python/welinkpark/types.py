"""What arguments may be, and the platform's time zone."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Union

CHINA = timezone(timedelta(hours=8))
"""China Standard Time, the platform's only time zone."""

MoneyLike = Union[Decimal, int, str]
"""An amount in yuan. A ``float`` is refused: it cannot hold one exactly."""

DateLike = Union[date, str]
"""A date, or text such as ``2018-10-13``; of a ``datetime`` the date in China counts."""

TimeLike = Union[datetime, date, str]
"""A time: naive is China's, aware is converted; or text such as ``2018-10-13 10:00:00``.

A bare date is the edge of that day that the argument's description names, or its beginning.
"""

Seconds = Union[float, timedelta]
"""A span of time: seconds, or a ``timedelta``."""


def plain_data(text: str) -> Any:
    """JSON as plain data, its fractions as ``Decimal``."""
    return json.loads(text, parse_float=Decimal)
