"""签发: what changed since the last version, sign-off by name and date, signature with the office's certificate.

The sign-off is tied to the version that was read: the form carries its digest, and where the workbook on the
desk has become another one the sign-off is refused.
"""

import re
from datetime import date
from pathlib import PurePath

from starlette.responses import Response
from starlette.routing import Route

from generator.clock import today
from generator.document.fingerprint import version_number
from generator.page.desk import engine
from generator.page.desk.desk import Entry, SignedFile
from generator.page.desk.keys import SentKey
from generator.page.desk.rewriting import with_approval
from generator.page.guard.uploads import small
from generator.page.refusals import Refusal
from generator.page.rendering import download, go, page
from generator.page.screens.report import entry_of, frame
from generator.page.site import Call, Site

_NAME = re.compile(r"[^\x00-\x1f=+@\-][^\x00-\x1f]{0,19}")
_TSA = re.compile(r"https?://[!-~]{1,200}")


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""

    def signed(call: Call) -> Response:
        return _sign(call, site)

    base = "/report/{number:int}"
    return [
        Route(base + "/sign", site.shows(_screen), methods=["GET"]),
        Route(base + "/against", site.does(_against), methods=["POST"]),
        Route(base + "/approve", site.does(_approve), methods=["POST"]),
        Route(base + "/signature", site.does(signed), methods=["POST"]),
        Route(base + "/signed.pdf", site.shows(_signed_file), methods=["GET"]),
    ]


def _screen(call: Call) -> Response:
    entry = _ready(call)
    shown = frame(call, entry, "sign")
    version = call.visit.desk.proof(entry).version
    return page(
        "sign",
        call.visit,
        **shown,
        changes=call.visit.desk.changes(entry),
        version=version,
        version_number=version_number(version),
        today=today(),
    )


def _ready(call: Call) -> Entry:
    """The workbook, if a report can be made of it."""
    entry = entry_of(call)
    if entry.state not in ("draft", "final") or not call.visit.desk.proof(entry).version:
        raise Refusal(409, "还不能签发", "工作簿中还有错误。请先按问题清单改正，重新放入。")
    return entry


def _against(call: Call) -> Response:
    """Compare with a version that was read before and is not on the desk any more."""
    entry, upload = _ready(call), call.form.file("workbook")
    if upload is None:
        raise Refusal(400, "没有选择文件", "请返回上一页，选择以前审阅过的工作簿。")
    call.visit.desk.compare_with(entry.number, upload)
    return go(f"/report/{entry.number}/sign")


def _approve(call: Call) -> Response:
    """Write 签发人 and 签发日期 into the workbook, if it still is the version that was read."""
    entry, form = _ready(call), call.form
    _check_version(call.visit.desk.proof(entry).version, form.word("version"), form.word("read_number"))
    if not form.word("read"):
        raise Refusal(400, "没有确认已审阅", "请返回上一页，审阅版面和改动，勾选“已审阅”后再签发。")
    name, day = form.word("approved_by"), _day(form.word("approved_on"))
    if not _NAME.fullmatch(name):
        raise Refusal(400, "签发人填写有误", "请返回上一页，填写签发人的姓名（20字以内）。")
    call.visit.desk.rewrite(entry.number, with_approval(entry.examination, name, day))
    call.visit.notice = "已签发，签发人和日期已写入工作簿。请下载更新后的工作簿保存，再签名盖章。"
    return go(f"/report/{entry.number}/sign")


def _check_version(current: str, seen: str, typed: str) -> None:
    """Raise Refusal unless the version that was read (on the screen, on paper) is the one on the desk."""
    digits = re.sub(r"[^0-9A-F]", "", typed.upper())
    if seen != current or (typed and digits != version_number(current).replace("-", "")):
        raise Refusal(
            409,
            "审阅的不是这一版",
            f"现在的版本号是{version_number(current)}，与审阅的版本号不同，内容已有改动。请重新审阅后再签发。",
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refusal(400, "签发日期填写有误", "请返回上一页，填写签发日期，如 2026-01-25。") from None


def _sign(call: Call, site: Site) -> Response:
    """Sign the report's PDF. The certificate and its passphrase live as long as this function."""
    from generator.signing.seal import read_seal
    from generator.signing.signer import Wishes, sign, signed_name

    entry, form, limits = _ready(call), call.form, site.settings.limits
    if entry.state != "final":
        raise Refusal(409, "还没有签发", "送审稿不能签名。请先填写签发人和签发日期。")
    certificate = form.file("certificate")
    if certificate is None:
        raise Refusal(400, "没有选择证书", "请返回上一页，选择单位的证书文件（.p12 或 .pfx）。")
    seal, tsa = form.file("seal"), form.word("tsa")
    if tsa and not _TSA.fullmatch(tsa):
        raise Refusal(400, "时间戳地址有误", "时间戳服务地址应以 http:// 或 https:// 开头。没有的可以不填。")
    picture = small(seal, limits, "印章图样").data if seal else None
    key = SentKey(small(certificate, limits, "证书文件"), form.words.get("passphrase", ""))
    name, pdf = _pdf(call, entry)
    wishes = Wishes(read_seal(picture), tsa or None)
    done = sign(pdf, key, wishes)
    signature = done.report.signatures[0]
    file = SignedFile(
        signed_name(name), done.pdf, signature.signer, str(signature.level), signature.time, wishes.seal.demo
    )
    call.visit.desk.sign(entry.number, file)
    call.visit.notice = "签名完成。请下载保存已签名的报告。"
    return go(f"/report/{entry.number}/sign")


def _pdf(call: Call, entry: Entry) -> tuple[PurePath, bytes]:
    layout = call.visit.desk.proof(entry).layout
    assert layout is not None
    name, data = engine.written(entry.examination, layout, ("pdf",))["pdf"]
    return PurePath(name), data


def _signed_file(call: Call) -> Response:
    entry = entry_of(call)
    if entry.signed is None:
        raise Refusal(404, "还没有签名", "请先在“签发”一步签名盖章。")
    return download(entry.signed.name, entry.signed.data, "application/pdf")
