"""我的报告: workbooks put in, what can be done with each, everything at once as a ZIP."""

from starlette.responses import Response
from starlette.routing import Route

from generator.clock import document_time
from generator.files import safe_name, zip_bytes
from generator.page.desk import engine
from generator.page.desk.desk import Entry
from generator.page.refusals import Refusal
from generator.page.rendering import download, go, page
from generator.page.site import Call, Site
from generator.report.finding import Severity

ZIP = "application/zip"


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""
    return [
        Route("/submit", site.does(_submit), methods=["POST"]),
        Route("/desk", site.shows(_desk), methods=["GET"]),
        Route("/desk/all.zip", site.shows(_all), methods=["GET"]),
        Route("/report/{number:int}/remove", site.does(_remove), methods=["POST"]),
    ]


def _submit(call: Call) -> Response:
    uploads = call.form.files.get("workbooks", ())
    if not uploads:
        raise Refusal(400, "没有选择文件", "请返回上一页，把填好的工作簿拖进方框，或点方框选择文件。")
    desk = call.visit.desk
    known = {entry.number for entry in desk.entries}
    numbers = desk.put(uploads, call.visit.tell)
    again = [desk.entry(n).name for n in numbers if n in known]
    if again:
        call.visit.notice = f"“{'”“'.join(again)}”已作为新的一版核对，原来的一版留作比较。"
    return go(f"/report/{numbers[0]}" if len(numbers) == 1 else "/desk")


def _desk(call: Call) -> Response:
    entries = call.visit.desk.entries
    ready = [e for e in entries if e.state in ("draft", "final")]
    return page("desk", call.visit, here="desk", entries=entries, ready=ready, severity=Severity)


def _all(call: Call) -> Response:
    """The files of every report without errors, a folder each."""
    files = [
        (f"{_folder(entry)}/{name}", data)
        for entry in call.visit.desk.entries
        if entry.state in ("draft", "final")
        for name, data in report_files(call, entry)
    ]
    if not files:
        raise Refusal(404, "还没有可以下载的报告", "请先改正各工作簿中的错误。")
    return download("年度报告.zip", zip_bytes(files, document_time(None)), ZIP)


def _folder(entry: Entry) -> str:
    unit, year = entry.key or ("", 0)
    return f"{entry.number:03}-{safe_name(unit)}{year}年度"


def report_files(call: Call, entry: Entry) -> list[tuple[str, bytes]]:
    """All files of one report: DOCX, PDF, JSON, HTML and its workbook. Raises Refusal if it has errors."""
    proof = call.visit.desk.proof(entry)
    if not entry.examination.ok or proof.layout is None:
        raise Refusal(409, "还不能生成报告", "工作簿中还有错误。请先按问题清单改正。")
    files = list(engine.written(entry.examination, proof.layout, ("docx", "pdf", "json", "html")).values())
    workbook = files[0][0].removesuffix(".docx") + entry.examination.suffix
    return [*files, (workbook, entry.examination.data)]


def _remove(call: Call) -> Response:
    entry = call.visit.desk.entry(call.number("number"))
    call.visit.desk.remove(entry.number)
    call.visit.notice = f"“{entry.name}”已移走。"
    return go("/desk")
