"""What a gate flow tells."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from welinkpark._open_enum import OpenTextEnum
from welinkpark.enums import AuthState
from welinkpark.types import CHINA

if TYPE_CHECKING:
    from typing_extensions import Literal


class GatePhase(OpenTextEnum):
    """What a gate flow is at, seen by its caller."""

    READY = "ready"
    """Nothing has been sent yet."""

    WAITING = "waiting"
    """It waits for the camera, the operator or the barrier; :attr:`GateStatus.state` says for what."""

    PAYMENT = "payment"
    """Collect :attr:`GateStatus.bill`, report the payment to the platform, then call :meth:`GateFlow.paid`."""

    OPENED = "opened"
    """The barrier or door has been opened."""

    REFUSED = "refused"
    """The platform refused; ``err_code`` and ``message`` say why."""

    TIMED_OUT = "timed-out"
    """The deadline is reached; what the platform has begun goes on."""

    CANCELLED = "cancelled"
    """The caller cancelled; what the platform has begun goes on."""

    UNKNOWN = "unknown"
    """An answer that may have opened the barrier was lost, and the platform cannot tell what became of it."""

    @property
    def is_running(self) -> bool:
        """Whether the flow goes on by itself: ``ready`` or ``waiting``."""
        return self in (GatePhase.READY, GatePhase.WAITING)


@dataclass(frozen=True)
class GateBill:
    """A bill at an exit; amounts in yuan."""

    trade_no: int | None
    """Payment number."""

    pay_token: str | None
    """Goes back to the platform unchanged with ``pay.pay_tmp_rent_bill``."""

    payable: Decimal | None
    """Fee before discount."""

    discount: Decimal | None
    """Discount."""

    payed: Decimal | None
    """Paid before."""

    money: Decimal | None
    """To be paid now."""

    comment: str | None
    """Explanation of the discount."""

    start_time: datetime | None
    """Start of the charged period."""

    end_time: datetime | None
    """End of the charged period."""

    minutes: int | None
    """Length of the charged period in minutes."""


@dataclass(frozen=True)
class GateStatus:
    """All that is known about a gate flow."""

    kind: Literal["enter", "exit", "access"]
    """Which kind of lane it is about."""

    phase: GatePhase
    """What the flow is at."""

    state: AuthState | None
    """The platform's last state, as it came; ``None`` before the first answer."""

    err_code: str | None
    """Business code of the last answer, such as ``ReAuth``."""

    message: str | None
    """Text of the last answer, for people."""

    license: str | None
    """Licence or plate, once known."""

    bill: GateBill | None
    """What is to be paid, in phase ``payment``."""

    sent: Literal["no", "yes", "unknown"]
    """Whether the last call that may open the barrier has reached the platform."""

    answered_by: str | None
    """Endpoint whose answer this is: after a lost answer ``auth.query_event`` speaks for it."""

    failure: str | None
    """The last failure that the flow has outlived, for people."""

    @classmethod
    def _from_json(cls, text: str) -> GateStatus:
        status: dict[str, Any] = json.loads(text)
        state, bill = status["state"], status["bill"]
        return cls(
            kind=status["kind"],
            phase=GatePhase(status["phase"]),
            state=None if state is None else AuthState(state),
            err_code=status["err_code"],
            message=status["message"],
            license=status["license"],
            bill=None if bill is None else _bill(bill),
            sent=status["sent"],
            answered_by=status["answered_by"],
            failure=status["failure"],
        )


def _bill(bill: dict[str, Any]) -> GateBill:
    def money(name: str) -> Decimal | None:
        return None if bill[name] is None else Decimal(bill[name])

    def time(name: str) -> datetime | None:
        return None if bill[name] is None else datetime.fromisoformat(bill[name]).astimezone(CHINA)

    return GateBill(
        trade_no=None if bill["trade_no"] is None else int(bill["trade_no"]),
        pay_token=bill["pay_token"],
        payable=money("payable"),
        discount=money("discount"),
        payed=money("payed"),
        money=money("money"),
        comment=bill["comment"],
        start_time=time("start_time"),
        end_time=time("end_time"),
        minutes=bill["minutes"],
    )
