"""Certificates: what they say, and whether one may sign a report now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from generator.clock import CHINA
from generator.errors import InputError

SIGNING_PURPOSES = frozenset(
    {
        ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # document signing, RFC 9336
        ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # document signing, Microsoft
        ObjectIdentifier("1.2.840.113583.1.1.5"),  # authentic documents, Adobe
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
        ExtendedKeyUsageOID.CLIENT_AUTH,
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
    }
)
"""Purposes of which a certificate that names any must have one. Office certificates often name the two of mail
and login only; those of web servers, of code and of time stamp authorities are none to sign a report with."""

SHORTEST_RSA = 2048
"""Bits. Shorter keys are no longer accepted anywhere (SP 800-131A)."""


_Extension = TypeVar("_Extension", bound=x509.ExtensionType)


@dataclass(frozen=True)
class CertificateFacts:
    """What is shown and filed of a certificate."""

    name: str
    """Common name, else organisation, else the whole subject."""
    subject: str
    issuer: str
    serial: str
    sha256: str


def facts(der: bytes) -> CertificateFacts:
    """Read a certificate; raises ValueError if it is none."""
    certificate = x509.load_der_x509_certificate(der)
    return CertificateFacts(
        name=_short_name(certificate.subject),
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:x}",
        sha256=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def check_may_sign(der: bytes, now: datetime) -> None:
    """Raise InputError if a signature made with this certificate now would be worth nothing."""
    certificate = x509.load_der_x509_certificate(der)
    name = _short_name(certificate.subject)
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now < begin:
        raise InputError(
            f"证书“{name}”尚未生效（{chinese_day(begin)}起有效）。请检查本机日期，或在生效后签名。"
        )
    if now > end:
        raise InputError(f"证书“{name}”已于{chinese_day(end)}过期。请换用有效的证书。")
    problem = purpose_problem(der)
    if problem:
        raise InputError(f"证书“{name}”不能用来签署文件：{problem}请换用单位的签名证书。")
    _check_strength(certificate, name)


def purpose_problem(der: bytes) -> str:
    """Why this certificate is none to sign documents with, as a Chinese sentence; empty if it is one.

    Key usage must allow digital signatures or non-repudiation (RFC 5280, 4.2.1.3); no authority signs
    documents, but a certificate that an office issued to itself may; and where purposes are named, one must fit.
    """
    certificate = x509.load_der_x509_certificate(der)
    usage = _extension(certificate, x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        return "证书的密钥用途不含“数字签名”或“不可否认”。"
    constraints = _extension(certificate, x509.BasicConstraints)
    if constraints is not None and constraints.ca and certificate.issuer != certificate.subject:
        return "这是证书机构（CA）自己的证书。"
    purposes = _extension(certificate, x509.ExtendedKeyUsage)
    if purposes is not None and not SIGNING_PURPOSES & set(purposes):
        return "证书的用途是网站、代码或时间戳等。"
    return ""


def chain_of(der: bytes, pool: Iterable[bytes]) -> list[bytes]:
    """The certificate and those of the pool above it, nearest first; the rest of the pool stays out."""
    chain = [x509.load_der_x509_certificate(der)]
    waiting = [x509.load_der_x509_certificate(other) for other in pool]
    while chain[-1].issuer != chain[-1].subject:
        above = [other for other in waiting if other.subject == chain[-1].issuer and other not in chain]
        if not above:
            break
        chain.append(above[0])
    return [certificate.public_bytes(Encoding.DER) for certificate in chain]


def _check_strength(certificate: x509.Certificate, name: str) -> None:
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return  # SM2: judged by its own signer
    if isinstance(key, rsa.RSAPublicKey) and key.key_size < SHORTEST_RSA:
        raise InputError(
            f"证书“{name}”的 RSA 密钥只有 {key.key_size} 位，强度不足。请换用 2048 位以上的证书。"
        )
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise InputError(f"证书“{name}”的密钥类型不受支持。请换用 RSA 或椭圆曲线（EC）证书。")


def _extension(certificate: x509.Certificate, kind: type[_Extension]) -> _Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _short_name(subject: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in subject.get_attributes_for_oid(kind):
            return str(attribute.value)
    return subject.rfc4514_string()


def chinese_day(moment: datetime) -> str:
    """A date as people write it, in the time of China."""
    local = moment.astimezone(CHINA)
    return f"{local.year}年{local.month}月{local.day}日"
