"""A plain backend: one client for the whole process, used by any number of threads.

Paste what you need. The functions work on the types that the rest of a backend has: `Decimal`, aware `datetime`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from welinkpark import Client, NotFoundError, TransportError

log = logging.getLogger(__name__)

# Made when the module is imported, before gunicorn or Celery fork: the client works on both sides.
client = Client()


@dataclass(frozen=True)
class Due:
    """What a driver has to pay."""

    money: Decimal
    token: str
    leave_before: datetime | None


def due(plate: str, user: str) -> Due | None:
    """What is to be paid for a vehicle, or None: nothing, or it is not inside."""
    try:
        bill = client.pay.query_tmp_rent_bill(plate_number=plate, user_id=user)
    except NotFoundError:
        return None
    if not bill.money or bill.pay_token is None:
        return None
    return Due(bill.money, bill.pay_token, bill.leave_time)


def paid(plate: str, due: Due) -> bool:
    """Tells the platform that the money was collected.

    False: nobody knows whether it heard; ask before doing it again.
    """
    try:
        client.pay.pay_tmp_rent_bill(plate_number=plate, pay_token=due.token)
    except TransportError as error:
        log.error("payment of %s: %s", due.money, error.report)
        if error.sent == "unknown":
            return False
        raise
    return True


def takings(day: date) -> Decimal:
    """What came in on one day, however many records that are."""
    start, end = datetime(day.year, day.month, day.day), datetime(day.year, day.month, day.day, 23, 59, 59)
    records = client.records(client.parking_fee.query_tmp_rent_records, start_time=start, end_time=end)
    return sum((record.real_fee or Decimal(0) for record in records), Decimal(0))


if __name__ == "__main__":
    print("due:", due("粤B98123", "4150570873"))
    print("takings today:", takings(date.today()))
