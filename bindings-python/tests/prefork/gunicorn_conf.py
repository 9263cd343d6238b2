"""The master calls, too: before each of its forks, and at its end."""

from __future__ import annotations

import os
from pathlib import Path

preload_app = True
workers = 3
worker_class = "gthread"
threads = 2
# Workers are replaced all the time, so that most forks come after calls in the master.
max_requests = 5


def pre_fork(server, worker):
    called()


def on_exit(server):
    called()


def called():
    import gunicorn_app  # noqa: PLC0415  # preloaded by now

    with Path(os.environ["CALLED"]).open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {gunicorn_app.count()}\n")
