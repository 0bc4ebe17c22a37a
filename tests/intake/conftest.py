"""Figures that add up, workbooks filled with them, and the office suite as a second opinion."""

import io
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from generator import formats
from generator.formats.model import Format
from generator.intake import ReadResult, read_workbook
from generator.intake.blank import write_filled
from generator.intake.reading.xlsx import read_xlsx
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars

FORMAT_IDS = ("2008", "2019", "2021")
YEARS = {"2008": 2015, "2019": 2020, "2021": 2024}


@pytest.fixture(params=FORMAT_IDS)
def fmt(request: pytest.FixtureRequest) -> Format:
    return formats.load(request.param)


@pytest.fixture
def form_2021() -> Format:
    return formats.load("2021")


def random_figures(fmt: Format, seed: int, most: int = 9) -> dict[str, Decimal]:
    """Entries without any care for what must add up."""
    chance = random.Random(f"{fmt.id}/{seed}")
    return {key: Decimal(chance.randrange(most)) for key, field in fmt.fields.items() if not field.computed}


def sound_figures(fmt: Format, seed: int = 1) -> dict[str, Decimal]:
    """Entries that every rule of the form accepts: small ones, then the comparisons put right one by one."""
    values = random_figures(fmt, seed, 5)
    if fmt.id == "2008":
        return _sound_2008(values)
    for who in ("natural", "company", "research", "charity", "legal", "other"):
        results = [k for k in values if re.fullmatch(rf"app\.(?!new|prev|next)[a-z.]+\.{who}", k)]
        values[f"app.prev.{who}"] = Decimal(0)
        values[f"app.new.{who}"] = sum(values[k] for k in results) + values[f"app.next.{who}"]
    values |= {key: Decimal(0) for key in values if key.startswith("pub.rule.")}
    if fmt.id == "2021":
        return values | {"pub.doc.valid": values["pub.doc.made"] + 7, "pub.fee.amount": Decimal("14722.49")}
    return (
        values
        | {"pub.doc.opened": Decimal(1), "pub.doc.public": Decimal(8), "pub.doc.made": Decimal(2)}
        | {
            "pub.purchase.items": Decimal(3),
            "pub.purchase.amount": Decimal("103.3879"),
        }
    )


def _sound_2008(values: dict[str, Decimal]) -> dict[str, Decimal]:
    values = {key: Decimal(0) for key in values}
    return values | {
        key: Decimal(number)
        for key, number in {
            "pub.site": 11650, "pub.weibo": 14, "pub.gazette": 817, "pub.other": 1912,
            "req.inperson": 26, "req.net": 17, "req.answered": 43, "req.open": 43,
            "suit.total": 4, "suit.pending": 0,
            "st.open.total": 12000, "st.via.site": 11650, "st.via.weibo": 14, "st.via.gazette": 817, "st.via.other": 1912,
            "st.app.inperson": 26, "st.app.net": 17, "st.closed.ontime": 43, "st.answer.open": 43,
            "st.suit.total": 4, "st.suit.uphold": 3, "st.suit.other": 1,
        }.items()
    }  # fmt: skip


def particulars(fmt: Format, **changes: object) -> Particulars:
    year = YEARS[fmt.id]
    given: dict[str, object] = {
        "report_year": year,
        "unit_name": "清源市梧桐区人民政府",
        "unit_short": "梧桐区",
        "title": f"梧桐区{year}年政府信息公开工作年度报告",
        "signatory": "梧桐区人民政府办公室",
        "issue_date": date(year + 1, 1, 20),
        "region_code": "230199",
        "phone": "0451-82700000",
    }
    return Particulars(**(given | changes))


CHAPTERS = (
    Chapter("preamble", "前言", (Paragraph(Level.BODY, "根据条例规定，编制本报告。"),)),
    Chapter(
        "s1",
        "",
        (
            Paragraph(Level.TWO, "主动公开"),
            Paragraph(Level.BODY, "=全年公开信息，@各部门，-逐项核对。"),
            Paragraph(Level.THREE, "政务新媒体"),
            Paragraph(Level.FOUR, "微博"),
        ),
    ),
    Chapter("s5", "", (Paragraph(Level.BODY, "公开的深度还不够，下一步加强培训。"),)),
)

SIGNED = Approval("张三", "李四", "王五", date(2025, 1, 25))


def filled(fmt: Format, figures: Mapping[str, Decimal] | None = None, **more: object) -> bytes:
    """A signed-off workbook with text, by default with figures that add up."""
    if figures is None and not more:
        return _sound_workbook(fmt.id)
    given = sound_figures(fmt) if figures is None else figures
    chosen = more.pop("particulars", None) or particulars(fmt)
    chapters = more.pop("chapters", CHAPTERS)
    return write_filled(fmt, chosen, chapters, given, SIGNED, **more)


@cache
def _sound_workbook(format_id: str) -> bytes:
    fmt = formats.load(format_id)
    return filled(fmt, sound_figures(fmt))


def read(data: bytes, name: str = "工作簿.xlsx") -> ReadResult:
    return read_workbook(Path(name), data)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """The workbook as the usual library leaves it after a change: formulas without values."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_cells(data: bytes, sheet: str, cells: Mapping[str, object]) -> bytes:
    """The workbook with some cells of one sheet replaced."""

    def put(book: openpyxl.Workbook) -> None:
        for cell, value in cells.items():
            book[sheet][cell] = value

    return edited(data, put)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The package with each part passed through `change`; None drops it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return out.getvalue()


def messages(result: ReadResult, rule: str = "") -> list[str]:
    return [f.message for f in result.findings if rule in f.rule]


def severities(result: ReadResult, field: str) -> set[str]:
    return {str(f.severity) for f in result.findings if f.field == field}


class Office:
    """LibreOffice without a window, with a profile of its own; many files in one run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs = 0

    def convert(self, files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
        self._runs += 1
        source, target = (self._folder / f"{self._runs}-{way}" for way in ("in", "out"))
        source.mkdir()
        for name, data in files.items():
            (source / f"{name}.xlsx").write_bytes(data)
        subprocess.run(
            [
                shutil.which("soffice") or "soffice",
                f"-env:UserInstallation={(self._folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                str(target),
                *map(str, sorted(source.glob("*.xlsx"))),
            ],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return {name: (target / f"{name}.{to}").read_bytes() for name in files}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def without_values(data: bytes) -> bytes:
    """Formulas without their values, so that whoever opens the file must calculate them."""

    def strip(name: str, part: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return part
        return re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)

    return repacked(data, strip)


def formula_values(data: bytes, formulas_of: bytes) -> dict[tuple[str, str], object]:
    """Sheet and cell → value, for every cell that holds a formula in `formulas_of`."""
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(formulas_of))
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value or None
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def results(data: bytes) -> dict[str, str]:
    """Rule id → 结果 on sheet 校验, as the file's cached values have it."""
    sheet = read_xlsx(data).sheets["校验"]
    rows = range(4, sheet.last_row + 1)
    return {sheet.at(row, 1).text: sheet.at(row, 4).text for row in rows if sheet.at(row, 1).text}
