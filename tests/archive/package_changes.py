"""Ways of tampering with an archive: each changes a folder with packages and a register."""

import csv
import hashlib
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl

from generator.archive.package.register import COLUMNS, Row, write_rows
from tests.verify.pdf_changes import flip

Change = Callable[[Path, list[Path]], None]
"""Given the folder and its packages in the order of the register."""


def flipped(path: str) -> Change:
    """One bit of a file of the first package."""

    def change(folder: Path, packages: list[Path]) -> None:
        file = packages[0] / path
        data = file.read_bytes()
        file.write_bytes(flip(data, len(data) // 2))

    return change


def removed(path: str) -> Change:
    def change(folder: Path, packages: list[Path]) -> None:
        (packages[0] / path).unlink()

    return change


def added(path: str, data: bytes = b"x") -> Change:
    def change(folder: Path, packages: list[Path]) -> None:
        (packages[0] / path).parent.mkdir(parents=True, exist_ok=True)
        (packages[0] / path).write_bytes(data)

    return change


def reseal(package: Path) -> None:
    """Both manifests written anew, as somebody would who may write in the folder."""
    for name, inside in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        files = sorted(p for p in package.rglob("*") if p.is_file() and p.name != "tagmanifest-sha256.txt")
        lines = [
            f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.relative_to(package).as_posix()}\n"
            for p in files
            if p.relative_to(package).as_posix().startswith("data/") == inside
        ]
        (package / name).write_text("".join(sorted(lines, key=lambda line: line[66:])), encoding="utf-8")


def edited(path: str, old: str, new: str, sealed: bool = False) -> Change:
    """Words of a text file of the first package changed; `sealed`: manifests made to fit."""

    def change(folder: Path, packages: list[Path]) -> None:
        file = packages[0] / path
        text = file.read_bytes().decode()
        assert old in text, path
        file.write_bytes(text.replace(old, new, 1).encode())
        if sealed:
            reseal(packages[0])

    return change


def exchanged_file(path: str, sealed: bool = False) -> Change:
    """The same file of two packages exchanged."""

    def change(folder: Path, packages: list[Path]) -> None:
        one, other = packages[0] / path, packages[1] / path
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        if sealed:
            reseal(packages[0])
            reseal(packages[1])

    return change


def exchanged_packages(folder: Path, packages: list[Path]) -> None:
    """Two packages under each other's name."""
    aside = folder / "aside"
    packages[0].rename(aside)
    packages[1].rename(packages[0])
    aside.rename(packages[1])


def deleted_package(folder: Path, packages: list[Path]) -> None:
    shutil.rmtree(packages[1])


def renamed_package(folder: Path, packages: list[Path]) -> None:
    packages[0].rename(folder / "J001-WS.2026.Y.ZWGK-0099")


def copied_package(folder: Path, packages: list[Path]) -> None:
    shutil.copytree(packages[0], folder / "J001-WS.2026.Y.ZWGK-0099")


def linked_file(folder: Path, packages: list[Path]) -> None:
    """The record copy replaced by a link to the same bytes elsewhere."""
    record = packages[0] / "data/01-正本.pdf"
    outside = folder.parent / "outside.pdf"
    record.rename(outside)
    record.symlink_to(outside)


def hard_linked_file(folder: Path, packages: list[Path]) -> None:
    os.link(packages[0] / "data/01-正本.pdf", folder.parent / "outside.pdf")


def linked_folder(folder: Path, packages: list[Path]) -> None:
    outside = folder.parent / "outside"
    (packages[0] / "metadata").rename(outside)
    (packages[0] / "metadata").symlink_to(outside)


def pipe(folder: Path, packages: list[Path]) -> None:
    os.mkfifo(packages[0] / "data/pipe")


def traversal(folder: Path, packages: list[Path]) -> None:
    """A manifest that names a file outside the package."""
    secret = folder.parent / "secret.txt"
    secret.write_text("secret")
    digest = hashlib.sha256(secret.read_bytes()).hexdigest()
    manifest = packages[0] / "manifest-sha256.txt"
    manifest.write_text(f"{manifest.read_text()}{digest}  data/../../../secret.txt\n")


def absolute(folder: Path, packages: list[Path]) -> None:
    manifest = packages[0] / "manifest-sha256.txt"
    manifest.write_text(f"{manifest.read_text()}{'0' * 64}  /etc/passwd\n")


def stripped_signature(folder: Path, packages: list[Path]) -> None:
    """The record copy cut back to what it was before the signature; manifests made to fit."""
    record = packages[0] / "data/01-正本.pdf"
    data = record.read_bytes()
    record.write_bytes(data[: data.index(b"%%EOF") + 6])
    reseal(packages[0])


_AUTHOR = "清源市梧桐区人民政府办公室"
_ENTITY = '<!DOCTYPE x [<!ENTITY a "b">]>'

PACKAGE: dict[str, tuple[Change, str, str]] = {
    "bit-in-the-record-copy": (flipped("data/01-正本.pdf"), "A04", "01-正本.pdf”（正本）"),
    "bit-in-the-docx": (flipped("data/02-定稿.docx"), "A04", "02-定稿.docx"),
    "bit-in-the-data": (flipped("data/03-数据.json"), "A04", "03-数据.json"),
    "bit-in-the-workbook": (flipped("data/04-采集表.xlsx"), "A04", "04-采集表.xlsx"),
    "bit-in-the-approval": (flipped("data/05-签发单.json"), "A04", "05-签发单.json"),
    "bit-in-the-page": (flipped("data/06-网页.html"), "A04", "06-网页.html"),
    "bit-in-the-metadata": (flipped("metadata/metadata.xml"), "A04", "metadata.xml"),
    "bit-in-the-schema": (flipped("metadata/metadata.xsd"), "A04", "metadata.xsd"),
    "bit-in-the-inspection": (flipped("metadata/检测报告.json"), "A04", "检测报告.json"),
    "bit-in-the-rules": (flipped("metadata/formats/common/rules.toml"), "A04", "rules.toml"),
    "bit-in-the-note": (flipped("说明文件.txt"), "A04", "说明文件.txt"),
    "bit-in-the-catalogue": (flipped("目录文件.xml"), "A04", "目录文件.xml"),
    "bit-in-the-instructions": (flipped("核对方法.txt"), "A04", "核对方法.txt"),
    "bit-in-bag-info": (flipped("bag-info.txt"), "A04", "bag-info.txt"),
    "bit-in-bagit": (flipped("bagit.txt"), "A02", "bagit.txt"),
    "bit-in-the-manifest": (flipped("manifest-sha256.txt"), "A04", ""),
    "bit-in-the-tag-manifest": (flipped("tagmanifest-sha256.txt"), "A07", "标签清单的 SHA-256"),
    "record-copy-missing": (removed("data/01-正本.pdf"), "A03", "01-正本.pdf”不存在"),
    "docx-missing": (removed("data/02-定稿.docx"), "C04", "02-定稿.docx"),
    "metadata-missing": (removed("metadata/metadata.xml"), "B01", "缺少"),
    "note-missing": (removed("说明文件.txt"), "B12", "缺少 说明文件.txt"),
    "bagit-missing": (removed("bagit.txt"), "A01", "缺少“bagit.txt”"),
    "manifest-missing": (removed("manifest-sha256.txt"), "A03", "缺少 manifest-sha256.txt"),
    "tag-manifest-missing": (removed("tagmanifest-sha256.txt"), "A01", "tagmanifest-sha256.txt"),
    "one-payload-file-more": (added("data/07-其他.pdf"), "A03", "07-其他.pdf”不在 manifest"),
    "one-tag-file-more": (added("别的.txt"), "A05", "别的.txt"),
    "left-by-a-file-manager": (added("Thumbs.db"), "A05", "文件管理器"),
    "folder-more": (added("data/更多/a.pdf"), "A01", "多出文件夹“data/更多”"),
    "fetch": (added("fetch.txt", b"http://x.test/ 1 data/x\n"), "A01", "fetch.txt"),
    "twin-by-case": (added("metadata/METADATA.xml"), "A01", "只有大小写"),
    "link-in-place-of-the-record-copy": (linked_file, "A01", "是链接"),
    "link-in-place-of-the-metadata": (linked_folder, "A01", "是链接"),
    "hard-link": (hard_linked_file, "A01", "硬链接"),
    "pipe": (pipe, "A01", "设备或管道"),
    "path-out-of-the-package": (traversal, "A03", "指向包外"),
    "absolute-path": (absolute, "A03", "指向包外"),
    "oxum": (edited("bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 9"), "A06", "Payload-Oxum"),
    "title-in-the-metadata": (edited("metadata/metadata.xml", ">梧桐区", ">桐梧区", sealed=True), "A07", "题名"),
    "code-in-the-metadata": (edited("metadata/metadata.xml", '值="J001', '值="J002', sealed=True), "B07", "J002"),
    "retention-in-the-metadata": (edited("metadata/metadata.xml", ">永久<", ">3年<", sealed=True), "B04", "3年"),
    "date-in-the-metadata": (edited("metadata/metadata.xml", ">2021-01-26<", ">2021-13-26<", sealed=True), "B03", "2021-13-26"),
    "year-in-the-metadata": (edited("metadata/metadata.xml", '"M11">2021', '"M11">2020', sealed=True), "B05", "不是成文日期的年份"),
    "pages-in-the-metadata": (edited("metadata/metadata.xml", '"M43">', '"M43">1', sealed=True), "B05", "正本有"),
    "author-taken-out": (edited("metadata/metadata.xml", f'<责任者 编号="M32">{_AUTHOR}</责任者>', "", sealed=True), "B02", "责任者"),
    "private-character": (edited("metadata/metadata.xml", ">报告<", ">报\ue000告<", sealed=True), "B06", "U+E000"),
    "entity": (edited("metadata/metadata.xml", "<电子文件元数据", f"{_ENTITY}<电子文件元数据", sealed=True), "B01", "DOCTYPE"),
    "size-in-the-metadata": (edited("metadata/metadata.xml", '"M49">', '"M49">1', sealed=True), "B10", "字节，元数据记为"),
    "document-taken-out": (edited("metadata/metadata.xml", "data/02-定稿.docx", "data/02-定稿.doc", sealed=True), "B11", "02-定稿.docx"),
    "event-taken-out": (edited("metadata/metadata.xml", ">签发</业务行为>", ">签字</业务行为>", sealed=True), "B13", "没有“签发”"),
    "schema-made-lax": (edited("metadata/metadata.xsd", 'minLength value="1"', 'minLength value="0"', sealed=True), "B03", "metadata.xsd"),
    "note-of-another-title": (edited("说明文件.txt", "题名：", "题名：关于", sealed=True), "B12", "题名"),
    "note-of-another-digest": (edited("说明文件.txt", "，正本，PDF/A-3a，", "，正本，PDF/A-3a，1", sealed=True), "B12", "01-正本.pdf"),
    "catalogue-of-another-date": (edited("目录文件.xml", "20210126", "20210127", sealed=True), "B12", "日期"),
    "other-rules": (edited("metadata/formats/2019/format.toml", "id = ", "# x\nid = ", sealed=True), "C11", "不是生成这份报告的"),
    "figure-in-the-data": (edited("data/03-数据.json", '"value": 1', '"value": 2', sealed=True), "C05.4", "应为"),
    "approver": (edited("data/05-签发单.json", '"approved_by": "', '"approved_by": "某', sealed=True), "C05.6", "approved_by"),
    "data-of-another-report": (exchanged_file("data/03-数据.json"), "A04", "03-数据.json"),
    "sealed-docx-of-another-report": (exchanged_file("data/02-定稿.docx", sealed=True), "C05.1", "02-定稿.docx"),
    "sealed-workbook-of-another-report": (exchanged_file("data/04-采集表.xlsx", sealed=True), "C05.5", "04-采集表.xlsx"),
    "sealed-record-copy-of-another-report": (exchanged_file("data/01-正本.pdf", sealed=True), "A07", "正本SHA256"),
    "packages-exchanged": (exchanged_packages, "A07", "可能被调换"),
    "package-renamed": (renamed_package, "A07", "可能被改名"),
    "signature-stripped": (stripped_signature, "D03", "元数据记有 1 个签名，正本中有 0 个"),
}  # fmt: skip
"""A change to the first package, the check on it that must fail, and words of its message."""


def told(old: str, new: str) -> Change:
    """Words of the metadata changed; manifests made to fit."""
    return edited("metadata/metadata.xml", old, new, sealed=True)


_OFFICER = '>个人</机构人员类型>\n    <机构人员名称 编号="M77">'

RECORDS: dict[str, tuple[Change, str, str]] = {
    "signer": (told('编号="M60">', '编号="M60">某'), "D03", "元数据记签名人为“某"),
    "time-of-signing": (told('自称">20', '自称">21'), "D03", "元数据记签名时间为“21"),
    "outcome": (told('">通过</验', '">未通过</验'), "D03", "验证结果为“未通过”"),
    "kind-of-file": (told("fmt/479", "fmt/480"), "B10", "格式记为“PDF/A-3a fmt/480”"),
    "officer": (told(_OFFICER, f"{_OFFICER}某"), "B13", "与报告数据不同"),
    "day-of-approval": (told('="M82">2021', '="M82">2019'), "B13", "“签发”的时间记为“2019"),
    "day-of-packing": (
        edited("bag-info.txt", "Bagging-Date: 20", "Bagging-Date: 19", sealed=True),
        "B12",
        "Bagging-Date 为“19",
    ),
    "entry-more": (
        edited("bag-info.txt", "Bagging-Date", "X-Note: 已核对\nBagging-Date", sealed=True),
        "B12",
        "bag-info.txt 多出 X-Note",
    ),
    "telephone": (edited("说明文件.txt", "电话：", "电话：1", sealed=True), "B12", "Contact-Phone 为“"),
    "packed-twice": (told(">检测</业务行为>", ">打包</业务行为>"), "B13", "“打包”记了不止一次"),
    "failure-in-the-inspection": (
        edited("metadata/检测报告.json", '"passed"', '"failed"', sealed=True),
        "B13",
        "检测报告中有未通过的项目",
    ),
    "inspection-broken": (
        edited("metadata/检测报告.json", '"items"', '"item"', sealed=True),
        "B13",
        "检测报告无法解析",
    ),
}
"""What a package says of its making, changed by somebody who may write in its folder and has no register."""


def rows_changed(change: Callable[[list[dict[str, str]]], None], rehash: bool = False) -> Change:
    """The rows of the CSV changed; `rehash`: the digest of every row made to fit its cells again."""

    def apply(folder: Path, packages: list[Path]) -> None:
        path = folder / "归档登记表.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
        change(rows)
        if rehash:
            for row in rows:
                row["本行摘要"] = Row(row).digest()
        path.write_bytes(write_rows([Row(row) for row in rows]))

    return apply


def _pages(rows: list[dict[str, str]]) -> None:
    rows[0]["页数"] = "99"


def _swap(rows: list[dict[str, str]]) -> None:
    rows[0], rows[1] = rows[1], rows[0]


def _swap_and_number(rows: list[dict[str, str]]) -> None:
    _swap(rows)
    for number, row in enumerate(rows, 1):
        row["序号"] = str(number)


def _drop(place: int) -> Callable[[list[dict[str, str]]], None]:
    def change(rows: list[dict[str, str]]) -> None:
        del rows[place]

    return change


def _insert(rows: list[dict[str, str]]) -> None:
    rows.insert(1, rows[0] | {"序号": "2", "包名称": "别的", "档号": "J001-WS·2020·Y·ZWGK-0009"})


def _other_package(rows: list[dict[str, str]]) -> None:
    rows[0]["包名称"] = "../../别处"


def resaved(folder: Path, packages: list[Path]) -> None:
    """The CSV as a spreadsheet program saves it: without the mark at its head."""
    path = folder / "归档登记表.csv"
    path.write_bytes(path.read_bytes()[3:])


def line_ends(folder: Path, packages: list[Path]) -> None:
    """The CSV with the line ends of another system."""
    register = folder / "归档登记表.csv"
    register.write_bytes(register.read_bytes().replace(b"\r\n", b"\n"))


def another_sheet(folder: Path, packages: list[Path]) -> None:
    book = openpyxl.load_workbook(folder / "归档登记表.xlsx")
    book.create_sheet("备注")
    book.save(folder / "归档登记表.xlsx")


def other_heads(folder: Path, packages: list[Path]) -> None:
    path = folder / "归档登记表.csv"
    path.write_bytes(path.read_bytes().replace("责任者".encode(), "作者".encode(), 1))


def edited_book(folder: Path, packages: list[Path]) -> None:
    path = folder / "归档登记表.xlsx"
    book = openpyxl.load_workbook(path)
    book.active.cell(2, COLUMNS.index("页数") + 1).value = "99"
    book.save(path)


def no_book(folder: Path, packages: list[Path]) -> None:
    (folder / "归档登记表.xlsx").unlink()


REGISTER: dict[str, tuple[Change, str, str]] = {
    "cell-edited": (rows_changed(_pages), "R02", "“页数”应为"),
    "cell-edited-and-rehashed": (rows_changed(_pages, rehash=True), "R02", "前一行被改动"),
    "rows-exchanged": (rows_changed(_swap), "R02", "次序被调换"),
    "rows-exchanged-and-numbered": (rows_changed(_swap_and_number, rehash=True), "R02", "表中第1行"),
    "first-row-missing": (rows_changed(_drop(0)), "R02", "之前缺少一行"),
    "middle-row-missing": (rows_changed(_drop(1)), "R02", "之前缺少一行"),
    "last-row-missing": (rows_changed(_drop(2)), "R05", "没有登记"),
    "numbers-with-a-gap": (rows_changed(_drop(1)), "R03", "应为 2"),
    "row-inserted": (rows_changed(_insert), "R02", "表中第2行"),
    "row-of-a-package-outside": (rows_changed(_other_package, rehash=True), "R04", "指向文件夹以外"),
    "package-deleted": (deleted_package, "R04", "不在文件夹中"),
    "package-renamed": (renamed_package, "R05", "0099"),
    "package-copied": (copied_package, "R05", "0099"),
    "saved-by-another-program": (resaved, "R01", "BOM"),
    "line-ends-of-another-program": (line_ends, "R01", "不是登记时的写法"),
    "sheet-added": (another_sheet, "R06", "多出工作表“备注”"),
    "other-columns": (other_heads, "R01", "栏目"),
    "workbook-edited": (edited_book, "R06", "“页数”为“99”"),
    "workbook-missing": (no_book, "R06", "缺少"),
}
"""A change, the check on the register that must fail, and words of its message."""
