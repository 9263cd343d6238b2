"""What welinkpark takes of memory in Python: `memory.py BASE_URL`; __main__.py reads what it prints."""

import gc
import os
import sys

LISTS = 40


def resident() -> int:
    """Bytes of this process that are in memory."""
    gc.collect()
    with open("/proc/self/statm") as numbers:
        return int(numbers.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


own = resident()
from welinkpark import Client  # noqa: E402

client = Client(base_url=sys.argv[1], encrypt=False)
period = {"start_time": "2017-08-01 00:00:00", "end_time": "2017-08-31 23:59:59", "length": 1000}
json = len(client.with_raw_response(client.passrecord.query_car_records, **period).raw.content.encode())
one = resident()
lists = [client.passrecord.query_car_records(**period) for _ in range(LISTS)]
print(own, one, (resident() - one) // len(lists), json)
