"""One PDF's signatures and time stamps, examined one after the other; `validation` is the way in.

The library checks digests, signature values and what later revisions changed; `file_form` and `cms_form`
look at the bytes themselves; `chains` decides on trust. Each leaves problems here, each with its name.
"""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cryptography.x509 import load_der_x509_crl
from cryptography.x509.ocsp import load_der_ocsp_response
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import (
    DocumentSecurityStore,
    EmbeddedPdfSignature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from generator import clock
from generator.signing.bytes_exam import (
    SignatureExam,
    ask_library,
    carried_certificates,
    check_later_changes,
)
from generator.signing.certificate import CertificateFacts, facts, purpose_problem
from generator.signing.chains import Chains, Evidence, Verdict
from generator.signing.cms_form import cms_problems
from generator.signing.file_form import end_of, form_problems, range_problem
from generator.signing.findings import Findings
from generator.signing.later_revisions import only_validation_data
from generator.signing.outcome import (
    Aspect,
    Level,
    Problem,
    SignatureReport,
    SignatureResult,
    TimestampResult,
)
from generator.signing.sm2 import chain as sm2_chain
from generator.signing.sm2.algorithms import SM3_WITH_SM2, is_sm2_certificate
from generator.signing.sm2.verifier import available
from generator.signing.trust import TrustList

PADES = "/ETSI.CAdES.detached"
SIGNATURES = (PADES, "/adbe.pkcs7.detached")
TIMESTAMPS = ("/ETSI.RFC3161",)
TIMESTAMPING = "time_stamping"


class Examination:
    """The state of one run. `trust` None: trust is not examined."""

    def __init__(self, pdf: bytes, trust: TrustList | None) -> None:
        self._pdf = pdf
        self._trust = trust
        self._found = Findings()
        self._reader: Any = PdfFileReader(io.BytesIO(pdf), strict=True)
        self._signatures: list[SignatureResult] = []
        self._timestamps: list[TimestampResult] = []
        self._embedded = self._read_signatures()
        self._now = clock.now()
        certificates, crls, ocsps = self._security_store()
        self._has_revocation_data = bool(crls or ocsps)
        self._chains = Chains(Evidence(trust or TrustList(), certificates, crls, ocsps))

    async def report(self) -> SignatureReport:
        """Examine all, the newest first, since it proves when the older ones were there."""
        self._check_form()
        proved = self._now
        for embedded in reversed(self._embedded):
            try:
                proved = await self._examine(embedded, proved)
            except (
                Exception
            ):  # what the library stumbles over is not proved, and the others are still examined
                name = embedded.field_name
                self._found.wrong(
                    Aspect.INTEGRITY, "unreadable-value", f"签名域“{name}”里的签名已损坏，无法验证。"
                )
        self._mention_missing_trust()
        return SignatureReport(
            tuple(self._signatures),
            tuple(self._timestamps),
            tuple(self._found.problems),
            tuple(self._found.unchecked),
        )

    async def _examine(self, embedded: Any, proved: datetime) -> datetime:
        """Examine one; the result is the time by which all that is older is known to have existed."""
        if embedded.sig_object_type != "/DocTimeStamp":
            self._signatures.insert(0, await self._signature(embedded, proved))
            return proved
        result = await self._document_timestamp(embedded, proved)
        self._timestamps.insert(0, result)
        if result.intact and result.trusted and result.time is not None:
            return min(proved, result.time)
        return proved

    def _read_signatures(self) -> list[Any]:
        """All signatures and document time stamps, oldest first; a field whose value is broken is a problem."""
        make: Any = EmbeddedPdfSignature
        found = []
        for name, value, field in enumerate_sig_fields(self._reader, filled_status=True):
            kind = value.get_object().get("/SubFilter")
            if kind not in SIGNATURES and kind not in TIMESTAMPS:
                self._found.wrong(
                    Aspect.INTEGRITY, "unknown-kind", f"签名域“{name}”里的签名不是可以识别的种类。"
                )
                continue
            try:
                embedded = make(self._reader, field, name)
                end_of(embedded)
                found.append(embedded)
            except Exception:  # a value that cannot be taken apart proves nothing
                self._found.wrong(
                    Aspect.INTEGRITY, "unreadable-value", f"签名域“{name}”里的签名值已损坏，无法读取。"
                )
        return sorted(found, key=lambda embedded: embedded.signed_revision)

    def _check_form(self) -> None:
        self._found.problems += form_problems(self._pdf, len(self._embedded))
        if not self._embedded:
            return
        last, size = max(end_of(embedded) for embedded in self._embedded), len(self._pdf)
        if last < size and not self._ends_in_validation_data():
            self._found.wrong(
                Aspect.INTEGRITY,
                "not-to-end",
                f"签名和时间戳只覆盖到第 {last} 字节，文件有 {size} 字节：签名之后有内容追加。",
            )
        elif last > size:
            self._found.wrong(
                Aspect.INTEGRITY, "shortened", "文件比签名时短：内容被截断，或被其他软件重新保存。"
            )

    def _ends_in_validation_data(self) -> bool:
        """Whether what follows the last signature is one revision of validation data only (B-LT of others)."""
        return only_validation_data(self._reader, self._embedded[-1].signed_revision)

    def _security_store(self) -> tuple[tuple[Any, ...], tuple[bytes, ...], tuple[bytes, ...]]:
        """Certificates, revocation lists and OCSP answers that the file brings along."""
        read: Any = DocumentSecurityStore.read_dss
        try:
            store = read(self._reader)
            crls = tuple(bytes(reference.get_object().data) for reference in store.crls)
            ocsps = tuple(bytes(reference.get_object().data) for reference in store.ocsps)
            for crl in crls:
                load_der_x509_crl(crl)
            for ocsp in ocsps:
                load_der_ocsp_response(ocsp)
            return tuple(store.load_certs()), crls, ocsps
        except NoDSSFoundError:
            return (), (), ()
        except Exception:  # whatever it holds is no validation data
            self._found.wrong(
                Aspect.INTEGRITY, "store", "文件里的验证材料（证书、吊销列表）已损坏，或混有其他内容。"
            )
            return (), (), ()

    def _mention_missing_trust(self) -> None:
        if (self._signatures or self._timestamps) and self._trust is None:
            self._found.open(
                Aspect.TRUST, "no-roots", "没有给出信任的根证书（--trust），签名人和时间戳是否可信没有检测。"
            )

    async def _signature(self, embedded: Any, proved: datetime) -> SignatureResult:
        """Examine one signature; `proved` is the time by which it is known to have existed."""
        exam = SignatureExam(embedded, self._found, f"签名“{embedded.field_name}”")
        known = facts(bytes(embedded.signer_cert.dump()))
        exam.name = f"{exam.name}（{known.name}）"
        before = len(self._found.problems)
        await exam.check_bytes(self._pdf, self._reader, self._trust)
        stamp = await self._signature_timestamp(exam, proved)
        moment = proved
        if stamp is not None and stamp.intact and stamp.time is not None:
            moment = stamp.time if stamp.trusted else proved
            if stamp.time > proved:
                self._found.wrong(
                    Aspect.TIMESTAMP, "time-order", f"{exam.name}的时间戳晚于存档时间戳，次序不对。"
                )
        trusted = await self._trusted(exam.name, embedded, moment, Aspect.TRUST)
        if trusted is not None:
            trouble = purpose_problem(bytes(embedded.signer_cert.dump()))
            if trouble:
                self._found.wrong(Aspect.TRUST, "key-usage", f"{exam.name}：{trouble}")
                trusted = False
        claimed = embedded.self_reported_timestamp
        return self._result(exam, known, stamp, trusted, claimed, ok=len(self._found.problems) == before)

    def _result(
        self,
        exam: "SignatureExam",
        known: CertificateFacts,
        stamp: TimestampResult | None,
        trusted: bool | None,
        claimed: datetime | None,
        *,
        ok: bool,
    ) -> SignatureResult:
        embedded = exam.embedded
        algorithm = embedded.signer_info["signature_algorithm"]["algorithm"]
        proved = stamp is not None and stamp.intact and stamp.trusted is not False
        time = stamp.time if stamp is not None and proved else None
        return SignatureResult(
            field=embedded.field_name,
            signer=known.name,
            subject=known.subject,
            issuer=known.issuer,
            serial=known.serial,
            certificate_sha256=known.sha256,
            algorithm="sm3_sm2" if algorithm.dotted == SM3_WITH_SM2 else str(algorithm.native),
            algorithm_oid=str(algorithm.dotted),
            claimed_time=claimed,
            time=time or claimed,
            time_proved=time is not None,
            level=self._level(embedded, stamp),
            intact=exam.intact,
            trusted=trusted,
            covers_end=max(end_of(e) for e in self._embedded) == len(self._pdf),
            modification=exam.modification,
            docmdp_ok=exam.docmdp_ok,
            timestamp=stamp,
            ok=ok,
        )

    def _level(self, embedded: Any, stamp: TimestampResult | None) -> Level:
        """The baseline level (EN 319 142-1, 6) that the file's form has."""
        if embedded.sig_object.get("/SubFilter") != PADES:
            return Level.OTHER
        archived = any(
            other.sig_object_type == "/DocTimeStamp" and other.signed_revision > embedded.signed_revision
            for other in self._embedded
        )
        if stamp is None and not archived:
            return Level.B
        if not self._has_revocation_data:
            return Level.T
        return Level.LTA if archived else Level.LT

    async def _signature_timestamp(self, exam: "SignatureExam", proved: datetime) -> TimestampResult | None:
        status = exam.timestamp_status
        tokens = list(extract_tst_data_iter(exam.embedded.signer_info, signed=False))
        if not tokens:
            return None
        name = f"{exam.name}的时间戳"
        self._found.problems += cms_problems(name, b"", tokens[0], self._trust)
        intact = status is not None and bool(status.intact and status.valid) and len(tokens) == 1
        if not intact:
            self._found.wrong(
                Aspect.TIMESTAMP, "timestamp-altered", f"{name}被改动，或不是这个签名的时间戳。"
            )
        return await self._timestamp_result(
            name, exam.embedded.field_name, status, intact, tokens[0], proved, 0
        )

    async def _document_timestamp(self, embedded: Any, proved: datetime) -> TimestampResult:
        name = f"存档时间戳“{embedded.field_name}”"
        self._add(range_problem(self._pdf, name, embedded))
        self._found.problems += cms_problems(name, embedded.pkcs7_content, embedded.signed_data, self._trust)
        status = await ask_library(async_validate_pdf_timestamp, embedded)
        intact = bool(status.intact and status.valid)
        if not intact:
            self._found.wrong(Aspect.TIMESTAMP, "timestamp-altered", f"{name}覆盖的内容或时间戳本身被改动。")
        check_later_changes(self._found, name, self._reader, embedded)
        return await self._timestamp_result(
            name, embedded.field_name, status, intact, embedded.signed_data, proved, end_of(embedded)
        )

    async def _timestamp_result(
        self, name: str, field: str, status: Any, intact: bool, token: Any, proved: datetime, end: int
    ) -> TimestampResult:
        certificate = status.signing_cert
        time = status.timestamp
        trusted = None
        if self._trust is not None:
            others = carried_certificates(token)
            trusted = self._note(
                name, await self._judge(certificate, others, min(proved, self._now)), Aspect.TIMESTAMP
            )
            usage = certificate.extended_key_usage_value
            if usage is None or TIMESTAMPING not in usage.native:
                self._found.wrong(Aspect.TIMESTAMP, "not-a-tsa", f"{name}的证书不是时间戳服务的证书。")
                trusted = False
        if time > self._now:
            self._found.wrong(Aspect.TIMESTAMP, "future", f"{name}的时间在将来。请检查本机日期。")
        known = facts(bytes(certificate.dump()))
        return TimestampResult(field, known.name, time, intact, trusted, end > 0, end)

    async def _trusted(self, name: str, embedded: Any, moment: datetime, aspect: Aspect) -> bool | None:
        if self._trust is None:
            return None
        if is_sm2_certificate(embedded.signer_cert) and not available():
            self._found.open(aspect, "sm2", f"{name}使用国密证书，没有安装国密支持，是否可信没有检测。")
            return None
        others = carried_certificates(embedded.signed_data)
        return self._note(name, await self._judge(embedded.signer_cert, others, moment), aspect)

    async def _judge(self, certificate: Any, others: Iterable[Any], moment: datetime) -> Verdict:
        if is_sm2_certificate(certificate):
            return sm2_chain.judge(certificate, others, self._trust or TrustList(), moment)
        return await self._chains.judge(certificate, others, moment, past=moment < self._now)

    def _note(self, name: str, verdict: Verdict, aspect: Aspect) -> bool:
        if not verdict.trusted:
            self._found.wrong(aspect, verdict.code, f"{name}不可信：{verdict.problem}。")
        elif not verdict.revocation_known:
            message = f"{name}的证书是否被吊销没有检测（没有当时有效的吊销列表 CRL）。"
            self._found.open(aspect, "revocation-unknown", message)
        return verdict.trusted

    def _add(self, problem: Problem | None) -> None:
        if problem is not None:
            self._found.problems.append(problem)
