"""The parts of a CMS signature (RFC 5652) that its own signature value does not protect.

Versions, lists of algorithms and the bag of certificates may be altered without breaking the signature; an
archive must notice that as well. Each of them follows from what is protected, so each can be checked.
"""

from collections.abc import Iterator
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from generator.signing.der import tags, value_length
from generator.signing.library import certificates
from generator.signing.outcome import Aspect, Problem
from generator.signing.sm2.algorithms import ARC
from generator.signing.sm2.verifier import available, issued
from generator.signing.trust import TrustList

_DATA = "data"
_UNSIGNED = frozenset({"signature_time_stamp_token"})
"""Unsigned attributes that PAdES baseline signatures may carry (EN 319 142-1, 6.3)."""

_SIGNED_DATA = (b"\x02\x31\x30\xa0\x31", b"\x02\x31\x30\xa0\xa1\x31")
"""Tags of SignedData's parts: version, digests, content, certificates, perhaps revocation lists, signers."""
_SIGNER_INFO = tuple(
    b"\x02" + identifier + b"\x30\xa0\x30\x04" + unsigned
    for identifier in (b"\x30", b"\x80")
    for unsigned in (b"", b"\xa1")
)
"""Tags of SignerInfo's parts: version, certificate, digest, signed attributes, algorithm, value, unsigned ones."""


def cms_problems(name: str, content: bytes, signed_data: Any, trust: TrustList | None) -> Iterator[Problem]:
    """What has been altered in one signature or time stamp.

    `content` is its encoding with the padding after it; empty for a time stamp within a signature. With
    `trust` every certificate carried along must have an issuer; without, the topmost may lack it.
    """
    for code, message in (
        *_padding(content),
        *_versions(signed_data),
        *_algorithms(signed_data),
        *_attributes(signed_data),
        *_certificates(signed_data, trust),
    ):
        yield Problem(Aspect.INTEGRITY, code, f"{name}的{message}")


_Fault = tuple[str, str]


def _padding(content: bytes) -> Iterator[_Fault]:
    """After the encoding only zeros may fill the place that was kept free."""
    if content and content[value_length(content) :].strip(b"\0"):
        yield "cms-padding", "签名值之后的填充被改动。"


def _versions(signed_data: Any) -> Iterator[_Fault]:
    """RFC 5652, 5.1 and 5.3: which parts there are, and the numbers that follow from them."""
    signer = signed_data["signer_infos"][0]
    by_key = signer["sid"].name == "subject_key_identifier"
    plain = signed_data["encap_content_info"]["content_type"].native == _DATA
    expected = ("v1" if plain and not by_key else "v3", "v3" if by_key else "v1")
    found = (signed_data["version"].native, signer["version"].native)
    parts = tags(signed_data.contents) in _SIGNED_DATA and tags(signer.contents) in _SIGNER_INFO
    if found != expected or len(signed_data["signer_infos"]) != 1 or not parts:
        yield "cms-structure", "签名结构被改动。"


def _algorithms(signed_data: Any) -> Iterator[_Fault]:
    """The list in front names the digest that the signer used, and nothing else."""
    used = signed_data["signer_infos"][0]["digest_algorithm"]
    listed = [
        (item["algorithm"].dotted, item["parameters"].native) for item in signed_data["digest_algorithms"]
    ]
    if listed != [(used["algorithm"].dotted, None)] or used["parameters"].native is not None:
        yield "cms-structure", "签名结构被改动（摘要算法）。"


def _attributes(signed_data: Any) -> Iterator[_Fault]:
    """Unsigned attributes: a time stamp, and nothing that anybody could add."""
    attributes = signed_data["signer_infos"][0]["unsigned_attrs"]
    kinds = [attribute["type"].native for attribute in attributes or ()]
    if set(kinds) - _UNSIGNED or len(kinds) != len(set(kinds)):
        yield "cms-structure", "签名结构被改动（附加了不认识的内容）。"


def _certificates(signed_data: Any, trust: TrustList | None) -> Iterator[_Fault]:
    """The bag holds the signer's certificate and those above it, each signed by the next, and no others."""
    carried = list({c.chosen.dump(): c.chosen for c in signed_data["certificates"]}.values())
    try:
        bag = [x509.load_der_x509_certificate(bytes(item.dump())) for item in carried]
    except (ValueError, TypeError):
        yield "cms-certificates", "所附证书被改动。"
        return
    own = [bag[place] for place, item in enumerate(carried) if _is_named(signed_data, item)]
    if len(own) != 1:
        yield "cms-structure", "签名结构被改动（所指的证书）。"
        return
    known = [] if trust is None else [*trust.roots, *trust.intermediates]
    above = [*bag, *(x509.load_der_x509_certificate(der) for der in known)]
    for certificate in bag:
        issuers = [other for other in above if other.subject == certificate.issuer]
        signed = any(_issued(certificate, issuer) for issuer in issuers) or not (issuers or trust)
        if not signed or (certificate != own[0] and not _issues_any(certificate, bag)):
            yield "cms-certificates", "所附证书被改动。"
            return


def _is_named(signed_data: Any, certificate: Any) -> bool:
    """Whether the signer information points at this certificate."""
    identifier = signed_data["signer_infos"][0]["sid"]
    if identifier.name == "subject_key_identifier":
        return bool(certificate.key_identifier == identifier.chosen.native)
    named = identifier.chosen
    issuer = bytes(named["issuer"].dump()) == bytes(certificate.issuer.dump())
    return issuer and bool(named["serial_number"].native == certificate.serial_number)


def _issues_any(certificate: x509.Certificate, bag: list[x509.Certificate]) -> bool:
    return any(other.issuer == certificate.subject and other != certificate for other in bag)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the signature on a certificate is right. SM2, where it cannot be checked here, passes."""
    if certificate.signature_algorithm_oid.dotted_string.startswith(ARC):
        pair = certificates(item.public_bytes(Encoding.DER) for item in (certificate, issuer))
        return not available() or issued(*pair)
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True
