"""What is written for users runs as it stands."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT, run_python

WEB = """
import asyncio, json, sys
sys.path.insert(0, sys.argv[1])
import web
async def get(path, query=b""):
    sent = []
    async def send(message):
        sent.append(message)
    await web.app({"type": "http", "path": path, "query_string": query}, None, send)
    return sent[0]["status"], json.loads(sent[1]["body"])
async def main():
    assert (await get("/spaces"))[1]["1150779322741001"] == 100
    assert (await get("/bill", b"plate=x"))[0] == 404
    assert (await get("/nothing"))[0] == 404
asyncio.run(main())
"""


@pytest.mark.parametrize(
    "path",
    [
        "bindings-python/README.md",
        "bindings-python/README.zh-CN.md",
        "docs/guide/python.md",
        "docs/zh-CN/guide/python.md",
    ],
)
def test_the_lines_of_a_document(path, welinkpark_sandbox):
    text = (ROOT / path).read_text(encoding="utf-8")
    # Nobody comes to the gate.
    code = "\n".join(re.findall(r"```python\n(.*?)```", text, re.DOTALL)).replace("max_wait=30", "max_wait=1")
    done = run_python(code, environment=welinkpark_sandbox.environment)
    assert done.returncode == 0, done.stderr
    assert "timed-out" in done.stdout
    assert "2026-06-07 00:00:00+08:00" in done.stdout


@pytest.mark.parametrize("name", ["visit", "backend"])
def test_an_example(name, welinkpark_sandbox):
    code = (ROOT / f"examples/python/{name}.py").read_text(encoding="utf-8")
    done = run_python(code, environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_example_of_a_gate(welinkpark_sandbox):
    code = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_module('gate', run_name='__main__')"
    done = run_python(code, str(ROOT / "examples/python"), environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "to pay: 10 yuan" in done.stdout
    assert "EXIT at" in done.stdout


def test_the_web_handler(welinkpark_sandbox):
    done = run_python(WEB, str(ROOT / "examples/python"), environment=welinkpark_sandbox.environment)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_an_import_does_not_pull_in():
    done = run_python("import sys, welinkpark; print({'asyncio', 'subprocess', 'http.client'} & set(sys.modules))")
    assert done.stdout == "set()\n", done.stderr
