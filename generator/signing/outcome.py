"""What an examination of signatures finds: plain facts for `verify`, the archive and the signer's own check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """How far a signature can be proved later (ETSI EN 319 142-1); the text is shown to users."""

    B = "PAdES B-B"
    T = "PAdES B-T"
    LT = "PAdES B-LT"
    LTA = "PAdES B-LTA"
    OTHER = "其他签名"
    """Not a PAdES signature (another SubFilter)."""


class Aspect(StrEnum):
    """What a problem is about; `verify` lists each as a check of its own."""

    INTEGRITY = "integrity"
    """The bytes: digests, coverage to the end of the file, changes after the signature, form of the file."""
    TRUST = "trust"
    """The certificate: chain to a given root, validity, revocation."""
    TIMESTAMP = "timestamp"
    """The time stamps: token, coverage, chain, order of times."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or (in `unchecked`) that could not be examined, and why.

    `code` is stable and for machines; `message` is Chinese and names the signature or the object concerned.
    """

    aspect: Aspect
    code: str
    message: str


@dataclass(frozen=True)
class TimestampResult:
    """A time stamp: of one signature (`field` is the signature's) or of the whole document (its own field).

    `trusted` is None where no roots were given. `time` is None if the token cannot be read.
    """

    field: str
    authority: str
    time: datetime | None
    intact: bool
    trusted: bool | None
    covers_document: bool
    """A document time stamp; False for the time stamp inside a signature."""
    ends_at: int
    """Offset after the last byte that it covers; 0 for a time stamp inside a signature."""


@dataclass(frozen=True)
class SignatureResult:
    """One signature. Strings are empty, times None, where the signature is too broken to tell."""

    field: str
    signer: str
    """Common name of the certificate, else organisation, else the whole subject."""
    subject: str
    issuer: str
    serial: str
    """Serial number of the certificate in hexadecimal."""
    certificate_sha256: str
    algorithm: str
    """For example sha256WithRSAEncryption."""
    algorithm_oid: str
    claimed_time: datetime | None
    """What the signer's machine said."""
    time: datetime | None
    """The time stamp's time if there is an intact one, else the claimed one."""
    time_proved: bool
    """Whether `time` comes from a time stamp."""
    level: Level
    intact: bool
    """Digest and signature value are right."""
    trusted: bool | None
    """Chain to one of the given roots, valid and not revoked; None: no roots given, not examined."""
    covers_end: bool
    """The signature itself, or a document time stamp over it, ends at the last byte of the file."""
    modification: str
    """What was added after it, in Chinese: 无, 仅验证材料 …"""
    docmdp_ok: bool
    timestamp: TimestampResult | None
    ok: bool


@dataclass(frozen=True)
class SignatureReport:
    """All signatures and document time stamps of one PDF, in the order in which they were made."""

    signatures: tuple[SignatureResult, ...] = ()
    timestamps: tuple[TimestampResult, ...] = ()
    """Document time stamps."""
    problems: tuple[Problem, ...] = ()
    """Everything that is wrong; a file without a signature has none unless one was taken out."""
    unchecked: tuple[Problem, ...] = ()
    """What was not examined, and why (no roots given, SM2 without the extra, no revocation data …)."""

    @property
    def signed(self) -> bool:
        """Whether there is a signature at all."""
        return bool(self.signatures)

    @property
    def ok(self) -> bool:
        """Signed, nothing wrong, and no signature whose bytes could not be examined."""
        open_questions = any(p.aspect is Aspect.INTEGRITY for p in self.unchecked)
        return self.signed and not self.problems and not open_questions

    def about(self, aspect: Aspect) -> tuple[Problem, ...]:
        """The problems of one aspect."""
        return tuple(p for p in self.problems if p.aspect is aspect)
