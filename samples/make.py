"""Fill in the sample workbooks from `samples/source/*.toml`:  python samples/make.py

A source states the particulars, the figures (a row of the request table as six numbers, one for each kind of
applicant) and the text: one paragraph a line, `层级| 内容`, without a level it is body text.
"""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from generator import formats
from generator.files import write_atomic
from generator.formats.model import PREAMBLE
from generator.intake.workbook.content import Content, Value
from generator.intake.workbook.writer import write_workbook
from generator.report.model import Chapter, Level, Paragraph

HERE = Path(__file__).resolve().parent
APPLICANTS = ("natural", "company", "research", "charity", "legal", "other")


def main() -> None:
    """Write every sample beside this script."""
    for source in sorted((HERE / "source").glob("*.toml")):
        data = tomllib.loads(source.read_text(encoding="utf-8"), parse_float=Decimal)
        write_atomic(HERE / data["file"], make(data))


def make(data: dict) -> bytes:
    """The workbook of one source."""
    fmt = formats.load(data["format"])
    named: dict[str, Value] = {**data["particulars"], **data["approval"]}
    sections = {section.heading: section.id for section in fmt.sections} | {PREAMBLE: PREAMBLE}
    chapters = [chapter(sections, entry) for entry in data["chapter"]]
    return write_workbook(fmt, Content(named, chapters, dict(figures(data["figures"]))))


def figures(given: dict) -> Iterator[tuple[str, Decimal]]:
    """The entry fields with their values; a list spreads over the kinds of applicant."""
    for key, value in given.items():
        if isinstance(value, list):
            for applicant, number in zip(APPLICANTS, value, strict=True):
                yield f"{key}.{applicant}", Decimal(number)
        else:
            yield key, Decimal(value)


def chapter(sections: dict[str, str], entry: dict) -> Chapter:
    """A chapter as it stands in the workbook: its heading, and one paragraph a line."""
    paragraphs = tuple(paragraph(line) for line in entry["text"].strip().splitlines())
    return Chapter(sections[entry["section"]], entry["section"], paragraphs, typed_heading=entry["section"])


def paragraph(line: str) -> Paragraph:
    """`（一）| 标题。内容` → level and text."""
    level, bar, text = line.partition("|")
    return Paragraph(Level(level.strip()), text.strip()) if bar else Paragraph(Level.BODY, line)


if __name__ == "__main__":
    main()
