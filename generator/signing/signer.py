"""Signing one report: into the field that the PDF writer left for it, with the seal's picture as its look.

PAdES (ETSI EN 319 142-1): B-B, with a time stamp B-T, with revocation data and an archive time stamp B-LTA.
The signature certifies the document and lets no change in. The result is examined as `verify` would before
anybody gets it.
"""

import asyncio
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from generator import clock
from generator.errors import InputError, SetupError
from generator.signing.archiving import add_archive_timestamp
from generator.signing.certificate import check_may_sign, facts
from generator.signing.keys import KeySource
from generator.signing.library import quiet
from generator.signing.outcome import Level, SignatureReport
from generator.signing.report_writer import ReportWriter
from generator.signing.seal import Seal, stamp_style
from generator.signing.timestamping import ChineseTimeStamper, timestamper
from generator.signing.trust import TrustList
from generator.signing.unsigned import ReportFile, accept
from generator.signing.validation import validate_signatures
from generator.writers.pdf import FIELD_NAME

SIGNED_SUFFIX = "（已签）"
"""Added to the file's name before `.pdf`, as 送审稿 marks a draft."""

REASON = "签发"


@dataclass(frozen=True)
class Wishes:
    """What is asked for beside the key.

    `tsa`: address of a time stamp authority (B-T). `ltv`: B-LTA; needs `tsa` and roots in `trust`. With
    `trust` the signer's certificate must lead to one of its roots, whatever the level.
    """

    seal: Seal
    tsa: str | None = None
    ltv: bool = False
    trust: TrustList = TrustList()

    @property
    def level(self) -> Level:
        """The level that the signature will have."""
        if self.ltv:
            return Level.LTA
        return Level.T if self.tsa else Level.B


@dataclass(frozen=True)
class Signed:
    """The signed file, what it says of itself, and what the examination of it found."""

    pdf: bytes
    document: ReportFile
    report: SignatureReport


def signed_name(path: PurePath) -> str:
    """The name of the signed file beside the unsigned one."""
    return f"{path.stem}{SIGNED_SUFFIX}{path.suffix}"


def sign(pdf: bytes, source: KeySource, wishes: Wishes) -> Signed:
    """Sign a report; the bytes given are the beginning of the bytes returned.

    Raises InputError (a file not to be signed, a key or certificate not to sign with), SetupError (device or
    time stamp authority not reachable). Nothing is written anywhere.
    """
    document = accept(pdf)
    stamper = timestamper(wishes.tsa) if wishes.tsa else None
    with quiet(), source as signer:
        certificate = _certificate_of(signer)
        check_may_sign(certificate, clock.now())
        signed = _run(pdf, signer, source.digest, stamper, wishes)
    report = validate_signatures(
        signed, (*wishes.trust.roots, *wishes.trust.intermediates), wishes.trust.crls
    )
    _check_result(pdf, signed, report, wishes, facts(certificate).sha256)
    return Signed(signed, document, report)


def _certificate_of(signer: Signer) -> bytes:
    certificate: Any = signer.signing_cert
    if certificate is None:
        raise InputError("没有签名证书。请检查证书设置。")
    return bytes(certificate.dump())


def _run(
    pdf: bytes, signer: Signer, digest: str, stamper: ChineseTimeStamper | None, wishes: Wishes
) -> bytes:
    """All that talks to keys and networks, its errors in Chinese."""
    try:
        return asyncio.run(_sign(pdf, signer, digest, stamper, wishes))
    except RevokedError as error:
        raise InputError("签名证书或时间戳证书已被吊销，不能签名。请换用有效的证书。") from error
    except (PathError, ValidationError) as error:
        raise InputError(
            "签名证书或时间戳证书通不过信任文件：没有通到所给根证书的证书链，或取不到吊销列表（CRL）。"
            "请在信任文件里补上根证书、中级证书和各机构当前的 CRL。没有写出任何文件。"
        ) from error
    except SigningError as error:
        raise InputError(f"签名没有完成：{error}。没有写出任何文件。") from error


async def _sign(
    pdf: bytes, signer: Signer, digest: str, stamper: ChineseTimeStamper | None, wishes: Wishes
) -> bytes:
    signed = await _fill_field(pdf, signer, digest, stamper, wishes.seal)
    if wishes.ltv and stamper is not None:
        return await add_archive_timestamp(signed, stamper, wishes.trust)
    return signed


async def _fill_field(
    pdf: bytes, signer: Signer, digest: str, stamper: ChineseTimeStamper | None, seal: Seal
) -> bytes:
    """The signature itself: B-B, or B-T with a time stamp in it."""
    metadata = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm=digest,
        subfilter=SigSeedSubFilter.PADES,
        reason=REASON,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    filler: Any = PdfSigner(metadata, signer, timestamper=stamper, stamp_style=stamp_style(seal))
    output = io.BytesIO()
    make_writer: Any = ReportWriter
    await filler.async_sign_pdf(make_writer(io.BytesIO(pdf)), output=output, existing_fields_only=True)
    return output.getvalue()


def _check_result(
    pdf: bytes, signed: bytes, report: SignatureReport, wishes: Wishes, certificate_sha256: str
) -> None:
    """Raise InputError unless the result is what was asked for, as `verify` will see it."""
    if not report.ok:
        reasons = "".join(problem.message for problem in (*report.problems, *report.unchecked))
        raise InputError(f"签名后自检没有通过，没有写出任何文件：{reasons}")
    only = report.signatures[0] if len(report.signatures) == 1 else None
    wrong = only is None or only.certificate_sha256 != certificate_sha256 or only.level is not wishes.level
    if wrong or not signed.startswith(pdf):
        raise SetupError("签名后自检没有通过：结果与所要求的签名不符，没有写出任何文件。请联系维护人员。")
