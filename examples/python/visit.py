"""A car's visit: free spaces, arrival, bill, payment, exit, and the records that it leaves.

Run it against the sandbox, which plays the park and its gates:

    welinkpark sandbox -- python visit.py
"""

from __future__ import annotations

import json
import os
import urllib.request
from datetime import datetime, timedelta

from welinkpark import CHINA, Client

PLATE = "粤B98123"
ENTRY = 3150432953492101
EXIT = 3150432953492102


def main() -> None:
    # Credentials and address come from WELINKPARK_APP_ID, …_SECRET_KEY, …_PARK_ID and …_BASE_URL.
    with Client() as client:
        show_free_spaces(client)

        print(f"\n{PLATE} arrives:", control("vehicles/arrive", lane_id=ENTRY, plate_number=PLATE)["message"])
        for record in client.passrecord.query_on_parking_records():
            print(f"on parking: {record.plate_number} since {record.time:%Y-%m-%d %H:%M:%S} through {record.lane_name}")
        show_free_spaces(client)

        print("\ntwo hours pass")
        control("clock", advance_seconds=7200)
        bill = client.pay.query_tmp_rent_bill(plate_number=PLATE, user_id="demo-user")
        print(f"bill: {bill.money} yuan for {bill.minutes} minutes")

        # The payment app has collected the money; now the platform is told. This is never sent twice.
        if bill.pay_token is None:
            raise SystemExit("the bill has no payment token")
        client.pay.pay_tmp_rent_bill(plate_number=PLATE, pay_token=bill.pay_token)
        print("paid")

        print(f"\n{PLATE} leaves:", control("vehicles/leave", lane_id=EXIT, plate_number=PLATE)["message"])
        show_records(client)
        show_free_spaces(client)


def show_free_spaces(client: Client) -> None:
    names = {area.area_id: area.area_name for area in client.info.areas()}
    for space in client.info.space():
        print(f"{names[space.area_id]}: {space.free_space} of {space.total_space} spaces free")


def show_records(client: Client) -> None:
    # The sandbox's clock is ahead of ours by what was let pass.
    now = datetime.now(CHINA)
    start, end = now - timedelta(hours=1), now + timedelta(hours=4)
    for record in client.passrecord.query_car_records(start_time=start, end_time=end, keyword=PLATE):
        print(f"pass: {record.time:%Y-%m-%d %H:%M:%S} {record.direction.name} at {record.lane_name}")
    for fee in client.parking_fee.query_tmp_rent_records(start_time=start, end_time=end, keyword=PLATE):
        print(f"fee: {fee.real_fee} of {fee.parking_fee} yuan by {fee.pay_channel.name}")


def control(path: str, **body: object) -> dict[str, object]:
    """What happens in the park without the platform's API: vehicles move, time passes. Only the sandbox has this."""
    url = os.environ.get("WELINKPARK_CONTROL_URL")
    if url is None:
        raise SystemExit("run this with `welinkpark sandbox -- …`: a real park cannot be told to let a car arrive")
    request = urllib.request.Request(f"{url}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as answer:
        result: dict[str, object] = json.load(answer)
        return result


if __name__ == "__main__":
    main()
