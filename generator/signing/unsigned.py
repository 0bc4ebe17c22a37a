"""Is this a file to sign? Only one that this program wrote, byte for byte, of a report that was signed off.

What a signature covers but nobody sees (text under a white square, a second page tree that waits, a field
whose value may change) cannot be found afterwards. So nothing is signed that did not come out of the PDF
writer unaltered: its file identifier is a digest of its bytes, and its few kinds of entries are known.
"""

import hashlib
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from generator.errors import InputError
from generator.signing.objects import values_in_use, written_in
from generator.writers.json_writer import SCHEMA
from generator.writers.pdf import FIELD_NAME
from generator.writers.pdf.file import HEADER

CATALOG_ENTRIES = frozenset(
    (
        *("/Type", "/Pages", "/Lang", "/MarkInfo", "/StructTreeRoot", "/ViewerPreferences", "/OutputIntents"),
        *("/Metadata", "/Outlines", "/PageMode", "/Names", "/AF", "/AcroForm"),
    )
)
"""All that the PDF writer puts into the catalog: no actions, no optional content, no permissions."""

PAGE_ENTRIES = frozenset(
    ("/Type", "/Parent", "/Resources", "/MediaBox", "/Contents", "/StructParents", "/Tabs", "/Annots")
)

ACTIVE_ENTRIES = frozenset(
    (
        *("/JS", "/AA", "/OpenAction", "/OC", "/OCProperties", "/XFA", "/RichMediaContent", "/Encrypt"),
        *("/Perms", "/URI", "/Launch"),
    )
)
"""Entries that make a file act, change its look, or reach outside."""

DRAFT_MARK = b"/Type/Pagination/Subtype/Header"
"""What the PDF writer puts around 送审稿 on each page of a draft, and around nothing else."""

_RESAVE = "请用 nianbao build 重新生成 PDF，再签名。"


@dataclass(frozen=True)
class ReportFile:
    """What the file to be signed says of itself."""

    title: str
    approved_by: str
    approved_on: str
    page: int
    """Number of the page with the signature field, from 1."""
    seal_place: bool = True
    """Whether name and date were set for a seal (GB/T 9704 7.3.5.1), not for none (7.3.5.2)."""


def accept(pdf: bytes) -> ReportFile:
    """The report in `pdf` if it may be signed.

    Raises InputError with the reason: a draft, signed already, not made by this program, or altered since.
    """
    try:
        return _Examination(pdf).result()
    except InputError:
        raise
    except Exception as error:  # whatever a reader stumbles over: what cannot be read is not signed
        raise InputError(f"这不是 nianbao 生成的 PDF，或文件已损坏。{_RESAVE}") from error


