"""Servers that fork after the application was loaded: gunicorn --preload, and Celery's prefork pool."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import run_python

FOLDER = Path(__file__).parent / "prefork"
PATIENCE = 60


@pytest.fixture
def server(tmp_path, welinkpark_sandbox):
    """Starts a server in the folder of the applications, and ends it."""
    begun = []

    def server(*command: str, **environment: str):
        said = (tmp_path / "said").open("w+")
        variables = {**os.environ, **welinkpark_sandbox.environment, "PYTHONPATH": str(FOLDER), **environment}
        process = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=FOLDER, env=variables, stdout=said, stderr=subprocess.STDOUT
        )
        begun.append((process, said))
        return process

    yield server
    for process, said in begun:
        process.kill()
        process.wait()
        said.seek(0)
        text = said.read()
        said.close()
        assert not any(word in text for word in ("Traceback", "panicked", "Fatal Python error")), text


def wait_for(path: Path, process):
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert process.poll() is None, "the server ended"
        assert time.monotonic() < end, f"{path} does not appear"
        time.sleep(0.05)


class Unix(http.client.HTTPConnection):
    def __init__(self, path: Path):
        super().__init__("localhost", timeout=PATIENCE)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(str(self.path))


def test_gunicorn_with_an_application_loaded_before_the_fork(server, tmp_path):
    path, called = tmp_path / "socket", tmp_path / "called"
    arguments = ("--config", "gunicorn_conf.py", "--bind", f"unix:{path}", "gunicorn_app:app")
    process = server("gunicorn", *arguments, CALLED=str(called))
    wait_for(path, process)

    def ask(_):
        connection = Unix(path)
        try:
            connection.request("GET", "/")
            return json.loads(connection.getresponse().read())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(40)))
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    masters, processes = {answer["master"] for answer in answers}, {answer["process"] for answer in answers}
    assert {answer["count"] for answer in answers} == {6}
    assert masters == {process.pid}
    assert len(processes) > 3, "no worker was replaced"
    assert process.pid not in processes
    lines = called.read_text(encoding="utf-8").splitlines()
    assert len(lines) > len(processes)
    assert set(lines) == {f"{process.pid} 6"}


ASK = """
import json, sys
from celery_app import areas, refused
from celery.result import allow_join_result
import welinkpark
tasks, lost = [areas.delay() for _ in range(12)], refused.delay()
found = [task.get(timeout=60) for task in tasks]
try:
    lost.get(timeout=60)
except welinkpark.NotFoundError as error:
    print(json.dumps({"found": found, "error": [error.code, error.endpoint, error.attempts]}))
"""


def test_celery_with_a_pool_forked_after_the_client_was_used(server, tmp_path, welinkpark_sandbox):
    for name in ("tasks", "control", "results"):
        (tmp_path / name).mkdir()
    # Celery does not like to unpickle results as root, as containers do.
    queue = {"QUEUE": str(tmp_path), "C_FORCE_ROOT": "1"}
    quiet = ("--without-mingle", "--without-gossip", "--without-heartbeat")
    pool = ("--pool", "prefork", "--concurrency", "2", "--max-tasks-per-child", "3")
    process = server("celery", "--app", "celery_app", "worker", "--loglevel", "ERROR", *pool, *quiet, **queue)
    wait_for(tmp_path / "called", process)
    environment = {**welinkpark_sandbox.environment, **queue, "PYTHONPATH": str(FOLDER)}
    done = run_python(ASK, environment=environment, developer=False, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (tmp_path / "called").read_text(encoding="utf-8") == f"{process.pid} 3"
    process.send_signal(signal.SIGTERM)
    process.wait(PATIENCE)
    processes = {child for child, _ in told["found"]}
    assert {count for _, count in told["found"]} == {3}
    assert len(processes) > 2, "no child was replaced"
    assert process.pid not in processes
    assert told["error"] == ["0009", "passport.get", 1]
