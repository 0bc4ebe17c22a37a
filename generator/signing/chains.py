"""Does a certificate lead to a root that we trust, at a given moment? And was it revoked by then?

The moment goes back step by step (ETSI TS 102 778-4, 4.3): the newest time stamp is judged now; what it
covers is judged at its time; the signature at the time of its own time stamp. So a signature outlives the
certificates under it, as long as the newest time stamp is renewed before its own certificate ends.
Nothing is fetched from the network: a verdict must not depend on who answers today.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pyhanko_certvalidator import CertificateValidator
from pyhanko_certvalidator.errors import (
    DisallowedAlgorithmError,
    ExpiredError,
    InsufficientRevinfoError,
    InvalidCertificateError,
    NotYetValidError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    REQUIRE_REVINFO,
    CertRevTrustPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from generator.signing.certificate import chinese_day
from generator.signing.library import certificates, validation_context
from generator.signing.trust import TrustList

_ANY_LIST = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.NO_CHECK),
    freshness=timedelta(days=365 * 200),
    freshness_req_type=FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION,
)
"""The certificate itself on a list of any age; those above it are not asked about."""


@dataclass(frozen=True)
class Evidence:
    """All that helps to judge certificates: what we trust, and what the file itself brings along."""

    trust: TrustList
    certificates: tuple[Any, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """`problem` is a Chinese clause, empty if the chain holds. `revocation_known`: data for every link."""

    problem: str = ""
    code: str = ""
    revocation_known: bool = True

    @property
    def trusted(self) -> bool:
        """Whether the chain holds."""
        return not self.problem


@dataclass
class Chains:
    """Judges certificates by one body of evidence."""

    evidence: Evidence
    _known: dict[tuple[bytes, datetime, bool], Verdict] = field(default_factory=dict)

    async def judge(self, certificate: Any, others: Iterable[Any], moment: datetime, past: bool) -> Verdict:
        """Whether `certificate` (with `others` to build its chain) was good at `moment`.

        `past`: the moment is proved by a time stamp, so that revocation lists issued later count as well.
        """
        key = (bytes(certificate.dump()), moment, past)
        if key not in self._known:
            self._known[key] = await self._judge(certificate, tuple(others), moment, past)
        return self._known[key]

    async def _judge(
        self, certificate: Any, others: tuple[Any, ...], moment: datetime, past: bool
    ) -> Verdict:
        strict = CertRevTrustPolicy(REQUIRE_REVINFO, retroactive_revinfo=past)
        try:
            await self._walk(certificate, others, moment, strict)
            return Verdict()
        except InsufficientRevinfoError:
            return await self._judge_with_gaps(certificate, others, moment, past)
        except (PathBuildingError, ValidationError) as error:
            return _verdict(error, past)

    async def _judge_with_gaps(
        self, certificate: Any, others: tuple[Any, ...], moment: datetime, past: bool
    ) -> Verdict:
        """Where revocation data are missing or too old for some link, each link is asked for by itself.

        A list that has run out does not prove that a certificate was good, but still that one was revoked.
        """
        try:
            path = await self._walk(certificate, others, moment, CertRevTrustPolicy(NO_REVOCATION))
            for link in path.iter_certs(include_root=False):
                with suppress(InsufficientRevinfoError):
                    await self._walk(link, others, moment, _ANY_LIST)
        except (PathBuildingError, ValidationError) as error:
            return _verdict(error, past)
        return Verdict(revocation_known=False)

    async def _walk(
        self, certificate: Any, others: tuple[Any, ...], moment: datetime, policy: CertRevTrustPolicy
    ) -> Any:
        """The path to a root; raises one of the library's errors if there is none that holds."""
        evidence = self.evidence
        context = validation_context(
            trust_roots=certificates(evidence.trust.roots),
            other_certs=certificates(evidence.trust.intermediates),
            crls=list(dict.fromkeys((*evidence.trust.crls, *evidence.crls))),
            ocsps=list(evidence.ocsps),
            moment=moment,
            revinfo_policy=policy,
        )
        validator: Any = CertificateValidator
        intermediates = [*others, *evidence.certificates]
        return await validator(certificate, intermediates, context).async_validate_path()


def _verdict(error: Exception, past: bool) -> Verdict:
    """The library's error as a Chinese clause."""
    match error:
        case RevokedError():
            return Verdict(f"证书已于{chinese_day(error.revocation_dt)}被吊销", "revoked")
        case ExpiredError():
            proof = "" if past else "，且没有有效的时间戳证明签名早于过期"
            return Verdict(f"证书已于{chinese_day(error.expired_dt)}过期{proof}", "expired")
        case NotYetValidError():
            return Verdict(f"签名时证书尚未生效（{chinese_day(error.valid_from)}起有效）", "not-yet-valid")
        case PathBuildingError():
            return Verdict("证书不是由信任文件中的根证书签发的", "no-chain")
        case DisallowedAlgorithmError():
            return Verdict("证书使用了已不安全的算法", "weak-algorithm")
        case InvalidCertificateError():
            return Verdict("证书无效", "invalid-certificate")
    if "could not be verified" in str(error):
        return Verdict("证书不是由信任文件中的根证书签发的，而是由同名的另一机构", "no-chain")
    return Verdict("证书链不符合证书机构的规定", "bad-chain")
