"""veraPDF for tests: one Java machine for the whole run, asked over a pipe.

    from tests.tools.verapdf import broken_rules
    assert broken_rules(pdf, "3a") == ()

The first call installs veraPDF into `.cache/` where `make tools` has not done so yet.
"""

import atexit
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

FOLDER = Path(__file__).resolve().parent
CLASSPATH = FOLDER.parents[2] / ".cache" / "verapdf" / "classpath"
LIGHT = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java options for many short tasks: two thirds of the time and half the memory."""


class VeraPdfError(RuntimeError):
    """veraPDF could not read the file, or did not answer."""


@dataclass(frozen=True)
class BrokenRule:
    """A rule that a file breaks: clause of the standard, test number, what veraPDF says, and the first place."""

    clause: str
    test: int
    message: str
    place: str

    def __str__(self) -> str:
        return f"{self.clause} t{self.test}"


def broken_rules(pdf: bytes | Path, *flavours: str) -> tuple[BrokenRule, ...]:
    """The rules of the flavours (2a, 3a, ua1 …) that the PDF breaks; empty if it conforms to all of them."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        return tuple(rule for flavour in flavours for rule in _ask(flavour, path))


@cache
def _server() -> tuple[IO[str], IO[str]]:
    """The pipes to and from the Java machine, started on first use and ended with this process."""
    installed = subprocess.run(
        ["bash", str(FOLDER / "install.sh")], capture_output=True, text=True, check=False
    )
    if installed.returncode:
        raise VeraPdfError(f"veraPDF cannot be installed: {installed.stderr}")
    command = ["java", *LIGHT, "-classpath", CLASSPATH.read_text().strip(), "Server"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    )
    assert process.stdin is not None
    assert process.stdout is not None
    atexit.register(_end, process)
    return process.stdin, process.stdout


def _end(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.close()
    process.wait(timeout=10)


def _ask(flavour: str, path: Path) -> list[BrokenRule]:
    """One request and its answer; see Server.java for their form."""
    to_server, from_server = _server()
    to_server.write(f"{flavour}\t{path}\n")
    to_server.flush()
    rules = []
    for line in from_server:
        first, *rest = line.rstrip("\n").split("\t")
        if first == "ERROR":
            raise VeraPdfError(f"{flavour}: {rest[0]}")
        if first in ("PASS", "FAIL"):
            if (first == "PASS") == bool(rules):
                raise VeraPdfError(f"{flavour}: {first} with {len(rules)} broken rules")
            return rules
        rules.append(BrokenRule(first, int(rest[0]), rest[1], rest[2]))
    raise VeraPdfError("veraPDF ended without an answer")
