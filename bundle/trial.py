"""Tries the bundle where nothing of Python is:  python -m bundle.trial dist/年报

It is copied to a folder with Chinese and blanks in its name and started from another folder, with nothing on
PATH but what the launcher calls. What it builds must be, byte for byte, what the program builds from its source.
"""

import contextlib
import filecmp
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx2

from tests.page.visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.xlsx"))


def bare(place: Path) -> dict[str, str]:
    """An environment without Python and language; its PATH holds what the launcher calls and nothing else."""
    few = place / "命令"
    few.mkdir(exist_ok=True)
    for name in ("dirname", "readlink"):
        if not (few / name).exists():
            (few / name).symlink_to(str(shutil.which(name)))
    return {"PATH": str(few), "HOME": str(place), "TMPDIR": str(place)}


def run(program: list[str], place: Path, *arguments: str, environment: dict[str, str] | None = None) -> str:
    """One run of the command from `place`; what it printed. Stops the try where it fails."""
    done = subprocess.run(
        [*program, *arguments], cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        sys.exit(f"failed with {done.returncode}: {' '.join(arguments)}\n{done.stdout}{done.stderr}")
    return done.stdout


def same_files(one: Path, other: Path) -> int:
    """How many files two folders have in common, if they are the same; stops the try if not."""
    names = sorted(path.name for path in one.iterdir())
    if names != sorted(path.name for path in other.iterdir()):
        sys.exit(f"other files: {names}")
    _, different, unreadable = filecmp.cmpfiles(one, other, names, shallow=False)
    if different or unreadable:
        sys.exit(f"not the same bytes: {different + unreadable}")
    return len(names)


@contextlib.contextmanager
def page(program: list[str], place: Path) -> Iterator[str]:
    """The address of the bundle's page, served until the block ends."""
    command = [*program, "page", "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, cwd=place, env=bare(place), stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stderr is not None
    try:
        yield next(found[0] for line in process.stderr if (found := re.search(r"http://[^\s，。]+", line)))
    finally:
        process.terminate()
        process.wait(timeout=20)


def visit(address: str, pdf: bytes) -> None:
    """Put a workbook in, look at the first page's picture, take the same PDF home."""
    with httpx2.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        visitor = Visitor(cast(Any, client))
        visitor.put((SAMPLES[-1].name, SAMPLES[-1].read_bytes()))
        if not visitor.fetch("/report/1/page/1.png").startswith(b"\x89PNG"):
            sys.exit("the page shows no picture")
        if visitor.fetch("/report/1/file/pdf") != pdf:
            sys.exit("the page's PDF is another")
    print("the page works: the same PDF")


def main(bundle: Path) -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "某 区（试用）")
        shutil.copytree(bundle, place / "年报 程序")
        program = [str(place / "年报 程序" / "年报.sh")]
        for sample in SAMPLES:
            shutil.copy(sample, place)
        names = [sample.name for sample in SAMPLES]
        run(program, place, "build", *names, "-o", "输出 一", "--jobs", "2", environment=bare(place))
        source = [sys.executable, "-m", "generator"]
        run(
            source,
            place,
            "build",
            *names,
            "-o",
            "输出 二",
            environment={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        print(same_files(place / "输出 一", place / "输出 二"), "files, the same bytes")
        run(program, place, "doctor", environment=bare(place))
        run(program, place, "verify", "输出 一", environment=bare(place))
        with page(program, place) as address:
            visit(
                address,
                next((place / "输出 一").glob(f"{SAMPLES[-1].stem.removesuffix('度')}*.pdf")).read_bytes(),
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
