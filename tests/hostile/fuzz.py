"""Mutated workbooks for as long as wished:  python -m tests.hostile.fuzz [seconds] [first seed]

Each seed changes a sample inside one or several parts and builds it. A workbook at which the program fails by
itself, or takes over a minute, is kept beside this file and makes the run fail; it then belongs into the cases.
"""

import io
import random
import re
import sys
import time
import zipfile
from pathlib import Path

from generator.batch.guarded import build_bytes
from generator.batch.one import KINDS
from generator.files import write_atomic
from tests.hostile.making import zipped

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.xlsx"))
LONGEST = 60.0
TOKEN = re.compile(rb"[A-Za-z0-9_.:!$]+|>[^<]+<")
STRANGE = [
    b"", b"0", b"-1", b"1E308", b"99999999999999999999", b"NaN", b"#REF!", b"XFD1048577", b"A0", b"&#0;", b"]]>",
    b"<c/>", b"</row>", "一、".encode(), "〔〕".encode(), "😀".encode(), b"\xff\xfe", b"[[x]]", b"{{ 7*7 }}", b"%s" * 50,
]  # fmt: skip


def parts_of(sample: Path) -> dict[str, bytes]:
    """Every part of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(sample.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, dice: random.Random) -> bytes:
    """A part with a token replaced, a span lost, given twice or moved, or a byte changed."""
    start = dice.randrange(len(data) + 1)
    end = min(len(data), start + dice.choice((1, 5, 40, 400)))
    match dice.randrange(5):
        case 0 if tokens := list(TOKEN.finditer(data)):
            token = dice.choice(tokens)
            other = dice.choice([*STRANGE, dice.choice(tokens)[0]])
            return data[: token.start()] + other + data[token.end() :]
        case 1:
            return data[:start] + data[end:]
        case 2:
            return data[:end] + data[start:end] * dice.choice((1, 3, 200)) + data[end:]
        case 3:
            return data[:start] + data[end:] + data[start:end]
        case _:
            return data[:start] + bytes([dice.randrange(256)]) + data[start + 1 :]


def mutated(seed: int) -> bytes:
    """The workbook of a seed: always the same."""
    dice = random.Random(seed)
    parts = parts_of(dice.choice(SAMPLES))
    for _ in range(dice.choice((1, 1, 2, 5))):
        name = dice.choice(sorted(parts))
        if dice.random() < 0.05:
            del parts[name]
        else:
            parts[name] = changed(parts[name], dice)
    data = zipped(parts)
    return changed(data, dice) if dice.random() < 0.05 else data


def fault(data: bytes) -> str:
    """What the program did wrong with a workbook; empty if nothing."""
    began = time.monotonic()
    built = build_bytes(Path("试.xlsx"), data, KINDS, None)
    wrong = [f.message for f in built.findings if f.rule == "batch.internal"]
    took = time.monotonic() - began
    return wrong[0] if wrong else f"{took:.0f} s" if took > LONGEST else ""


def main(seconds: float, seed: int) -> int:
    """Try seeds until the time is up; how many faults there were."""
    until, first, faults = time.monotonic() + seconds, seed, 0
    while time.monotonic() < until:
        data = mutated(seed)
        if wrong := fault(data):
            faults += 1
            write_atomic(Path(__file__).with_name(f"found-{seed}.xlsx"), data)
            print(f"{seed}: {wrong}", flush=True)
        seed += 1
    print(f"{seed - first} workbooks from seed {first}, {faults} faults")
    return faults


if __name__ == "__main__":
    given = [*sys.argv[1:], *("600", "1")[len(sys.argv) - 1 :]]
    sys.exit(min(1, main(float(given[0]), int(given[1]))))
