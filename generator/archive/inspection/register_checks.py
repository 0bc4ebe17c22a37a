"""The register: its chain, its numbers, the packages that it names; and a package against its row."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.archive.inspection.metadata_file import Metadata
from generator.archive.inspection.package import Package, is_package
from generator.archive.package import layout
from generator.archive.package.record import sm3
from generator.archive.package.register import (
    BOOK_NAME,
    COLUMNS,
    CSV_NAME,
    FIRST,
    Row,
    in_force,
    read_rows,
    replaced,
    write_rows,
)
from generator.archive.package.register_book import read_book
from generator.archive.package.settings import PENDING
from generator.archive.proof.outcome import Check, Item, Reason, Topic
from generator.archive.reading.limits import Refused, read_bounded

READABLE = Topic("R01", "登记表可读")
CHAIN = Topic("R02", "行链完整")
NUMBERS = Topic("R03", "序号连续")
PRESENT = Topic("R04", "登记的包都在")
REGISTERED = Topic("R05", "没有未登记的包")
BOOK = Topic("R06", "登记表两种格式一致")
LAST = Topic("R07", "末行摘要")
AGREES = Topic("A07", "与登记表一致")
DOUBLES = Topic("B08", "重复")
GAPS = Topic("B09", "件号连续")


def check_register(folder: Path) -> tuple[Item, tuple[Row, ...]]:
    """The item of the register in a folder, and its rows (none where it cannot be read)."""
    path = folder / CSV_NAME
    try:
        data = read_bounded(path)
        rows = read_rows(data)
    except Refused as error:
        checks: tuple[Check, ...] = (READABLE.failed(str(error)),)
        checks += tuple(
            t.not_run(Reason.UNREADABLE, "登记表不可读") for t in (CHAIN, NUMBERS, PRESENT, REGISTERED)
        )
        return Item(str(path), "register", checks), ()
    book = _book(folder)
    checks = (
        READABLE.judged([*_rewritten(data, rows)], f"{len(rows)} 行，栏目齐全"),
        CHAIN.judged([*chain_faults(rows, book)], f"{len(rows)} 行首尾相连，没有缺失、改动和调换"),
        NUMBERS.judged([*_number_faults(rows)], f"序号 1 至 {len(rows)} 连续"),
        PRESENT.judged([*_absent(folder, rows)], f"{len(rows)} 个包都在"),
        REGISTERED.judged([*_unregistered(folder, rows)], "文件夹中没有未登记的包"),
        _same_book(folder, rows, book),
        _doubles(rows),
        _gaps(rows),
        _last(rows),
    )
    facts = {"末行摘要": rows[-1]["本行摘要"] if rows else FIRST}
    return Item(str(path), "register", checks, facts), rows


def _rewritten(data: bytes, rows: Sequence[Row]) -> Iterator[str]:
    if data != write_rows(rows):
        yield f"{CSV_NAME} 的引号、换行或空行不是登记时的写法，可能被别的程序另存过"


def _book(folder: Path) -> list[list[str]] | Refused | None:
    """The cells of the XLSX; None where there is none."""
    path = folder / BOOK_NAME
    if not path.exists():
        return None
    try:
        return read_book(read_bounded(path))
    except Refused as error:
        return error


def chain_faults(rows: Sequence[Row], book: object = None) -> Iterator[str]:
    """Rows that were changed, lost, put in or moved, each named."""
    by_digest = {row["本行摘要"]: row for row in rows}
    before = FIRST
    for place, row in enumerate(rows, 1):
        if row.digest() != row["本行摘要"]:
            yield f"表中第{place}行（{row.label}）的内容被改动{_which(row, book)}"
        if row["上行摘要"] != before:
            yield _broken(place, row, rows, by_digest)
        before = row["本行摘要"]


def _broken(place: int, row: Row, rows: Sequence[Row], by_digest: Mapping[str, Row]) -> str:
    due = by_digest.get(row["上行摘要"])
    if due is not None:
        at = rows.index(due) + 1
        return f"表中第{place}行（{row.label}）应接在第{at}行（{due.label}）之后，次序被调换或中间被插入"
    if row["上行摘要"] == FIRST:
        return f"表中第{place}行（{row.label}）应是第一行，次序被调换"
    return f"表中第{place}行（{row.label}）之前缺少一行，或前一行被改动、调换"


def _which(row: Row, book: object) -> str:
    """The changed cells, where the XLSX still has the old ones."""
    if not isinstance(book, list):
        return ""
    twin = next((cells for cells in book[1:] if cells and cells[-1] == row["本行摘要"]), None)
    if twin is None or len(twin) != len(COLUMNS):
        return ""
    pairs = zip(COLUMNS, twin, strict=True)
    changed = [f"“{c}”应为“{was}”，现为“{row[c]}”" for c, was in pairs if was != row[c]]
    return f"：{'，'.join(changed)}" if changed else ""


def _number_faults(rows: Sequence[Row]) -> Iterator[str]:
    for place, row in enumerate(rows, 1):
        if row["序号"] != str(place):
            yield f"表中第{place}行的序号是“{row['序号']}”，应为 {place}（可能缺少或调换了行）"


def _absent(folder: Path, rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        place = folder / row["包名称"]
        if "/" in row["包名称"] or "\\" in row["包名称"] or row["包名称"] in ("", ".", ".."):
            yield f"{row.label} 的包名称指向文件夹以外"
        elif not place.is_dir():
            yield f"登记的包“{row['包名称']}”（《{row['题名']}》，报告年度 {row['报告年度']}）不在文件夹中"


def _unregistered(folder: Path, rows: Sequence[Row]) -> Iterator[str]:
    names = {row["包名称"] for row in rows}
    for child in sorted(folder.iterdir()):
        if child.is_dir() and child.name not in names and is_package(child):
            yield f"包“{child.name}”没有登记"


def _same_book(folder: Path, rows: Sequence[Row], book: object) -> Check:
    if book is None:
        return BOOK.failed(f"缺少 {BOOK_NAME}")
    if isinstance(book, Refused):
        return BOOK.failed(str(book))
    assert isinstance(book, list)
    wanted = [list(COLUMNS), *([row[c] for c in COLUMNS] for row in rows)]
    faults = []
    if len(book) != len(wanted):
        faults.append(f"{BOOK_NAME} 有 {len(book) - 1} 行，{CSV_NAME} 有 {len(rows)} 行")
    for number, (one, other) in enumerate(zip(wanted, book, strict=False)):
        for column, due, found in zip(COLUMNS, one, other, strict=False):
            if due != found:
                faults.append(
                    f"{BOOK_NAME} 第{number}行“{column}”为“{found[:30]}”，{CSV_NAME} 为“{due[:30]}”"
                )
    return BOOK.judged(faults, f"{BOOK_NAME} 与 {CSV_NAME} 逐格相同")


def _doubles(rows: Sequence[Row]) -> Check:
    current = in_force(rows)
    faults = []
    for column in ("档号", "文号", "电子文件号", "标签清单SHA256", "包名称"):
        counted = Counter(row[column] for row in current if row[column] not in ("", PENDING))
        faults += [f"{column}“{value}”登记了 {n} 次" for value, n in counted.items() if n > 1]
    titles = Counter((row["题名"], row["责任者"], row["报告年度"]) for row in current)
    faults += [f"《{title}》（{author}）登记了 {n} 次" for (title, author, _), n in titles.items() if n > 1]
    return DOUBLES.judged(faults, "档号、文号、电子文件号、题名没有重复")


def _gaps(rows: Sequence[Row]) -> Check:
    classes: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        if row["件号"].isdigit():
            key = (row["年度"], row["保管期限"], row["机构（问题）"])
            classes.setdefault(key, []).append(int(row["件号"]))
    faults = []
    for (year, term, org), numbers in classes.items():
        absent = sorted(set(range(min(numbers), max(numbers))) - set(numbers))
        if absent:
            shown = "、".join(map(str, absent[:8]))
            faults.append(f"{year} 年 {term} {org}：件号缺 {shown}")
    if not classes:
        return GAPS.not_run(Reason.SETTING, "没有已定的件号")
    return GAPS.judged(faults, "各类的件号没有间断（从本表第一个件号起）")


def _last(rows: Sequence[Row]) -> Check:
    last = rows[-1]["本行摘要"] if rows else FIRST
    return LAST.not_run(
        Reason.PERSON, f"请与纸质备考表上抄录的末行摘要核对：{last}。末尾被整行删去时只有这样才能发现"
    )


def check_against_register(package: Package, rows: Sequence[Row] | None) -> Check:
    """A07: the package is the very one that its row pins."""
    if rows is None:
        return AGREES.not_run(Reason.NO_DATA, f"未与登记表核对：包旁没有 {CSV_NAME}")
    tags = package.files.get(layout.TAG_MANIFEST, b"")
    digest = hashlib.sha256(tags).hexdigest()
    row = next((r for r in rows if r["包名称"] == package.name), None)
    twin = next((r for r in rows if r["标签清单SHA256"] == digest), None)
    if row is None:
        where = f"；其内容与{twin.label}相同，可能被改名" if twin else ""
        return AGREES.failed(f"登记表中没有包“{package.name}”{where}")
    faults = []
    if row["标签清单SHA256"] != digest:
        swapped = f"；其内容是{twin.label}的，两包可能被调换" if twin else ""
        faults.append(f"标签清单的 SHA-256 与{row.label}所记不同{swapped}")
    chinese = sm3(tags)
    if chinese and row["标签清单SM3"] not in ("", chinese):
        faults.append("标签清单的 SM3 与登记表所记不同")
    faults += _cells(package, row)
    if replaced(rows) & {package.name}:
        later = next(r for r in rows if r["取代"] == package.name)
        return AGREES.judged(faults, f"与登记表{row.label}相同；已由 {later['包名称']} 取代")
    return AGREES.judged(faults, f"与登记表{row.label}相同")


def _cells(package: Package, row: Row) -> Iterator[str]:
    """What the row says of the package, against what the package says."""
    try:
        metadata = Metadata(package.files.get(layout.METADATA, b""))
    except Refused:
        return
    record = package.files.get(layout.RECORD, b"")
    due = {
        "档号": metadata.attribute("档号", "值"),
        "题名": metadata.text("题名"),
        "日期": metadata.text("日期").replace("-", ""),
        "页数": metadata.text("页数"),
        "年度": metadata.text("年度"),
        "保管期限": metadata.text("保管期限"),
        "电子文件号": metadata.text("电子文件号"),
        "文件数": str(len(package.payload)),
        "字节数": str(sum(map(len, package.payload.values()))),
        "正本SHA256": hashlib.sha256(record).hexdigest(),
        "签名人": metadata.text("签名人") or "无",
    }
    for column, value in due.items():
        if row[column].removeprefix("'") != value.removeprefix("'"):
            yield f"登记表“{column}”为“{row[column][:40]}”，包中为“{value[:40]}”"
