"""The register 归档登记表.csv: a row a package, each with the digest of the row before."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.archive.package import notes
from generator.archive.package.record import PROGRAM, Record, sm3
from generator.archive.reading.limits import Refused, read_bounded

CSV_NAME = "归档登记表.csv"
BOOK_NAME = "归档登记表.xlsx"

COLUMNS = (
    "序号",
    "档号",
    "文号",
    "责任者",
    "题名",
    "日期",
    "密级",
    "页数",
    "备注",
    "报告年度",
    "全宗号",
    "年度",
    "保管期限",
    "机构（问题）",
    "件号",
    "电子文件号",
    "包名称",
    "文件数",
    "字节数",
    "标签清单SHA256",
    "标签清单SM3",
    "正本SHA256",
    "签名人",
    "签名时间",
    "时间戳",
    "检测结果",
    "打包时间",
    "打包程序",
    "取代",
    "上行摘要",
    "本行摘要",
)
"""The first nine are those of 归档文件目录 (DA/T 22-2015)."""
FIRST = "0" * 64
"""上行摘要 of the first row."""
_SEPARATOR = "\x1f"
_FORMULA = ("=", "+", "-", "@")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Row:
    """One row as it stands in the file."""

    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def digest(self) -> str:
        """What 本行摘要 must be: SHA-256 of the other cells, joined by U+001F, in UTF-8."""
        others = _SEPARATOR.join(self.cells[c] for c in COLUMNS[:-1])
        return hashlib.sha256(others.encode()).hexdigest()

    @property
    def label(self) -> str:
        """The row for a message."""
        return f"第{self['序号']}号《{self['题名']}》（{self['包名称']}）"


def read_rows(data: bytes) -> tuple[Row, ...]:
    """The rows of a register of any origin. Raises Refused where it is none."""
    if not data.startswith(_BOM):
        raise Refused(f"{CSV_NAME} 开头没有 UTF-8 标记（BOM），可能被别的程序另存过。")
    try:
        text = data[len(_BOM) :].decode("utf-8")
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{CSV_NAME} 无法解析：{error}") from error
    if not table or tuple(table[0]) != COLUMNS:
        raise Refused(f"{CSV_NAME} 的栏目与规定的不同。")
    wrong = next((n for n, row in enumerate(table[1:], 2) if len(row) != len(COLUMNS)), None)
    if wrong is not None:
        raise Refused(f"{CSV_NAME} 第{wrong}行有 {len(table[wrong - 1])} 格，应为 {len(COLUMNS)} 格。")
    return tuple(Row(dict(zip(COLUMNS, row, strict=True))) for row in table[1:])


def read_register(folder: Path) -> tuple[Row, ...]:
    """The rows of the register in a folder; none where there is no register yet. Raises Refused."""
    path = folder / CSV_NAME
    return read_rows(read_bounded(path)) if path.exists() else ()


def write_rows(rows: Sequence[Row]) -> bytes:
    """The file: UTF-8 with BOM, CRLF, every cell quoted."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([row[c] for c in COLUMNS] for row in rows)
    return _BOM + stream.getvalue().encode()


def new_row(record: Record, tag_manifest: bytes, result: str, rows: Sequence[Row]) -> Row:
    """The row of a package, chained to the last of `rows`."""
    cells = {
        **notes.catalogue_row(record, str(len(rows) + 1)),
        "报告年度": str(record.particulars.report_year),
        "全宗号": record.fonds,
        "年度": str(record.year),
        "保管期限": record.retention,
        "机构（问题）": record.settings.organization,
        "件号": "" if record.pending else str(record.item),
        "电子文件号": record.identifier,
        "包名称": record.name,
        "文件数": str(len(record.documents)),
        "字节数": str(record.size),
        "标签清单SHA256": hashlib.sha256(tag_manifest).hexdigest(),
        "标签清单SM3": sm3(tag_manifest),
        "正本SHA256": hashlib.sha256(record.documents[0].data).hexdigest(),
        "签名人": record.signer,
        "签名时间": record.signed_at,
        "时间戳": record.timestamp,
        "检测结果": result,
        "打包时间": record.packed_on.isoformat(),
        "打包程序": PROGRAM,
        "取代": record.replaces,
        "上行摘要": rows[-1]["本行摘要"] if rows else FIRST,
        "本行摘要": "",
    }
    plain = {column: _plain(value) for column, value in cells.items()}
    return Row(plain | {"本行摘要": Row(plain).digest()})


def _plain(value: str) -> str:
    """One line, and never a formula for a spreadsheet."""
    line = " ".join(value.split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def replaced(rows: Sequence[Row]) -> frozenset[str]:
    """The names of packages that a later one stands for."""
    return frozenset(row["取代"] for row in rows if row["取代"])


def in_force(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of packages that no later one stands for."""
    gone = replaced(rows)
    return tuple(row for row in rows if row["包名称"] not in gone)


def next_item(rows: Sequence[Row], year: int, retention: str, organization: str) -> int:
    """The next free 件号 of the class: 年度, 保管期限 and 机构（问题）."""
    taken = [
        int(row["件号"])
        for row in rows
        if row["件号"].isdigit()
        and (row["年度"], row["保管期限"], row["机构（问题）"]) == (str(year), retention, organization)
    ]
    return max(taken, default=0) + 1
