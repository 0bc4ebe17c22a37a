"""Are the signatures of a PDF what they claim to be? The answer that `verify` and the archive build upon.

A signature is accepted only if every one of these holds: its bytes are unaltered, it covers the file to the
end (or nothing but validation material was added after it), the change that came after is one that DocMDP
lets in, and its certificate leads to a root that the *caller* named. Whatever raises is a failure.
"""

import asyncio
from collections.abc import Sequence

from generator.signing.examination import Examination
from generator.signing.library import quiet
from generator.signing.outcome import (
    Aspect,
    Level,
    Problem,
    SignatureReport,
    SignatureResult,
    TimestampResult,
)
from generator.signing.trust import read_trust

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

    Look at `problems` before `signed`: a file whose only signature cannot be read has problems and none.
    Raises InputError if `trust` or `crls` hold something else than certificates and revocation lists.

    `trust`: root certificates, each DER or a PEM bundle; without any, trust is not examined (`trusted` None).
    A PEM bundle may hold intermediate certificates (used to build chains, never trusted by themselves) and
    revocation lists. `crls`: revocation lists, DER or PEM. Old files need the current lists of the newest
    time stamp's chain here.
    """
    trusted = read_trust(trust, crls) if trust else None
    with quiet():
        try:
            return asyncio.run(Examination(pdf, trusted).report())
        except (
            Exception
        ) as error:  # whatever the library stumbles over: a file that cannot be read is not proved
            return SignatureReport(problems=(_unreadable(error),))


def _unreadable(error: Exception) -> Problem:
    kind = type(error).__name__
    message = f"文件或其中的签名已损坏，无法验证（{kind}）。"
    return Problem(Aspect.INTEGRITY, "unreadable", message)
