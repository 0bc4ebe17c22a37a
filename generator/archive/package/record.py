"""The facts of one package, gathered once, from which metadata, notes, manifest and register row are written."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from generator import __version__
from generator.archive.package import layout
from generator.archive.package.settings import PENDING, Settings
from generator.clock import CHINA
from generator.report.model import Approval, Particulars
from generator.signing.outcome import SignatureReport, SignatureResult

PROGRAM = f"nianbao {__version__}"
SECURITY = "公开"
"""密级 of a report that is published by law (GB/T 7156)."""

FORMATS = {
    "pdf": ("PDF/A-3a", "fmt/479"),
    "docx": ("DOCX (Office Open XML)", "fmt/412"),
    "xlsx": ("XLSX (Office Open XML)", "fmt/214"),
    "json": ("JSON", "fmt/817"),
    "html": ("HTML5", "fmt/471"),
}
"""Format names with their PRONOM identifiers, by suffix."""


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def sm3(data: bytes) -> str:
    """Hexadecimal SM3 (GB/T 32905); empty where the machine's library does not offer it."""
    return hashlib.new("sm3", data).hexdigest() if "sm3" in hashlib.algorithms_available else ""


@dataclass(frozen=True)
class DocumentFile:
    """One file under data/. `number` is M19 文档序号, that of its name."""

    path: str
    role: str
    data: bytes

    @property
    def number(self) -> int:
        """The number in front of its name."""
        return int(self.path.removeprefix(layout.PAYLOAD)[:2])

    @property
    def format(self) -> tuple[str, str]:
        """Name of the format and its PRONOM identifier."""
        return FORMATS[self.path.rpartition(".")[2]]


@dataclass(frozen=True)
class Record:
    """Everything that is said of one package.

    `item` is the 件号, 0 while pending. `missing` lists, in Chinese, documents that were not received.
    `replaces` names the package that this one stands for from now on; `correction`: because it was wrong.
    """

    name: str
    settings: Settings
    item: int
    title: str
    particulars: Particulars
    approval: Approval
    format_id: str
    json_sha256: str
    pages: int
    documents: tuple[DocumentFile, ...]
    signatures: SignatureReport
    made_by: str
    packed_on: date
    missing: tuple[str, ...] = ()
    replaces: str = ""
    correction: bool = False
    signed_outside: str = ""
    """Why a signature could not be examined (国密算法 …)."""

    @property
    def issue_date(self) -> date:
        """成文日期; a report without one is not filed."""
        day = self.particulars.issue_date
        if day is None:
            raise ValueError("no 成文日期")
        return day

    @property
    def year(self) -> int:
        """归档年度: that of the 成文日期, not the report year."""
        return self.issue_date.year

    @property
    def code(self) -> str:
        """档号, or 待定."""
        return self.settings.code(self.year, self.item)

    @property
    def pending(self) -> bool:
        """Whether this is only a 预归档."""
        return self.code == PENDING

    @property
    def retention(self) -> str:
        """保管期限, or 待定."""
        return self.settings.retention if not self.pending else PENDING

    @property
    def fonds(self) -> str:
        """全宗号, or 待定."""
        return self.settings.fonds if not self.pending else PENDING

    @property
    def identifier(self) -> str:
        """电子文件号: a name-based UUID (RFC 4122, version 5) of the JSON's digest."""
        return record_identifier(self.json_sha256)

    @property
    def author(self) -> str:
        """责任者: the 署名, else the unit."""
        return self.particulars.signatory.replace("\n", "；") or self.particulars.unit_name

    @property
    def filing_unit(self) -> str:
        """归档单位."""
        return self.settings.filing_unit or self.particulars.unit_name

    @property
    def signature(self) -> SignatureResult | None:
        """The first signature."""
        return next(iter(self.signatures.signatures), None)

    @property
    def size(self) -> int:
        """Bytes of all documents."""
        return sum(len(d.data) for d in self.documents)

    @property
    def signer(self) -> str:
        """签名人, or 无."""
        return self.signature.signer if self.signature else "无"

    @property
    def signed_at(self) -> str:
        """签名时间 in ISO 8601 with its zone; empty without one."""
        return moment(self.signature.time) if self.signature else ""

    @property
    def timestamp(self) -> str:
        """Who proves the time: the authority of the time stamp, or 无."""
        stamp = self.signature.timestamp if self.signature else None
        return stamp.authority if stamp and stamp.intact else "无"


def record_identifier(json_sha256: str) -> str:
    """电子文件号 of the data with that digest; anyone can compute it again."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:sha256:{json_sha256}')}"


def moment(when: datetime | None) -> str:
    """A moment in China's time, ISO 8601 with its zone; empty for none."""
    return when.astimezone(CHINA).isoformat(timespec="seconds") if when else ""


def payload(documents: tuple[DocumentFile, ...]) -> Mapping[str, bytes]:
    """Path → bytes."""
    return {document.path: document.data for document in documents}
