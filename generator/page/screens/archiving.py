"""归档: the report's files into an archive package with its row in the register, offered as one ZIP.

The register may be put in, so that the new row follows the rows that are there.
"""

from starlette.responses import Response
from starlette.routing import Route

from generator.archive.package.register import CSV_NAME
from generator.archive.package.settings import FILE_NAME, TERMS
from generator.page.desk.desk import Entry
from generator.page.desk.filing import Wish, archive
from generator.page.guard.uploads import Form, small
from generator.page.refusals import Refusal
from generator.page.rendering import download, go, page
from generator.page.screens.desk import ZIP, report_files
from generator.page.screens.report import entry_of, frame
from generator.page.settings import Limits
from generator.page.site import Call, Site


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""

    def archived(call: Call) -> Response:
        return _archive(call, site.settings.limits)

    base = "/report/{number:int}"
    return [
        Route(base + "/archive", site.shows(_screen), methods=["GET"]),
        Route(base + "/archive", site.does(archived), methods=["POST"]),
        Route(base + "/archive.zip", site.shows(_package), methods=["GET"]),
    ]


def _screen(call: Call) -> Response:
    entry = _final(call)
    shown = frame(call, entry, "archive")
    return page(
        "archive", call.visit, **shown, terms=list(TERMS), register_name=CSV_NAME, settings_name=FILE_NAME
    )


def _final(call: Call) -> Entry:
    """The workbook, if its report is signed off."""
    entry = entry_of(call)
    if entry.state != "final":
        raise Refusal(409, "还不能归档", "只有签发了的报告可以归档。请先到“签发”一步。")
    return entry


def _archive(call: Call, limits: Limits) -> Response:
    entry = _final(call)
    files = report_files(call, entry)[:-1]
    if entry.signed is not None:
        files = [(n, d) for n, d in files if not n.endswith(".pdf")]
        files.append((entry.signed.name, entry.signed.data))
    done = archive(files, _wish(call.form, limits), call.visit.folder())
    call.visit.desk.archive(entry.number, done)
    call.visit.notice = "归档包已生成。请下载保存，把登记表末行摘要抄到纸质备考表上。"
    return go(f"/report/{entry.number}/archive")


def _wish(form: Form, limits: Limits) -> Wish:
    item = form.word("item")
    if item and not (item.isascii() and item.isdigit() and 0 < int(item[:7]) < 1_000_000):
        raise Refusal(
            400, "件号填写有误", "请返回上一页，件号填 1 到 999999 的数字，或不填（取下一个空号）。"
        )
    register, settings, trust = form.file("register"), form.file("settings"), form.file("trust")
    return Wish(
        register=register.data if register else b"",
        settings=small(settings, limits, FILE_NAME).data if settings else b"",
        fonds=form.word("fonds").upper(),
        retention=form.word("retention"),
        item=int(item or 0),
        correction=bool(form.word("correction")),
        trust=(small(trust, limits, "根证书文件").data,) if trust else (),
    )


def _package(call: Call) -> Response:
    entry = entry_of(call)
    if entry.archived is None:
        raise Refusal(404, "还没有归档", "请先在“归档”一步生成归档包。")
    return download(entry.archived.name, entry.archived.data, ZIP)
