"""One report: 核对 (findings beside the real pages), 预览与下载, and what is written into its workbook."""

from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from generator.checks.annotate import annotated
from generator.clock import document_time
from generator.files import zip_bytes
from generator.page.desk import engine
from generator.page.desk.desk import Entry
from generator.page.desk.rewriting import with_notes
from generator.page.pictures import page_picture
from generator.page.refusals import Refusal, gone
from generator.page.rendering import download, go, page
from generator.page.screens.desk import ZIP, report_files
from generator.page.screens.findings import shown_findings, spots
from generator.page.site import Call, Site
from generator.report.finding import Severity
from generator.typesetting.units import PAGE_HEIGHT, PAGE_WIDTH

_HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""The report as a page has its style inside; it may do nothing else."""
_LONGEST_NOTE = 500


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""
    shown = {
        "": _check,
        "/page/{page:int}.png": _picture,
        "/preview": _preview,
        "/file/{kind:str}": _file,
        "/read": _read,
        "/annotated": _annotated,
        "/workbook": _workbook,
        "/changes.pdf": _changes,
    }
    base = "/report/{number:int}"
    return [
        *(Route(base + path, site.shows(screen), methods=["GET"]) for path, screen in shown.items()),
        Route(base + "/confirm", site.does(_confirm), methods=["POST"]),
    ]


def entry_of(call: Call) -> Entry:
    """The workbook that the address names."""
    return call.visit.desk.entry(call.number("number"))


def frame(call: Call, entry: Entry, step: str) -> dict[str, object]:
    """What every screen of one report is given."""
    report = entry.examination.report
    return {
        "here": "desk",
        "step": step,
        "entry": entry,
        "report": report,
        "proof": call.visit.desk.proof(entry),
        "errors": entry.count(Severity.ERROR),
        "warnings": entry.count(Severity.WARNING),
        "notices": entry.count(Severity.NOTICE),
        "width": PAGE_WIDTH,
        "height": PAGE_HEIGHT,
    }


def _check(call: Call) -> Response:
    entry = entry_of(call)
    proof = call.visit.desk.proof(entry)
    found = shown_findings(entry.examination.report, proof)
    return page("check", call.visit, **frame(call, entry, "check"), findings=found, spots=spots(proof))


def _preview(call: Call) -> Response:
    entry = entry_of(call)
    return page("preview", call.visit, **frame(call, entry, "preview"), spots={})


def _picture(call: Call) -> Response:
    proof = call.visit.desk.proof(entry_of(call))
    try:
        return Response(page_picture(proof.pdf, call.number("page")), media_type="image/png")
    except IndexError:
        raise gone() from None


def _file(call: Call) -> Response:
    """One file of the report, or all of them as a ZIP."""
    kind = str(call.request.path_params["kind"])
    files = report_files(call, entry_of(call))
    if kind == "zip":
        stem = files[0][0].rpartition(".")[0]
        return download(f"{stem}.zip", zip_bytes(files, document_time(None)), ZIP)
    for name, data in files[:-1]:
        if name.endswith(f".{kind}"):
            return download(name, data)
    raise gone()


def _read(call: Call) -> Response:
    """The report as a web page, in the browser."""
    entry = entry_of(call)
    proof = call.visit.desk.proof(entry)
    if proof.layout is None:
        raise Refusal(409, "没有版面可看", proof.problem)
    html = engine.as_html(proof.layout)
    return HTMLResponse(html, headers={"Content-Security-Policy": _HTML_POLICY})


def _annotated(call: Call) -> Response:
    """The workbook back with a comment on every faulty cell."""
    entry = entry_of(call)
    data = annotated(entry.examination)
    if data is None:
        raise Refusal(
            409, "没有带批注的副本", "这个文件无法读取，不能加批注。请按问题清单重新保存或重新填写。"
        )
    return download(f"{_stem(entry)}（批注）.xlsx", data)


def _workbook(call: Call) -> Response:
    """The workbook with what was confirmed or signed off here."""
    entry = entry_of(call)
    mark = "（已更新）" if entry.rewritten else ""
    return download(f"{_stem(entry)}{mark}{entry.file.suffix}", entry.examination.data)


def _stem(entry: Entry) -> str:
    return entry.name.removesuffix(entry.file.suffix).removesuffix("（已更新）").removesuffix("（批注）")


def _changes(call: Call) -> Response:
    """The 花脸稿 against the version before."""
    entry = entry_of(call)
    comparison = call.visit.desk.changes(entry)
    if comparison is None:
        raise Refusal(404, "没有上一版", "这份报告只放入过一版，没有可以比较的。")
    return download(f"花脸稿-{_stem(entry)}.pdf", engine.comparison_pdf(comparison), "application/pdf")


def _confirm(call: Call) -> Response:
    """Write a 确认说明 into the workbook, which then is offered for download."""
    entry = entry_of(call)
    rule, note = call.form.word("rule"), " ".join(call.form.word("note").split())
    if not note or len(note) > _LONGEST_NOTE:
        raise Refusal(400, "没有写说明", f"请返回上一页，写明警告属实的理由（{_LONGEST_NOTE}字以内）。")
    open_rules = {f.rule for f in entry.examination.findings if f.severity is Severity.WARNING}
    if entry.examination.report is None or rule not in open_rules:
        raise gone()
    new = call.visit.desk.rewrite(entry.number, with_notes(entry.examination, {rule: note}))
    done = any(f.rule == rule and f.confirmed for f in new.examination.findings)
    call.visit.notice = (
        "说明已写入工作簿。请下载更新后的工作簿保存，今后以它为准。"
        if done
        else "说明没有写成，请在工作簿“校验”表中填写。"
    )
    return go(f"/report/{entry.number}")
