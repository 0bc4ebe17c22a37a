"""poppler's programs for tests: fonts, text and structure of a PDF as a second reader sees them."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ListedFont:
    """One line of `pdffonts`."""

    name: str
    embedded: bool
    subset: bool
    unicode: bool


def fonts(pdf: bytes | Path) -> list[ListedFont]:
    """The fonts that pages refer to, used or not."""
    lines = _run("pdffonts", pdf).splitlines()[2:]
    rows = [line.split() for line in lines]
    return [ListedFont(row[0], *(flag == "yes" for flag in row[-5:-2])) for row in rows]


def text(pdf: bytes | Path) -> str:
    """The text of all pages as `pdftotext` reads it, in the order of the content."""
    return _run("pdftotext", pdf, "-raw", "-enc", "UTF-8")


def structure(pdf: bytes | Path) -> list[str]:
    """The texts of the structure tree in its order, as `pdfinfo` reads them."""
    lines = (line.strip() for line in _run("pdfinfo", pdf, "-struct-text").splitlines())
    return [line[1:-1] for line in lines if len(line) > 1 and line[0] == line[-1] == '"']


def _run(program: str, pdf: bytes | Path, *options: str) -> str:
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    output = ["-"] if program == "pdftotext" else []
    done = subprocess.run([program, *options, "-", *output], input=data, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")  # pdfinfo prints attributes as they are stored
