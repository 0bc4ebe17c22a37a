"""Tells the ASN.1 library the names of SM2 and SM3: once, when this module is imported, for the whole process.

The signing library looks algorithms up by name, and knows no names for these.
"""

from importlib import import_module
from typing import Any

from generator.signing.sm2.algorithms import CURVE, SM3, SM3_WITH_SM2

DIGEST = "sm3"
MECHANISM = "sm3_sm2"
_BYTES = 32
"""Length of a private key."""

_algorithms: Any = import_module("asn1crypto.algos")
_keys: Any = import_module("asn1crypto.keys")
"""Imported by name: the library has no types."""


def _register() -> None:
    for kind, oid, name in (
        (_algorithms.DigestAlgorithmId, SM3, DIGEST),
        (_algorithms.SignedDigestAlgorithmId, SM3_WITH_SM2, MECHANISM),
    ):
        kind._map[oid] = name
        kind._reverse_map = None  # rebuilt by the library on next use
    _keys.NamedCurve.register("sm2", CURVE, _BYTES)


def mechanism() -> Any:
    """The algorithm identifier that goes into a signature."""
    return _algorithms.SignedDigestAlgorithm({"algorithm": MECHANISM})


def private_number(der: bytes) -> int:
    """The private key in a PKCS#8 structure, not encrypted. Raises ValueError if it is none."""
    return int(_keys.PrivateKeyInfo.load(der)["private_key"].parsed["private_key"].native)


_register()
