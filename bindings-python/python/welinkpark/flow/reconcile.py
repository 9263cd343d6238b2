"""Whether a write was done whose answer was lost (``sent`` is ``unknown``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from welinkpark._open_enum import OpenTextEnum
from welinkpark.resources.blacklist import AsyncBlacklistApi, BlacklistApi
from welinkpark.resources.booking import AsyncBookingApi, BookingApi
from welinkpark.resources.passport import AsyncPassportApi, PassportApi

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from typing_extensions import Concatenate, ParamSpec

    from welinkpark.flow.status import GateBill
    from welinkpark.models import TmpRentBill
    from welinkpark.types import MoneyLike, TimeLike

    P = ParamSpec("P")

T = TypeVar("T")


class Outcome(OpenTextEnum):
    """What became of a write."""

    DONE = "done"
    """The platform is in the state that the write wanted."""

    NOT_DONE = "not-done"
    """It is not: the write can be sent again."""

    CANNOT_TELL = "cannot-tell"
    """What the platform tells does not decide it: a person has to look."""


@dataclass(frozen=True)
class Verdict:
    """What became of a write, and why that is known."""

    outcome: Outcome
    """What became of it."""

    reason: str
    """Why, for people."""

    id: int | None
    """Id of the record that the write made, where it makes one and it was found."""


def _asks_as(
    write: Callable[Concatenate[Any, P], Any],
) -> Callable[[Callable[..., T]], Callable[Concatenate[Any, P], T]]:
    """Gives a question the arguments of its write."""

    def with_its_arguments(question: Callable[..., T]) -> Callable[Concatenate[Any, P], T]:
        # For help() and editors; what is given is checked where it is used.
        question.__wrapped__ = write  # type: ignore[attr-defined]
        return question

    return with_its_arguments


class ReconcileApi:
    """Questions about writes whose answer was lost. Each takes the arguments of its write.

    Ask after the lost call's time is surely over: what still travels is not done *yet*. A record from before that is
    equal looks the same as the one that the write wanted. Every check only reads, with one exception that harms
    nobody: asking for a bill makes a new one on the platform.
    """

    __slots__ = ("_call",)

    def __init__(self, call: Callable[[str, dict[str, object]], str]) -> None:
        self._call = call

    @_asks_as(PassportApi.add)
    def passport_added(self, **request: object) -> Verdict:
        """``passport.add``, with the same arguments.

        By plate, else by card, else by name and phone. An equal passport from before counts as done.
        """
        return _verdict(self._call("passport_added", request))

    @_asks_as(PassportApi.update)
    def passport_updated(self, **request: object) -> Verdict:
        """``passport.update``, with the same arguments.

        Done if every field that the request gave has its value.
        """
        return _verdict(self._call("passport_updated", request))

    def passport_deleted(self, *, passport_id: int | str) -> Verdict:
        """``passport.delete``. Done if there is no such passport any more."""
        return _verdict(self._call("passport_deleted", {"passport_id": passport_id}))

    @_asks_as(BookingApi.create_booking)
    def booking_created(self, **request: object) -> Verdict:
        """``booking.create_booking``, with the same arguments.

        By merchant, area, plate and time. Without a plate only "not done" is sure.
        """
        return _verdict(self._call("booking_created", request))

    @_asks_as(BookingApi.cancel_booking)
    def booking_cancelled(self, **request: object) -> Verdict:
        """``booking.cancel_booking``, with the same arguments.

        By the booking's state.
        """
        return _verdict(self._call("booking_cancelled", request))

    @_asks_as(BlacklistApi.add)
    def blacklist_added(self, **request: object) -> Verdict:
        """``blacklist.add``, with the same arguments.

        An entry with the same plate, areas and times. An equal entry from before counts as done.
        """
        return _verdict(self._call("blacklist_added", request))

    def coupon_issued(
        self,
        *,
        since: TimeLike,
        mch_id: int | str,
        rule_id: int | str,
        plate_number: str,
        discount_value: int | None = None,
    ) -> Verdict:
        """``coupon.add``, with the same arguments. By a coupon of this rule for this plate.

        Args:
            since: When the lost call began, on the platform's clock; a coupon issued shortly before leaves it open.
            mch_id: As in the lost call.
            rule_id: As in the lost call.
            plate_number: As in the lost call.
            discount_value: As in the lost call.
        """
        request: dict[str, object] = {
            "since": since,
            "mch_id": mch_id,
            "rule_id": rule_id,
            "plate_number": plate_number,
            "discount_value": discount_value,
        }
        return _verdict(self._call("coupon_issued", request))

    def bill_paid(
        self,
        *,
        plate_number: str,
        user_id: str,
        bill: TmpRentBill | GateBill | None = None,
        trade_no: int | str | None = None,
        payed: MoneyLike | None = None,
        money: MoneyLike | None = None,
        made_at: TimeLike | None = None,
    ) -> Verdict:
        """``pay.pay_tmp_rent_bill``. By the fee record, or by the bill that is gone, or by what has been paid since.

        Args:
            plate_number: Plate or licence.
            user_id: The user that the bill was made for.
            bill: The bill that was to be paid: from ``pay.query_tmp_rent_bill``, or from a gate flow. It brings all of
                the following.
            trade_no: Payment number of the bill.
            payed: What had been paid before.
            money: What was to be paid.
            made_at: When the bill was made, on the platform's clock: its ``end_time``.
        """
        request: dict[str, object] = {
            "plate_number": plate_number,
            "user_id": user_id,
            "bill": bill,
            "trade_no": trade_no,
            "payed": payed,
            "money": money,
            "made_at": made_at,
        }
        return _verdict(self._call("bill_paid", request))

    def vehicle_let_in(
        self, *, since: TimeLike, lane_id: int | str, user_id: str, license: str | None = None
    ) -> Verdict:
        """``auth.enter``. By the vehicles that are inside, or without a licence by the user's last scan at the lane.

        Args:
            since: When the lost call began, on the platform's clock.
            lane_id: As in the lost call.
            user_id: As in the lost call.
            license: Licence or plate of the vehicle, if it is known.
        """
        request: dict[str, object] = {"since": since, "lane_id": lane_id, "user_id": user_id, "license": license}
        return _verdict(self._call("vehicle_let_in", request))


class AsyncReconcileApi:
    """Questions about writes whose answer was lost; see :class:`ReconcileApi`."""

    __slots__ = ("_call",)

    def __init__(self, call: Callable[[str, dict[str, object]], Awaitable[str]]) -> None:
        self._call = call

    @_asks_as(AsyncPassportApi.add)
    async def passport_added(self, **request: object) -> Verdict:
        """``passport.add``, with the same arguments.

        By plate, else by card, else by name and phone. An equal passport from before counts as done.
        """
        return _verdict(await self._call("passport_added", request))

    @_asks_as(AsyncPassportApi.update)
    async def passport_updated(self, **request: object) -> Verdict:
        """``passport.update``, with the same arguments.

        Done if every field that the request gave has its value.
        """
        return _verdict(await self._call("passport_updated", request))

    async def passport_deleted(self, *, passport_id: int | str) -> Verdict:
        """``passport.delete``. Done if there is no such passport any more."""
        return _verdict(await self._call("passport_deleted", {"passport_id": passport_id}))

    @_asks_as(AsyncBookingApi.create_booking)
    async def booking_created(self, **request: object) -> Verdict:
        """``booking.create_booking``, with the same arguments.

        By merchant, area, plate and time. Without a plate only "not done" is sure.
        """
        return _verdict(await self._call("booking_created", request))

    @_asks_as(AsyncBookingApi.cancel_booking)
    async def booking_cancelled(self, **request: object) -> Verdict:
        """``booking.cancel_booking``, with the same arguments.

        By the booking's state.
        """
        return _verdict(await self._call("booking_cancelled", request))

    @_asks_as(AsyncBlacklistApi.add)
    async def blacklist_added(self, **request: object) -> Verdict:
        """``blacklist.add``, with the same arguments.

        An entry with the same plate, areas and times. An equal entry from before counts as done.
        """
        return _verdict(await self._call("blacklist_added", request))

    async def coupon_issued(
        self,
        *,
        since: TimeLike,
        mch_id: int | str,
        rule_id: int | str,
        plate_number: str,
        discount_value: int | None = None,
    ) -> Verdict:
        """``coupon.add``, with the same arguments. By a coupon of this rule for this plate.

        Args:
            since: When the lost call began, on the platform's clock; a coupon issued shortly before leaves it open.
            mch_id: As in the lost call.
            rule_id: As in the lost call.
            plate_number: As in the lost call.
            discount_value: As in the lost call.
        """
        request: dict[str, object] = {
            "since": since,
            "mch_id": mch_id,
            "rule_id": rule_id,
            "plate_number": plate_number,
            "discount_value": discount_value,
        }
        return _verdict(await self._call("coupon_issued", request))

    async def bill_paid(
        self,
        *,
        plate_number: str,
        user_id: str,
        bill: TmpRentBill | GateBill | None = None,
        trade_no: int | str | None = None,
        payed: MoneyLike | None = None,
        money: MoneyLike | None = None,
        made_at: TimeLike | None = None,
    ) -> Verdict:
        """``pay.pay_tmp_rent_bill``. By the fee record, or by the bill that is gone, or by what has been paid since.

        Args:
            plate_number: Plate or licence.
            user_id: The user that the bill was made for.
            bill: The bill that was to be paid: from ``pay.query_tmp_rent_bill``, or from a gate flow. It brings all of
                the following.
            trade_no: Payment number of the bill.
            payed: What had been paid before.
            money: What was to be paid.
            made_at: When the bill was made, on the platform's clock: its ``end_time``.
        """
        request: dict[str, object] = {
            "plate_number": plate_number,
            "user_id": user_id,
            "bill": bill,
            "trade_no": trade_no,
            "payed": payed,
            "money": money,
            "made_at": made_at,
        }
        return _verdict(await self._call("bill_paid", request))

    async def vehicle_let_in(
        self, *, since: TimeLike, lane_id: int | str, user_id: str, license: str | None = None
    ) -> Verdict:
        """``auth.enter``. By the vehicles that are inside, or without a licence by the user's last scan at the lane.

        Args:
            since: When the lost call began, on the platform's clock.
            lane_id: As in the lost call.
            user_id: As in the lost call.
            license: Licence or plate of the vehicle, if it is known.
        """
        request: dict[str, object] = {"since": since, "lane_id": lane_id, "user_id": user_id, "license": license}
        return _verdict(await self._call("vehicle_let_in", request))


def _verdict(text: str) -> Verdict:
    verdict: dict[str, Any] = json.loads(text)
    found = verdict["id"]
    return Verdict(Outcome(verdict["outcome"]), verdict["reason"], None if found is None else int(found))
