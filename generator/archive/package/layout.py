"""Names and places inside a package, for the maker and for the inspector."""

import re
import unicodedata

from generator.files import safe_name

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
NOTE = "说明文件.txt"
CATALOGUE = "目录文件.xml"
HOW_TO = "核对方法.txt"
METADATA = "metadata/metadata.xml"
SCHEMA = "metadata/metadata.xsd"
REPORT = "metadata/检测报告.json"
FORMATS = "metadata/formats/"
"""The rules that held: the form's own files, folder by folder."""
PAYLOAD = "data/"

RECORD = "data/01-正本.pdf"
MANUSCRIPT = "data/02-定稿.docx"
DATA = "data/03-数据.json"
WORKBOOK = "data/04-采集表.xlsx"
APPROVAL = "data/05-签发单.json"
PAGE = "data/06-网页.html"

ROLES = {
    RECORD: "正本",
    MANUSCRIPT: "定稿",
    DATA: "数据",
    WORKBOOK: "采集表",
    APPROVAL: "签发单",
    PAGE: "网页",
}
"""Every place under data/ and what stands there (文档用途)."""
OBLIGATORY = (RECORD, DATA, APPROVAL)
OPTIONAL = (MANUSCRIPT, WORKBOOK, PAGE)

TAG_FILES = (BAGIT, BAG_INFO, MANIFEST, NOTE, CATALOGUE, HOW_TO, METADATA, SCHEMA, REPORT)
"""Every file outside data/ that must be there, beside the tag manifest itself."""

BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LONGEST_NAME = 120
"""Bytes of one name."""

FORMAT_FILE = re.compile(r"metadata/formats/[A-Za-z0-9_-]+/(sections/)?[A-Za-z0-9_.-]+\.(toml|j2)")


def folder_name(code: str) -> str:
    """The package's folder for a 档号: `·` is written `.`, and what a file system forbids `_`."""
    return safe_name(unicodedata.normalize("NFC", code.replace("·", "."))).replace(" ", "_")


def provisional_name(unit: str, report_year: int, digest: str) -> str:
    """The folder while the 档号 is 待定: unit, report year, first 8 digits of the JSON's digest."""
    short = unicodedata.normalize("NFC", safe_name(unit)).replace(" ", "_")
    while len(short.encode()) > LONGEST_NAME - 20:
        short = short[:-1]
    return f"{short}-{report_year}-{digest[:8]}"
