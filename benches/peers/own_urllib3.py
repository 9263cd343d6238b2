"""A user's own client in Python: urllib3."""

import urllib3
from harness import Case
from own_wire import check, url

case = Case()
pool = urllib3.PoolManager(maxsize=case.concurrency, headers={"Accept": "application/json"})
case.serve(lambda: check(case, pool.request("GET", url(case)).data))
