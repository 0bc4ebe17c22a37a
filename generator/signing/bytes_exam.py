"""The bytes of one signature, and what later revisions did to the file; trust is decided elsewhere."""

from typing import Any

from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from generator.signing.changes import changed_kinds
from generator.signing.cms_form import cms_problems
from generator.signing.description import description_at
from generator.signing.file_form import range_problem
from generator.signing.findings import Findings
from generator.signing.library import validation_context
from generator.signing.outcome import Aspect
from generator.signing.trust import TrustList


class SignatureExam:
    """One signature: its bytes, and what came after it."""

    def __init__(self, embedded: Any, found: Findings, name: str) -> None:
        self.embedded = embedded
        self.name = name
        self.intact = False
        self.docmdp_ok = False
        self.modification = ""
        self.timestamp_status: Any = None
        self._found = found

    async def check_bytes(self, pdf: bytes, reader: Any, trust: TrustList | None) -> None:
        """Digest, signature value, range, form, and later changes."""
        problem = range_problem(pdf, self.name, self.embedded)
        if problem is not None:
            self._found.problems.append(problem)
        self._found.problems += cms_problems(
            self.name, self.embedded.pkcs7_content, self.embedded.signed_data, trust
        )
        status = await ask_library(async_validate_pdf_signature, self.embedded)
        self.intact = bool(status.intact and status.valid)
        self.timestamp_status = status.timestamp_validity
        if not status.intact:
            self._found.wrong(Aspect.INTEGRITY, "altered", f"{self.name}覆盖的内容被改动。")
        elif not status.valid:
            self._found.wrong(
                Aspect.INTEGRITY,
                "bad-signature",
                f"{self.name}的签名值不对：签名被改动，或私钥与证书不相配。",
            )
        self.docmdp_ok = bool(status.docmdp_ok)
        self.modification = check_later_changes(self._found, self.name, reader, self.embedded)


def check_later_changes(found: Findings, name: str, reader: Any, embedded: Any) -> str:
    """What later revisions did, as text; anything beyond validation data and time stamps is a problem."""
    if embedded.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        found.wrong(Aspect.INTEGRITY, "coverage", f"{name}没有完整覆盖签名时的文件。")
        return "覆盖不完整"
    level = level_of(embedded.diff_result)
    if level is ModificationLevel.NONE:
        return "无"
    if level is ModificationLevel.LTA_UPDATES:
        if _same_description(reader, embedded.signed_revision):
            return "仅验证材料和时间戳"
        found.wrong(Aspect.INTEGRITY, "metadata-changed", f"{name}之后文件的元数据（题名、作者等）被改动。")
        return "元数据有改动"
    kinds = changed_kinds(reader, embedded.signed_revision)
    detail = f"（涉及：{'、'.join(kinds)}）" if kinds else ""
    found.wrong(Aspect.INTEGRITY, "changed-after", f"{name}之后文件又被改动{detail}。")
    return "有改动" + detail


def _same_description(reader: Any, revision: int) -> bool:
    """Whether the file still says of itself what it said when it was signed."""
    last = reader.xrefs.total_revisions - 1
    return description_at(reader, revision) == description_at(reader, last)


def level_of(difference: Any) -> ModificationLevel | None:
    """The level of later changes; None where the library found them suspicious."""
    return getattr(difference, "modification_level", None)


async def ask_library(validate: Any, embedded: Any) -> Any:
    """The library's verdict on the bytes; trust is decided elsewhere, so nobody is trusted here."""
    return await validate(embedded, validation_context(trust_roots=[], allow_fetching=False))


def carried_certificates(signed_data: Any) -> list[Any]:
    """The certificates that a signature or time stamp carries."""
    return [choice.chosen for choice in signed_data["certificates"] if choice.name == "certificate"]
