"""A user's own client in Python: requests, one session per thread."""

import threading

import requests
from harness import Case
from own_wire import check, url

case = Case()
local = threading.local()
shared = requests.Session() if case.concurrency == 1 else None


def session() -> requests.Session:
    """Of this thread."""
    if shared is not None:
        return shared
    if not hasattr(local, "session"):
        local.session = requests.Session()
    mine: requests.Session = local.session
    return mine


case.serve(lambda: check(case, session().get(url(case)).content))
