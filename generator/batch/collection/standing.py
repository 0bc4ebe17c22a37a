"""What a report built from a collected workbook must be told: units that are not in, sums that were changed."""

from dataclasses import replace
from pathlib import Path

from generator.batch.collection.names import some
from generator.batch.collection.rules import say
from generator.batch.collection.tracing import Tracer, shown
from generator.errors import NianbaoError
from generator.report.finding import Finding
from generator.report.model import Report


def collection_findings(workbook: Path, data: bytes, report: Report) -> tuple[Finding, ...]:
    """Warnings for a workbook that `collect` made. 确认说明 confirms them by their ids."""
    try:
        tracer = Tracer(workbook, data=data)
    except NianbaoError:
        return ()
    found = (*_not_in(tracer), *_changed(tracer))
    return tuple(replace(f, confirmed=report.confirmations.get(f.rule, "").strip()) for f in found)


def _not_in(tracer: Tracer) -> list[Finding]:
    names = [f"“{line.unit}”（{line.state}）" for line in tracer.ledger.open_lines]
    if not names:
        return []
    message = f"汇总不完整，{len(names)}个单位没有计入：{some(names)}。请补齐后重新汇总。"
    return [say("incomplete", message)]


def _changed(tracer: Tracer) -> list[Finding]:
    parts = []
    fields = tracer.changed_fields()
    for field in fields:
        now, total = tracer.stated(field.id), tracer.sum_of(field.id)
        parts.append(f"“{field.label}”现为{shown(now)}，各单位之和为{shown(total)}")
    if not parts:
        return []
    message = (
        f"与各单位之和不符：{some(parts, 4, '项')}。请用 nianbao trace 查明，确属剔除重复的请写确认说明。"
    )
    return [replace(say("changed", message, fields[0].id), place=tracer.report.places.get(fields[0].id))]
