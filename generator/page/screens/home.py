"""首页: 下载空白表, 放入工作簿; entering with a one-time link; ending the visit."""

from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from generator import formats
from generator.clock import today
from generator.errors import InputError
from generator.files import safe_name
from generator.formats.model import Format
from generator.intake import read_workbook
from generator.intake.blank import write_blank
from generator.page.guard.uploads import Upload
from generator.page.refusals import Refusal
from generator.page.rendering import bare_page, download, go, page
from generator.page.site import Call, Site, with_cookie
from generator.page.visits import COOKIE
from generator.report.model import Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NEW_YEAR_FROM = 10
"""From October on, the year that ends is the one to report on."""


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""

    async def entrance(request: Request) -> Response:
        return bare_page("enter", token=request.path_params["token"])

    async def enter(request: Request) -> Response:
        return with_cookie(go("/"), site.enter(request.path_params["token"]))

    def ended(call: Call) -> Response:
        site.visits.end(call.visit)
        response = bare_page("ended")
        response.delete_cookie(COOKIE)
        return response

    return [
        Route("/", site.shows(_home), methods=["GET"]),
        Route("/blank", site.does(_blank), methods=["POST"]),
        Route("/enter/{token:str}", entrance, methods=["GET"]),
        Route("/enter/{token:str}", enter, methods=["POST"]),
        Route("/end", site.shows(_end), methods=["GET"]),
        Route("/end", site.does(ended), methods=["POST"]),
        Route("/progress", site.shows(_progress, waits=False), methods=["GET"]),
    ]


def report_year(day: date) -> int:
    """The year that is most likely to be reported on."""
    return day.year if day.month >= _NEW_YEAR_FROM else day.year - 1


def _home(call: Call) -> Response:
    year = report_year(today())
    return page("home", call.visit, here="home", years=_years(year), year=year)


def _years(latest: int) -> list[tuple[Format, list[int]]]:
    """Each form, newest first, with the report years that it holds for."""
    offered = []
    for fmt in sorted(formats.all_formats(), key=lambda f: -f.first_year):
        last = latest + 1 if fmt.last_year is None else fmt.last_year
        offered.append((fmt, list(range(last, fmt.first_year - 1, -1))))
    return offered


def _blank(call: Call) -> Response:
    """The blank workbook, what carries over filled in from last year's."""
    unit, year = call.form.word("unit"), call.form.word("year")
    if not unit:
        raise Refusal(400, "没有写单位全称", "请返回上一页，填写单位全称，如“哈尔滨市南岗区人民政府”。")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise Refusal(400, "没有选年度", "请返回上一页，选择报告年度。")
    fmt = formats.for_year(int(year))
    last = call.form.file("previous")
    data = write_blank(fmt, int(year), unit, "", _last_year(last) if last else None)
    return download(safe_name(f"{unit}{year}年度填报工作簿") + ".xlsx", data, XLSX)


def _last_year(upload: Upload) -> Report:
    result = read_workbook(Path(upload.name), upload.data)
    if result.report is None:
        raise InputError(f"上年的工作簿没有用上：{result.findings[0].message}")
    return result.report


def _end(call: Call) -> Response:
    return page("end", call.visit, here="end")


def _progress(call: Call) -> Response:
    """How far the work is, for the moving bar; numbers only."""
    done, total = call.visit.progress
    return Response(f'{{"done": {done}, "total": {total}}}', media_type="application/json")
