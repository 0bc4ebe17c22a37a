"""Real workbooks with bytes, elements and parts changed at random: `python -m tests.hostile.fuzz SECONDS [SEED]`.

Each must end in a report or in findings that say how to mend; what fails is kept in tests/workbooks.
"""

import random
import re
import sys
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from generator.batch.one import build_report
from tests.hostile.making import sound
from tests.intake.conftest import repacked

ROOT = Path(__file__).parents[2]
FINDS = ROOT / "tests" / "workbooks"
_SNIPPETS = (
    b"",
    b"<",
    b"&",
    b"\x00",
    b"-1",
    b"999999999999",
    b"NaN",
    b"#REF!",
    "\u202e".encode(),
    b"A1",
    b'"',
    b"/>",
)


def sources() -> list[bytes]:
    """The sound workbook and the samples."""
    return [sound(), *(path.read_bytes() for path in sorted((ROOT / "samples").glob("*.xlsx")))]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One part changed in one to four places; now and then the archive itself."""
    if chance.random() < 0.1:
        return _bytes(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    chosen = chance.choice(names)
    change = chance.choice(_CHANGES)

    def mutate(name: str, part: bytes) -> bytes | None:
        for _ in range(chance.randint(1, 4) if name == chosen else 0):
            part = change(part, chance)
        return part

    return repacked(data, mutate)


def _bytes(part: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(part)
    for _ in range(chance.randint(1, 8) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _values(part: bytes, chance: random.Random) -> bytes:
    """The inside of an attribute or an element is another."""
    places = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<]+(?=<)', part))
    if not places:
        return part
    at = chance.choice(places)
    return part[: at.start()] + chance.choice(_SNIPPETS) + part[at.end() :]


def _elements(part: bytes, chance: random.Random) -> bytes:
    """An element is lost, doubled, or put elsewhere."""
    tags = list(re.finditer(rb"<[^>]*>", part))
    if not tags:
        return part
    at, to = chance.choice(tags), chance.choice(tags).start()
    kept = part[: at.start()] + part[at.end() :]
    return chance.choice((kept, part[:to] + at.group() + part[to:], kept[:to] + at.group() + kept[to:]))


def _cut(part: bytes, chance: random.Random) -> bytes:
    """The end is gone."""
    return part[: chance.randrange(len(part) + 1)]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (_bytes, _values, _values, _elements, _cut)


def fault(data: bytes) -> str:
    """What is wrong with the program's answer to a workbook; "" for nothing."""
    try:
        built = build_report(Path("变异.xlsx"), ("json", "html", "docx"), data=data)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    mute = [f.message for f in built.findings if f.severity == "error" and "请" not in f.message]
    if mute:
        return f"no mend: {mute[0]}"
    return "" if built.files or not built.ok else "neither report nor error"


def main() -> None:
    """Run for so many seconds; a find is kept and told."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    chance, originals, tried, found = random.Random(seed), sources(), 0, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(chance.choice(originals), chance)
        tried += 1
        why = fault(data)
        if why:
            found += 1
            FINDS.mkdir(exist_ok=True)
            (FINDS / f"find-{seed}-{tried}.xlsx").write_bytes(data)
            print(f"find-{seed}-{tried}: {why}", flush=True)
    print(f"seed {seed}: {tried} workbooks, {found} finds")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
