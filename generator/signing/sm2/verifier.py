"""Checking SM2 signatures with a library that had no part in making them (needs the extra `nianbao[sm2]`)."""

import hashlib
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from generator.signing.sm2.algorithms import SIGNER_ID, is_sm2_certificate


def available() -> bool:
    """Whether signatures can be checked here: the extra is installed, and OpenSSL offers SM3."""
    return find_spec("gmalg") is not None and "sm3" in hashlib.algorithms_available


def verify(certificate: Any, data: bytes, signature: bytes) -> bool:
    """Whether `signature` (DER of r and s) over `data` is by the key of `certificate` (the library's object)."""
    gmalg: Any = import_module("gmalg")
    try:
        r, s = decode_dss_signature(signature)
        checker = gmalg.SM2(uid=SIGNER_ID, pk=bytes(certificate.public_key["public_key"].native))
        return bool(checker.verify(data, r.to_bytes(32, "big"), s.to_bytes(32, "big")))
    except (ValueError, OverflowError):
        return False


def issued(certificate: Any, issuer: Any) -> bool:
    """Whether `certificate` bears the signature of `issuer`, both the library's objects."""
    if not is_sm2_certificate(issuer):
        return False
    signed, signature = certificate["tbs_certificate"].dump(), certificate["signature_value"].native
    return verify(issuer, bytes(signed), bytes(signature))


def check_value(signed_data: Any, covered: bytes, certificate: Any) -> tuple[bool, bool]:
    """Whether the digest of the covered bytes is the signed one, and whether the signature value is right.

    The signed attributes must bind the certificate (signing certificate, version 2, RFC 5035).
    """
    signer = signed_data["signer_infos"][0]
    attributes = {item["type"].native: item["values"][0] for item in signer["signed_attrs"]}
    intact = bytes(attributes["message_digest"].native) == hashlib.new("sm3", covered).digest()
    signed = bytes(signer["signed_attrs"].untag().dump())
    valid = verify(certificate, signed, bytes(signer["signature"].native))
    return intact, valid and _is_bound(attributes, certificate)


def _is_bound(attributes: dict[str, Any], certificate: Any) -> bool:
    named = attributes["signing_certificate_v2"]["certs"][0]
    digest = hashlib.new(named["hash_algorithm"]["algorithm"].native, certificate.dump()).digest()
    return bytes(named["cert_hash"].native) == digest
