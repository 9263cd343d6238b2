"""Runs the first call of each README as a reader would paste it, against the sandbox.

python3 tests/readme.py welinkpark PYTHON C_STAGE [LIBRARY.dll]

The Rust lines are doctests of the crate beside this file.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "target" / "readme"

CSHARP = """using System;
using System.Threading;
using System.Threading.Tasks;
static class Program
{
    static void Main() { Call(CancellationToken.None).GetAwaiter().GetResult(); }
    static async Task Call(CancellationToken cancellationToken)
    {
%s
    }
}
"""


def main() -> None:
    binary, python, stage, *assembly = sys.argv[1:]
    modules = OUT / "node_modules"
    modules.mkdir(parents=True, exist_ok=True)
    if not (modules / "welinkpark").exists():
        (modules / "welinkpark").symlink_to(ROOT / "bindings-node")
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        commands = {
            "python": lambda code: [python, written("first.py", code)],
            "ts": lambda code: ["node", written("first.mjs", code)],
            "c": lambda code: [compiled_c(code, stage)],
            "csharp": lambda code: ["mono", compiled_csharp(code, Path(assembly[0]))],
        }
        if not assembly:
            del commands["csharp"]
        for language, command in commands.items():
            blocks = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
            if not blocks:
                sys.exit(f"{readme}: no ```{language} block")
            for block in blocks:
                environment = dict(os.environ, LD_LIBRARY_PATH=f"{stage}/lib")
                done = run([binary, "sandbox", "--", *command(block)], env=environment)
                # There is no such vehicle in the park: each example has to notice.
                if not re.search("nothing to pay|无需缴费|NoEnterRecord", done.stdout + done.stderr):
                    sys.exit(f"{readme}, {language}: unexpected output\n{done.stdout}{done.stderr}")
        print(f"{readme}: the first call works in {', '.join(commands)}")


def written(name: str, code: str) -> str:
    path = OUT / name
    path.write_text(code, encoding="utf-8")
    return str(path)


def compiled_c(code: str, stage: str) -> str:
    source, program = written("first.c", code), str(OUT / "first")
    environment = dict(os.environ, PKG_CONFIG_PATH=f"{stage}/lib/pkgconfig")
    flags = run(["pkg-config", "--cflags", "--libs", "welinkpark"], env=environment).stdout.split()
    run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-o", program, source, *flags])
    return program


def compiled_csharp(code: str, assembly: Path) -> str:
    source, program = written("First.cs", CSHARP % code), str(assembly.parent / "First.exe")
    run(["mcs", "-langversion:7.2", f"-r:{assembly}", f"-out:{program}", source])
    return program


def run(command: list, **options: object) -> subprocess.CompletedProcess:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ends with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


if __name__ == "__main__":
    main()
