"""Names and identifiers of the algorithms (GB/T 33560)."""

from typing import Any

ARC = "1.2.156.10197."
"""All identifiers of the state's cryptography stand below it."""
SM3 = "1.2.156.10197.1.401"
SM3_WITH_SM2 = "1.2.156.10197.1.501"
CURVE = "1.2.156.10197.1.301"

SIGNER_ID = b"1234567812345678"
"""The identity that goes into each digest where none was agreed upon (GM/T 0009, 10)."""


def uses_sm2(signed_data: Any) -> bool:
    """Whether a CMS signature is made with these algorithms."""
    signer = signed_data["signer_infos"][0]
    named = (signer["digest_algorithm"]["algorithm"], signer["signature_algorithm"]["algorithm"])
    return any(str(algorithm.dotted).startswith(ARC) for algorithm in named)


def is_sm2_certificate(certificate: Any) -> bool:
    """Whether a certificate (the library's own object) holds an SM2 key."""
    parameters = certificate.public_key["algorithm"]["parameters"]
    return str(getattr(getattr(parameters, "chosen", None), "dotted", "")) == CURVE
