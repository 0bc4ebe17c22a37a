"""Reading what an office trusts: roots, the authorities below them, and revocation lists, from one file."""

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

from generator.errors import InputError

_PEM_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----(.+?)-----END \1-----", re.DOTALL)
_CERTIFICATES = ("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")
_LISTS = ("X509 CRL", "CRL")
_BUNDLES = ("PKCS7", "CMS")


@dataclass(frozen=True)
class TrustList:
    """Certificates and revocation lists, each as DER.

    Only self-signed certificates are `roots`; all others merely help to build chains.
    """

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()


@dataclass
class _Found:
    certificates: list[bytes] = field(default_factory=list)
    crls: list[bytes] = field(default_factory=list)


def read_trust(items: Iterable[bytes], crls: Iterable[bytes] = ()) -> TrustList:
    """The contents of trust files (PEM bundles, DER certificates, .p7b) and of revocation lists.

    Raises InputError for an item that is none of these.
    """
    found = _Found()
    for item in (*items, *crls):
        _read(item, found)
    roots = [der for der in found.certificates if _self_signed(der)]
    others = [der for der in found.certificates if not _self_signed(der)]
    return TrustList(_unique(roots), _unique(others), _unique(found.crls))


def _read(item: bytes, found: _Found) -> None:
    blocks = list(_blocks(item))
    for kind, der in blocks or [("", item)]:
        if kind in _BUNDLES:
            found.certificates += _from_bundle(der)
        elif kind in _CERTIFICATES:
            found.certificates.append(_certificate(der))
        elif kind in _LISTS:
            found.crls.append(_crl(der))
        elif kind == "":
            _read_der(der, found)


def _blocks(item: bytes) -> Iterator[tuple[str, bytes]]:
    for match in _PEM_BLOCK.finditer(item):
        try:
            yield match[1].decode(), base64.b64decode(match[2])
        except ValueError as error:
            raise InputError("信任文件中有一段不是有效的 PEM 编码。请重新导出。") from error


def _read_der(der: bytes, found: _Found) -> None:
    """Something without PEM marks: tried as certificate, as revocation list, as bundle."""
    try:
        found.certificates.append(_certificate(der))
    except InputError:
        try:
            found.crls.append(_crl(der))
        except InputError:
            found.certificates += _from_bundle(der)


def _certificate(der: bytes) -> bytes:
    try:
        return x509.load_der_x509_certificate(der).public_bytes(Encoding.DER)
    except ValueError as error:
        raise InputError("信任文件中有一段不是有效的证书。请给出 PEM 或 DER 格式的根证书。") from error


def _crl(der: bytes) -> bytes:
    try:
        return x509.load_der_x509_crl(der).public_bytes(Encoding.DER)
    except ValueError as error:
        raise InputError("给出的文件不是有效的证书吊销列表（CRL）。请重新下载。") from error


def _from_bundle(der: bytes) -> list[bytes]:
    try:
        return [c.public_bytes(Encoding.DER) for c in pkcs7.load_der_pkcs7_certificates(der)]
    except ValueError as error:
        raise InputError("信任文件里没有可以识别的证书。请给出 PEM、DER 或 P7B 格式的根证书文件。") from error


def _self_signed(der: bytes) -> bool:
    certificate = x509.load_der_x509_certificate(der)
    return certificate.issuer == certificate.subject


def _unique(items: Sequence[bytes]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(items))
