"""The signatures of a report's PDF as checks: whole, trusted, in time."""

from collections.abc import Iterator, Sequence

from generator.archive.proof.outcome import Check, Reason, Topic, listed
from generator.signing.outcome import Aspect, Level, Problem, SignatureReport, SignatureResult
from generator.signing.validation import validate_signatures

WHOLE = Topic("D01", "签名完整")
TRUSTED = Topic("D02", "签名人可信")
TIMED = Topic("D04", "时间戳")


def examine_signatures(pdf: bytes, trust: Sequence[bytes], crls: Sequence[bytes]) -> SignatureReport:
    """All signatures of the file, with the trust list and the revocation lists given."""
    return validate_signatures(pdf, trust, crls)


def check_signatures(report: SignatureReport) -> Iterator[Check]:
    """One row each for integrity, trust and time stamps."""
    if not report.signed and not report.problems:
        for topic in (WHOLE, TRUSTED, TIMED):
            yield topic.not_run(Reason.NOT_APPLICABLE, "文件没有数字签名")
        return
    yield _whole(report)
    yield _trusted(report)
    yield _timed(report)


def _whole(report: SignatureReport) -> Check:
    problems = [p.message for p in report.about(Aspect.INTEGRITY)] + _open_ended(report)
    open_questions = _unchecked(report, Aspect.INTEGRITY)
    if problems:
        return WHOLE.failed(listed(problems))
    if open_questions:
        return WHOLE.not_run(_reason(open_questions), listed([p.message for p in open_questions]))
    names = "、".join(f"{s.signer}（{s.level}）" for s in report.signatures)
    return WHOLE.passed(f"{len(report.signatures)} 个签名完整，覆盖到文件末尾，签名后没有改动：{names}")


def _open_ended(report: SignatureReport) -> list[str]:
    """Signatures without validation material must end at the last byte: nothing has any business after them."""
    return [
        f"签名“{s.field}”之后文件又被改动（签名没有覆盖到文件末尾）"
        for s in report.signatures
        if s.level in (Level.B, Level.T) and not s.covers_end
    ]


def _trusted(report: SignatureReport) -> Check:
    problems = report.about(Aspect.TRUST)
    if problems:
        return TRUSTED.failed(listed([p.message for p in problems]))
    if any(s.trusted is None for s in report.signatures):
        why = [p.message for p in _unchecked(report, Aspect.TRUST)]
        message = listed(why) if why else "没有给出信任的根证书（--trust），签名人的身份未核对"
        return TRUSTED.not_run(Reason.SETTING, message)
    if not report.signed:
        return TRUSTED.not_run(Reason.UNREADABLE, "签名不可读")
    named = "、".join(_person(s) for s in report.signatures)
    left = [p.message for p in _unchecked(report, Aspect.TRUST)]
    return TRUSTED.passed(f"证书链到所给的根证书：{named}" + (f"；{listed(left)}" if left else ""))


def _timed(report: SignatureReport) -> Check:
    problems = report.about(Aspect.TIMESTAMP)
    if problems:
        return TIMED.failed(listed([p.message for p in problems]))
    proved = [s for s in report.signatures if s.time_proved and s.time]
    if not proved:
        return TIMED.not_run(Reason.NOT_APPLICABLE, "签名没有时间戳，签名时间只是签名人自称的")
    open_questions = _unchecked(report, Aspect.TIMESTAMP)
    if open_questions:
        return TIMED.not_run(_reason(open_questions), listed([p.message for p in open_questions]))
    times = "、".join(f"{s.time:%Y-%m-%d %H:%M:%S%z}" for s in proved if s.time)
    return TIMED.passed(f"时间戳有效：{times}")


def _unchecked(report: SignatureReport, aspect: Aspect) -> list[Problem]:
    return [p for p in report.unchecked if p.aspect is aspect]


def _reason(problems: Sequence[Problem]) -> Reason:
    return Reason.SM2 if any("国密" in p.message for p in problems) else Reason.TOOL


def _person(signature: SignatureResult) -> str:
    return f"{signature.signer}（颁发者 {signature.issuer}）"