class _Examination:
    """One file, opened; each method is one question."""

    def __init__(self, pdf: bytes) -> None:
        if not pdf.startswith(b"%PDF-"):
            raise InputError("这不是 PDF 文件。请给出 nianbao build 生成的 PDF。")
        self._pdf = pdf
        self._reader: Any = PdfFileReader(io.BytesIO(pdf), strict=True)
        self._root = self._reader.root

    def result(self) -> ReportFile:
        self._check_signatures()
        self._check_origin()
        facts = self._facts()
        self._check_draft(facts)
        self._check_entries()
        self._check_objects()
        return ReportFile(
            facts["title"],
            facts["approval"]["approved_by"],
            facts["approval"]["approved_on"],
            self._check_pages(),
            bool(facts["particulars"]["extra"].get("seal_diameter")),
        )

    def _check_signatures(self) -> None:
        form = self._root.get("/AcroForm", {})
        fields = [field.get_object() for field in form.get("/Fields", ())]
        filled = any(field.get("/FT") == "/Sig" and "/V" in field for field in fields)
        if filled or "/Perms" in self._root or "/DSS" in self._root or b"/ByteRange" in self._pdf:
            raise InputError("文件已有签名，不能再签。需要重签时，请用签名前的 PDF。")

    def _check_origin(self) -> None:
        """Header, single revision, and the identifier that the writer computed over its own bytes."""
        producer = str(self._reader.trailer["/Info"].get("/Producer", ""))
        if not self._pdf.startswith(HEADER) or not producer.startswith("nianbao "):
            raise InputError(f"这不是 nianbao 生成的 PDF，不能签名。{_RESAVE}")
        if self._reader.encrypted:
            raise InputError(f"PDF 已加密，不能签名。{_RESAVE}")
        match = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", self._pdf)
        start = int(match[1]) if match else 0
        digest = hashlib.md5(self._pdf[:start], usedforsecurity=False).digest()
        identifiers = [part.original_bytes for part in self._reader.trailer["/ID"]]
        if self._reader.xrefs.total_revisions != 1 or identifiers != [digest, digest]:
            raise InputError(f"PDF 生成之后被改动过（另存、批注、加页或修改），不能签名。{_RESAVE}")

    def _facts(self) -> dict[str, Any]:
        """The attached JSON, if it belongs to the attached workbook and to this title."""
        attached = dict(self._attachments())
        facts: dict[str, Any] = json.loads(attached.get("/Data", b"null"))
        if not isinstance(facts, dict) or facts.get("schema") != SCHEMA:
            raise InputError(f"PDF 里没有报告数据（JSON 附件），不能确认是签发稿。{_RESAVE}")
        workbook = hashlib.sha256(attached.get("/Source", b"")).hexdigest()
        if facts["provenance"]["workbook"]["sha256"] != workbook:
            raise InputError(f"PDF 里的报告数据与所附工作簿不一致，不能签名。{_RESAVE}")
        if facts["title"] != str(self._reader.trailer["/Info"]["/Title"]):
            raise InputError(f"PDF 的题名与其中的报告数据不一致，不能签名。{_RESAVE}")
        return facts

    def _attachments(self) -> Iterator[tuple[str, bytes]]:
        """(relationship, data) of each embedded file."""
        names = self._root["/Names"]["/EmbeddedFiles"]["/Names"]
        for index in range(1, len(names), 2):
            specification = names[index]
            yield str(specification["/AFRelationship"]), specification["/EF"]["/F"].data

    def _check_draft(self, facts: dict[str, Any]) -> None:
        """By the report's data, and by the mark on the pages, whatever the file's name."""
        approval = facts["approval"]
        approved = approval.get("approved_by") and approval.get("approved_on")
        marked = any(DRAFT_MARK in page["/Contents"].data for page in self._pages())
        if facts["draft"] is not False or marked or not approved:
            raise InputError(
                "这是送审稿，不能签名。请在工作簿“签发”表填写签发人和签发日期，重新生成后再签名。"
            )

    def _check_entries(self) -> None:
        unknown = set(self._root) - CATALOG_ENTRIES
        form = self._root.get("/AcroForm")
        if unknown or form is None or set(form) - {"/Fields", "/SigFlags"}:
            raise InputError(f"PDF 里有 nianbao 不会写入的内容或没有签章域，不能签名。{_RESAVE}")
        fields = [field.get_object() for field in form["/Fields"]]
        if [(f.get("/T"), f.get("/FT")) for f in fields] != [(FIELD_NAME, "/Sig")]:
            raise InputError(f"PDF 的表单域不是唯一的“{FIELD_NAME}”域，不能签名。{_RESAVE}")

    def _check_pages(self) -> int:
        """Nothing on the pages but their content and the one field; the result is the field's page."""
        found = []
        for number, page in enumerate(self._pages(), 1):
            for annotation in page.get("/Annots", ()):
                found.append((number, annotation.get_object().get("/T")))
            if set(page) - PAGE_ENTRIES:
                raise InputError(f"PDF 第 {number} 页有 nianbao 不会写入的内容，不能签名。{_RESAVE}")
        if [name for _, name in found] != [FIELD_NAME]:
            raise InputError(f"PDF 页面上有批注、链接或其他控件，不能签名。{_RESAVE}")
        return found[0][0]

    def _pages(self) -> Iterator[Any]:
        """The page dictionaries; the writer's page tree has one level."""
        for kid in self._root["/Pages"]["/Kids"]:
            yield kid.get_object()

    def _check_objects(self) -> None:
        """Every object is in use, and none of them acts."""
        in_use = set()
        for number, value in values_in_use(self._reader):
            if isinstance(value, generic.DictionaryObject) and ACTIVE_ENTRIES & set(value):
                raise InputError(f"PDF 里有脚本、动作或可变内容，不能签名。{_RESAVE}")
            in_use.add(number)
        if written_in(self._reader, 0) - in_use:
            raise InputError(f"PDF 里藏有页面上看不到的内容，不能签名。{_RESAVE}")
