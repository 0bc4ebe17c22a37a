"""Findings as a screen lists them: numbered, worst first, with the mend apart and the page where it is marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.intake.addresses import APPROVALS, EXTRAS, PARTICULARS, field_places
from generator.page.desk.work import Proof
from generator.page.placing import Box
from generator.page.wording import for_page
from generator.report.finding import Finding, Severity
from generator.report.model import Report

NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_MEND = re.compile(r"(?<=[。！；])(?=请)")
_NAMED = {item.name: item.label for item in (*PARTICULARS, *EXTRAS, *APPROVALS)}


@dataclass(frozen=True)
class Shown:
    """One finding. `what` and `mend` together are its message; `page` is 0 where no page shows it."""

    number: int
    severity: str
    name: str
    sheet: str
    cell: str
    label: str
    what: str
    mend: str
    rule: str
    confirmed: str
    page: int
    can_confirm: bool
    alike: int


@dataclass(frozen=True)
class Spot:
    """A marked place on a page, with the number of its finding."""

    number: int
    first: bool
    severity: str
    box: Box


def shown_findings(report: Report | None, proof: Proof) -> list[Shown]:
    """All findings for the list. `alike` is how many open warnings a note on this rule would confirm."""
    open_rules = [f.rule for f in proof.findings if f.severity is Severity.WARNING and not f.confirmed]
    boxes = proof.boxes or ((),) * len(proof.findings)
    return [
        _shown(number, finding, where, report, open_rules.count(finding.rule))
        for number, (finding, where) in enumerate(zip(proof.findings, boxes, strict=True), 1)
    ]


def _shown(number: int, finding: Finding, boxes: Sequence[Box], report: Report | None, alike: int) -> Shown:
    what, *rest = _MEND.split(for_page(finding.message), maxsplit=1)
    place = finding.place
    return Shown(
        number=number,
        severity=str(finding.severity),
        name=NAMES[finding.severity],
        sheet=place.sheet if place else "",
        cell=place.cell if place else "",
        label=_label(finding, report),
        what=what,
        mend="".join(rest),
        rule=finding.rule,
        confirmed=finding.confirmed,
        page=boxes[0].page if boxes else 0,
        can_confirm=finding.severity is Severity.WARNING and not finding.confirmed and report is not None,
        alike=alike,
    )


def _label(finding: Finding, report: Report | None) -> str:
    """项目名: the figure's label, or the label of a cell of 基本信息 and 签发."""
    if report is None:
        return ""
    by_place = {place: id for id, place in field_places(report.format).items()}
    id = finding.field or (by_place.get(finding.place, "") if finding.place else "")
    field = report.format.fields.get(id)
    return field.label if field else _NAMED.get(id, "")


def spots(proof: Proof) -> dict[int, list[Spot]]:
    """Page → what is marked on it; notices are marked too, confirmed warnings are not."""
    found: dict[int, list[Spot]] = {}
    for number, (finding, boxes) in enumerate(zip(proof.findings, proof.boxes, strict=False), 1):
        for at, box in enumerate(boxes if not finding.confirmed else ()):
            spot = Spot(number, at == 0, str(finding.severity), box)
            found.setdefault(box.page, []).append(spot)
    return found
