"""The chain of an SM2 certificate to a trusted root; the certificate library cannot walk it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from generator.signing.certificate import chinese_day
from generator.signing.chains import Verdict
from generator.signing.library import certificates
from generator.signing.sm2.verifier import issued
from generator.signing.trust import TrustList

LONGEST = 10
"""Links; more is no chain but a circle."""


def judge(certificate: Any, others: Iterable[Any], trust: TrustList, moment: datetime) -> Verdict:
    """Whether the chain holds at `moment`. Revocation is not examined."""
    roots = certificates(trust.roots)
    pool = [*others, *certificates(trust.intermediates)]
    link = certificate
    for _ in range(LONGEST):
        if moment > link.not_valid_after:
            return Verdict(f"证书已于{chinese_day(link.not_valid_after)}过期", "expired")
        if moment < link.not_valid_before:
            return Verdict(
                f"签名时证书尚未生效（{chinese_day(link.not_valid_before)}起有效）", "not-yet-valid"
            )
        if any(link.dump() == root.dump() or issued(link, root) for root in roots if _fits(link, root)):
            return Verdict(revocation_known=False)
        above = [other for other in pool if _fits(link, other) and other.ca and issued(link, other)]
        if not above:
            break
        link = above[0]
    return Verdict("证书不是由信任文件中的根证书签发的", "no-chain")


def _fits(link: Any, issuer: Any) -> bool:
    return bool(issuer.subject.dump() == link.issuer.dump())
