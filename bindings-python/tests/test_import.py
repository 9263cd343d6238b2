"""What `import welinkpark` gives, and what it leaves for later."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import welinkpark
from welinkpark import enums, errors, models

HEAVY = ["asyncio", "dataclasses", "decimal", "enum", "json", "logging", "re", "typing", "welinkpark.flow"]


def run(program: str) -> str:
    # Isolated and without `site`, which imports some of them itself.
    path = f"import sys; sys.path[:] = {sys.path!r}; "
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", path + program], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_imports_nothing_that_is_not_used_yet():
    assert run(f"import welinkpark; print([name for name in {HEAVY!r} if name in sys.modules])") == "[]\n"


def test_a_client_needs_no_more_than_it_says():
    make = "welinkpark.Client(app_id='a', secret_key='k' * 24, park_id='1')"
    later = ["asyncio", "dataclasses", "logging", "welinkpark.flow", "welinkpark.models", "welinkpark.resources.pay"]
    printed = run(f"import welinkpark; {make}; print([name for name in {later!r} if name in sys.modules])")
    assert printed == "[]\n"


@pytest.mark.parametrize("name", ["AsyncClient", "GateFlow", "NotFoundError", "CarRecord", "AuthState", "CHINA"])
def test_names_are_there_when_asked_for(name):
    assert (
        run(f"import welinkpark; print(hasattr(welinkpark, {name!r}), {name!r} in vars(welinkpark))") == "True True\n"
    )


def test_a_star_gives_all():
    names = run("from welinkpark import *; print(*sorted(globals()))").split()
    assert {"Client", "__version__", *enums.__all__, *errors.__all__, *models.__all__} <= set(names)
    assert set(welinkpark.__all__) <= {*dir(welinkpark)}


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="module 'welinkpark' has no attribute 'Clinet'"):
        welinkpark.Clinet  # noqa: B018


def test_tools_are_told_of_the_names_that_there_are():
    source = Path(welinkpark.__file__).read_text(encoding="utf-8")
    told = next(node.body for node in ast.parse(source).body if isinstance(node, ast.If))
    imported = {(node.module, name.name) for node in told if isinstance(node, ast.ImportFrom) for name in node.names}
    homes = {(f"welinkpark.{home}", name) for home, names in welinkpark._HOMES.items() for name in names}
    lists = {(f"welinkpark.{home}", "*") for home in welinkpark._LISTS} | {
        ("welinkpark", home) for home in welinkpark._LISTS
    }
    assert imported == homes | lists
    listed = next(ast.literal_eval(node.value) for node in told if isinstance(node, ast.Assign))
    assert sorted(listed) == sorted(["__version__", *(name for _, name in homes)])
