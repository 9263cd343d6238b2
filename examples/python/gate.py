"""A user with a phone at two gates: a vehicle without a plate comes in, stays, pays at the exit and leaves.

Run it against the sandbox, which plays the camera, the operator and the clock:

    welinkpark sandbox -- python gate.py
"""

from __future__ import annotations

from datetime import datetime, timedelta

from visit import control
from welinkpark import CHINA, Client, GateBill, GateFlow, GatePhase, GateStatus, Outcome, TransportError

USER = "4150570873"
ENTRY = 3150432953492101
EXIT = 3150432953492102


def main() -> None:
    with Client() as client:
        print("the user scans at the entry; the vehicle is not there yet")
        flow = client.gate.enter(ENTRY, USER, interval=0.2)
        tell(flow.next())
        control("vehicles/arrive", lane_id=ENTRY)
        for status in flow:
            tell(status)
        plate = flow.status.license
        if plate is None:
            raise SystemExit("the gate did not open")

        print("\ntwo hours later the user scans at the exit")
        control("clock", advance_seconds=7200)
        control("vehicles/leave", lane_id=EXIT)
        leave(client, client.gate.exit(EXIT, USER, interval=0.2), plate)

        print(f"\nall passes of {plate}")
        now = datetime.now(CHINA)
        start, end = now - timedelta(hours=1), now + timedelta(hours=4)
        passes = client.records(client.passrecord.query_car_records, start_time=start, end_time=end, keyword=plate)
        for record in passes:
            print(f"{record.time:%Y-%m-%d %H:%M:%S} {record.direction.name} at {record.lane_name}")


def leave(client: Client, flow: GateFlow, plate: str) -> None:
    for status in flow:
        tell(status)
        if status.bill:
            pay(client, status.bill, plate)
            flow.paid()
    if flow.status.phase is not GatePhase.OPENED:
        raise SystemExit(f"{flow.status.phase.value}: {flow.status.message}")


def pay(client: Client, bill: GateBill, plate: str) -> None:
    """The payment app has collected the money; now the platform is told, once."""
    if bill.pay_token is None:
        raise SystemExit("the bill has no payment token")
    try:
        client.pay.pay_tmp_rent_bill(plate_number=plate, pay_token=bill.pay_token)
    except TransportError as error:
        if error.sent != "unknown":
            raise
        verdict = client.reconcile.bill_paid(bill=bill, plate_number=plate, user_id=USER)
        if verdict.outcome is not Outcome.DONE:
            raise SystemExit(verdict.reason) from error


def tell(status: GateStatus) -> None:
    state = "-" if status.state is None else int(status.state)
    print(f"  {status.phase.value:8} state {state}  {status.message or ''}")
    if status.bill:
        print(f"  to pay: {status.bill.money} yuan")


if __name__ == "__main__":
    main()
