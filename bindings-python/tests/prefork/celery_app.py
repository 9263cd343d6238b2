"""A worker of Celery whose pool is forked after the client was made and used; the queue is a folder."""

from __future__ import annotations

import os
from pathlib import Path

import welinkpark
from celery import Celery
from celery.signals import worker_ready

client = welinkpark.Client()
assert len(client.info.areas()) == 3

folder = Path(os.environ["QUEUE"])
app = Celery("prefork", broker="filesystem://", backend=f"file://{folder}/results")
app.conf.update(
    broker_transport_options={
        "data_folder_in": str(folder / "tasks"),
        "data_folder_out": str(folder / "tasks"),
        "control_folder": str(folder / "control"),
    },
    accept_content=["json", "pickle"],
    result_serializer="pickle",
)


@worker_ready.connect
def called(**_):
    """The parent calls, too, when its pool has been forked."""
    (folder / "called").write_text(f"{os.getpid()} {len(client.info.areas())}", encoding="utf-8")


@app.task
def areas() -> tuple[int, int]:
    return os.getpid(), len(client.info.areas())


@app.task(throws=(welinkpark.NotFoundError,))
def refused() -> None:
    client.passport.get(passport_id=1)
