"""Are the signatures of a PDF what they claim to be? The answer that `verify` and the archive build upon.

A signature is accepted only if every one of these holds: its bytes are unaltered, it covers the file to the
end (or nothing but validation material was added after it), the change that came after is one that DocMDP
lets in, and its certificate leads to a root that the *caller* named. Whatever raises is a failure.
"""

from collections.abc import Sequence

from generator.signing.outcome import (
    Aspect,
    Level,
    Problem,
    SignatureReport,
    SignatureResult,
    TimestampResult,
)

__all__ = [
    "Aspect",
    "Level",
    "Problem",
    "SignatureReport",
    "SignatureResult",
    "TimestampResult",
    "validate_signatures",
]


def validate_signatures(
    pdf: bytes, trust: Sequence[bytes] = (), crls: Sequence[bytes] = ()
) -> SignatureReport:
    """Examine every signature and time stamp in `pdf`; never raises for a bad file.

    `trust`: root certificates, each DER or a PEM bundle; without any, trust is not examined (`trusted` None).
    A PEM bundle may hold intermediate certificates (used to build chains, never trusted by themselves) and
    revocation lists. `crls`: revocation lists, DER or PEM. Old files need the current lists of the newest
    time stamp's chain here.
    """
    raise NotImplementedError
