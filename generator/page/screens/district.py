"""全区汇总: who has handed in, who has errors, the sums and the days left; every figure leads to its units."""

from collections import Counter
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from generator.batch.collection.model import State, Unit
from generator.batch.collection.roster_sheet import write_roster
from generator.batch.collection.sheets import contact_of
from generator.batch.collection.tracing import Origin
from generator.checks.values import plain
from generator.clock import today
from generator.document.model import TableCell
from generator.document.tables import table_block
from generator.files import safe_name
from generator.page.desk.district import Overview
from generator.page.guard.uploads import Upload
from generator.page.refusals import Refusal, gone
from generator.page.rendering import download, go, page
from generator.page.screens.findings import NAMES
from generator.page.screens.home import XLSX, report_year
from generator.page.site import Call, Site
from generator.report.finding import worst_first

_OTHERS = ("roster", "into", "previous")
_ORDER = {
    State.UNREADABLE: 0,
    State.FAULTY: 1,
    State.DOUBLE: 2,
    State.WRONG_YEAR: 3,
    State.STRANGER: 4,
    State.TEXT_FAULTY: 5,
    State.MISSING: 6,
    State.COUNTED: 7,
    State.EXEMPT: 8,
}
"""Units that have something to put right come first, then those that are missing."""


@dataclass(frozen=True)
class Standing:
    """How many units stand how, and the days left."""

    expected: int
    counted: int
    faulty: int
    missing: int
    days: int | None
    deadline: str


@dataclass(frozen=True)
class SumTable:
    """A statutory table with the district's sums, row by row."""

    title: str
    head: list[list[TableCell]]
    body: list[list[TableCell]]


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""
    return [
        Route("/district", site.shows(_district), methods=["GET"]),
        Route("/district", site.does(_put), methods=["POST"]),
        Route("/district/roster", site.does(_roster), methods=["POST"]),
        Route("/district/remove/{number:int}", site.does(_remove), methods=["POST"]),
        Route("/district/figure/{field:str}", site.shows(_figure), methods=["GET"]),
        Route("/district/workbook", site.shows(_workbook), methods=["GET"]),
        Route("/district/continue", site.does(_continue), methods=["POST"]),
    ]


def _district(call: Call) -> Response:
    district = call.visit.district
    others = {kind: district.other(kind) for kind in _OTHERS}
    if not district.units and not district.other("roster"):
        return page("district_start", call.visit, here="district", others=others, year=report_year(today()))
    overview = district.overview(call.visit.tell)
    numbers = {sent.name: sent.number for sent in district.units}
    return page(
        "district",
        call.visit,
        here="district",
        others=others,
        overview=overview,
        standing=_standing(overview),
        units=sorted(overview.collection.units, key=lambda unit: _ORDER[unit.state]),
        numbers=numbers,
        contact=contact_of,
        tables=_tables(overview),
        findings=worst_first(overview.collection.findings),
        names=NAMES,
        tone=_tone,
    )


def _tone(state: State) -> str:
    """The colour of a unit's state."""
    if state is State.COUNTED:
        return "good"
    return "draft" if state in (State.MISSING, State.EXEMPT, State.TEXT_FAULTY) else "error"


def _standing(overview: Overview) -> Standing:
    collection = overview.collection
    counts = Counter(unit.state for unit in collection.units)
    deadline = collection.deadline
    return Standing(
        expected=sum(_expected(unit) for unit in collection.units),
        counted=len(collection.counted),
        faulty=sum(n for state, n in counts.items() if state.open and state is not State.MISSING),
        missing=counts[State.MISSING],
        days=(deadline - today()).days if deadline else None,
        deadline=f"{deadline.month}月{deadline.day}日" if deadline else "",
    )


def _expected(unit: Unit) -> bool:
    """Whether the unit is to report: not exempt, and no stray file, which goes by its own name."""
    return unit.state not in (State.EXEMPT, State.STRANGER) and unit.member.name not in unit.files


def _tables(overview: Overview) -> list[SumTable]:
    """The form's printed tables with the figures of the collected workbook."""
    shown = []
    for table in overview.report.format.tables:
        block = table_block(overview.report, table)
        rows: list[list[TableCell]] = [[] for _ in range(block.rows)]
        for cell in sorted(block.cells, key=lambda c: (c.row, c.col)):
            rows[cell.row].append(cell)
        head = block.header_rows
        shown.append(SumTable(table.title or table.sheet, rows[:head], rows[head:]))
    return shown


def _put(call: Call) -> Response:
    district, form = call.visit.district, call.form
    passed_over = district.put(form.files.get("units", ()))
    for kind in _OTHERS:
        upload = form.file(kind)
        if upload:
            district.put_other(kind, upload)
    if not district.units and not district.other("roster"):
        raise Refusal(400, "没有选择文件", "请返回上一页，放入各单位的工作簿（.xlsx、.xls、.et、.ods）。")
    district.overview(call.visit.tell)
    if passed_over:
        call.visit.notice = f"有{passed_over}个文件不是工作簿，没有读取。"
    return go("/district")


def _roster(call: Call) -> Response:
    """A blank roster."""
    year = call.form.word("year")
    data = write_roster(int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None)
    return download(safe_name("单位名册") + ".xlsx", data, XLSX)


def _remove(call: Call) -> Response:
    sent = call.visit.district.remove(call.number("number"))
    call.visit.notice = f"“{sent.name}”已移走。"
    return go("/district")


def _figure(call: Call) -> Response:
    overview = _overview(call)
    origin = overview.origin(str(call.request.path_params["field"]))
    return page(
        "figure", call.visit, here="district", origin=origin, plain=plain, share=_share(origin), tone=_tone
    )


def _share(origin: Origin) -> dict[str, int]:
    """Unit → its part of the sum in whole per cent, for the bars."""
    total = origin.sum or 0
    return {
        share.unit: round(100 * share.value / total)
        for share in origin.shares
        if total > 0 and share.value and share.value > 0 and share.state.counted
    }


def _overview(call: Call) -> Overview:
    if not call.visit.district.units:
        raise gone()
    return call.visit.district.overview(call.visit.tell)


def _name(overview: Overview) -> str:
    particulars = overview.report.particulars
    return f"{safe_name(particulars.unit_name or '全区')}{overview.collection.year}年度汇总.xlsx"


def _workbook(call: Call) -> Response:
    overview = _overview(call)
    return download(_name(overview), overview.workbook, XLSX)


def _continue(call: Call) -> Response:
    """Put the collected workbook on the desk, to go on to the report."""
    overview = _overview(call)
    numbers = call.visit.desk.put([Upload(_name(overview), overview.workbook)], call.visit.tell)
    return go(f"/report/{numbers[0]}")
