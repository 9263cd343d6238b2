"""A user's own client in Python: pycurl, one handle per call under way, kept with its connection."""

from collections import deque
from io import BytesIO

import pycurl
from harness import Case
from own_wire import check, url

case = Case()
idle: deque[pycurl.Curl] = deque()


def call() -> None:
    """One call."""
    try:
        handle = idle.pop()
    except IndexError:
        handle = pycurl.Curl()
        handle.setopt(pycurl.NOSIGNAL, 1)
    body = BytesIO()
    handle.setopt(pycurl.URL, url(case))
    handle.setopt(pycurl.WRITEDATA, body)
    handle.perform()
    idle.append(handle)
    check(case, body.getvalue())


case.serve(call)
