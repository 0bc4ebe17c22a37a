"""The bytes of one signature, and what later revisions did to the file; trust is decided elsewhere."""

from typing import Any

from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.generic_cms import collect_timing_info
from pyhanko.sign.validation.status import SignatureCoverageLevel

from generator.signing.changes import changed_kinds
from generator.signing.cms_form import cms_problems
from generator.signing.file_form import range_problem
from generator.signing.findings import Findings
from generator.signing.later_revisions import unexplained
from generator.signing.library import validation_context
from generator.signing.outcome import Aspect
from generator.signing.sm2.algorithms import uses_sm2
from generator.signing.sm2.verifier import available, check_value
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
        if uses_sm2(self.embedded.signed_data):
            intact, valid = await self._check_sm2(pdf)
        else:
            intact, valid = await self._check_value()
        self.intact = intact and valid
        if not intact:
            self._found.wrong(Aspect.INTEGRITY, "altered", f"{self.name}覆盖的内容被改动。")
        elif not valid:
            reason = "签名被改动，或私钥与证书不相配"
            self._found.wrong(Aspect.INTEGRITY, "bad-signature", f"{self.name}的签名值不对：{reason}。")
        level = level_of(self.embedded.diff_result)
        self.docmdp_ok = level is not None and level <= ModificationLevel.LTA_UPDATES
        self.modification = check_later_changes(self._found, self.name, reader, self.embedded)

    async def _check_value(self) -> tuple[bool, bool]:
        """Whether the covered bytes are the signed ones, and whether the signature value is right."""
        status = await ask_library(async_validate_pdf_signature, self.embedded)
        self.timestamp_status = status.timestamp_validity
        return bool(status.intact), bool(status.valid)

    async def _check_sm2(self, pdf: bytes) -> tuple[bool, bool]:
        """The same for SM2, which the library does not know; without the extra it stays an open question."""
        embedded = self.embedded
        embedded.coverage = embedded.evaluate_signature_coverage()
        embedded.diff_result = embedded.evaluate_modifications(DEFAULT_DIFF_POLICY)
        nobody = validation_context(trust_roots=[], allow_fetching=False)
        timing: Any = collect_timing_info
        times = await timing(embedded.signer_info, nobody, raw_digest=None)
        self.timestamp_status = times.get("timestamp_validity")
        if not available():
            message = f"{self.name}使用国密算法（SM2、SM3），没有安装国密支持（nianbao[sm2]），没有检测。"
            self._found.open(Aspect.INTEGRITY, "sm2", message)
            return True, True
        first, second = int(embedded.byte_range[1]), int(embedded.byte_range[2])
        covered = pdf[:first] + pdf[second : second + int(embedded.byte_range[3])]
        return check_value(embedded.signed_data, covered, embedded.signer_cert)


def check_later_changes(found: Findings, name: str, reader: Any, embedded: Any) -> str:
    """What later revisions did, as text; anything beyond validation data and time stamps is a problem."""
    if embedded.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        found.wrong(Aspect.INTEGRITY, "coverage", f"{name}没有完整覆盖签名时的文件。")
        return "覆盖不完整"
    level = level_of(embedded.diff_result)
    if level is not None and level <= ModificationLevel.LTA_UPDATES:
        kinds = unexplained(reader, embedded.signed_revision)
        if not kinds:
            return "无" if level is ModificationLevel.NONE else "仅验证材料和时间戳"
    else:
        kinds = changed_kinds(reader, embedded.signed_revision)
    detail = f"（涉及：{'、'.join(kinds)}）" if kinds else ""
    found.wrong(Aspect.INTEGRITY, "changed-after", f"{name}之后文件又被改动{detail}。")
    return "有改动" + detail


def level_of(difference: Any) -> ModificationLevel | None:
    """The level of later changes; None where the library found them suspicious."""
    return getattr(difference, "modification_level", None)


async def ask_library(validate: Any, embedded: Any) -> Any:
    """The library's verdict on the bytes; trust is decided elsewhere, so nobody is trusted here."""
    return await validate(embedded, validation_context(trust_roots=[], allow_fetching=False))


def carried_certificates(signed_data: Any) -> list[Any]:
    """The certificates that a signature or time stamp carries."""
    return [choice.chosen for choice in signed_data["certificates"] if choice.name == "certificate"]
