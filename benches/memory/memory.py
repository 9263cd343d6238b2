"""What welinkpark takes of memory in Python: `memory.py ONE_RECORD LIST`; __main__.py reads what it prints."""

import gc
import sys

LISTS = 40


def resident() -> list[int]:
    """Bytes of this process that are in memory: its own, and those of files."""
    gc.collect()
    with open("/proc/self/status") as status:
        sizes = dict(line.split(":") for line in status)
    return [int(sizes[name].split()[0]) * 1024 for name in ("RssAnon", "RssFile")]


before = resident()
from welinkpark import Client  # noqa: E402

period = {"start_time": "2017-08-01 00:00:00", "end_time": "2017-08-31 23:59:59", "length": 1000}
client = Client(base_url=sys.argv[1], encrypt=False)
client.passrecord.query_car_records(**period)
after = resident()

client = Client(base_url=sys.argv[2], encrypt=False)
json = len(client.with_raw_response(client.passrecord.query_car_records, **period).raw.content.encode())
one = sum(resident())
lists = [client.passrecord.query_car_records(**period) for _ in range(LISTS)]
print(*(after[kind] - before[kind] for kind in range(2)), (sum(resident()) - one) // len(lists), json)
