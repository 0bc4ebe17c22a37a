"""`nianbao check`: what is wrong in workbooks, worst first; and the workbooks back with comments."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.output import finding_line, print_json, summary
from generator.errors import ExitCode

if TYPE_CHECKING:
    from generator.checks.examine import Examination
    from generator.report.finding import Finding

SHOWN = 5
"""Findings of one rule on one sheet are shown in full up to this many; the cells of the rest follow."""


@click.command(options_metavar="[选项]")
@click.argument(
    "workbooks",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="工作簿…",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="上一年度的工作簿，用于年度间核对。",
)
@click.option(
    "--annotate",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="把带批注和“问题清单”的副本写入这个文件夹，原工作簿不动。",
)
@click.option("--json", "as_json", is_flag=True, help="在标准输出给出机器可读的结果。")
def command(workbooks: tuple[Path, ...], previous: Path | None, folder: Path | None, as_json: bool) -> int:
    """核对工作簿：勾稽关系、文表一致、文字，列出问题，错误在前。"""
    from generator.checks.examine import examine_together

    examinations = tuple(_whole(e) for e in examine_together(workbooks, previous))
    copies = _write_copies(examinations, folder) if folder else {}
    if as_json:
        print_json({"reports": [_record(e, copies.get(e.path)) for e in examinations]})
    else:
        for examination in examinations:
            _print(examination, copies.get(examination.path))
    return int(ExitCode.DONE if all(e.ok for e in examinations) else ExitCode.INPUT_ERROR)


def _whole(examination: "Examination") -> "Examination":
    """With what only adding up the units and setting the pages tell, so that `build` never says more."""
    from generator.batch.collection.detecting import with_units
    from generator.batch.one import lay_out

    examination = with_units(examination)
    return replace(examination, findings=lay_out(examination)[0])


def _record(examination: "Examination", copy: Path | None) -> dict[str, object]:
    """One workbook in the form of the contract."""
    from generator.report.finding import worst_first

    return {
        "workbook": str(examination.path),
        "status": "ok" if examination.ok else "error",
        "draft": examination.draft,
        "files": {"annotated": str(copy)} if copy else {},
        "findings": [finding.as_json() for finding in worst_first(examination.findings)],
    }


def _print(examination: "Examination", copy: Path | None) -> None:
    """The findings of one workbook for people, and one line that sums them up."""
    click.echo(click.style(examination.path.name, bold=True))
    for line in lines(examination.findings):
        click.echo(line)
    verdict = "没有错误，可以生成报告" if examination.ok else "有错误，改正后才能生成报告"
    click.echo(f"  {summary(examination.findings)}：{verdict}。")
    if copy:
        click.echo(f"  带批注的副本：{copy}")


def lines(findings: "Sequence[Finding]") -> list[str]:
    """One line a finding, worst first; many of one rule on one sheet end in the list of their cells."""
    from generator.checks.cells import cell_list
    from generator.report.finding import worst_first

    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in worst_first(tuple(findings)):
        sheet = finding.place.sheet if finding.place else ""
        groups.setdefault((finding.severity, finding.rule, sheet), []).append(finding)
    out = []
    for found in groups.values():
        out += [finding_line(finding) for finding in found[:SHOWN]]
        rest = found[SHOWN:]
        if rest:
            cells = cell_list(f.place for f in rest if f.place)
            where = f"：{cells}" if cells else ""
            out.append(f"    同样的问题另有{len(rest)}处{where}")
    return out


def _write_copies(examinations: "Sequence[Examination]", folder: Path) -> dict[Path, Path]:
    """The annotated copies, all written together. Returns workbook → copy."""
    from generator.checks.annotate import annotated
    from generator.files import write_together

    copies: dict[Path, Path] = {}
    contents: dict[Path, bytes] = {}
    for examination in examinations:
        data = annotated(examination)
        if data is not None:
            target = _target(examination.path, folder, contents)
            copies[examination.path] = target
            contents[target] = data
    write_together(contents)
    return copies


def _target(workbook: Path, folder: Path, taken: dict[Path, bytes]) -> Path:
    """A name in the folder that is neither the workbook itself nor taken by another copy."""
    stem = workbook.stem.removesuffix("（批注）")
    target, number = folder / f"{stem}（批注）.xlsx", 2
    while target in taken or target.resolve() == workbook.resolve():
        target, number = folder / f"{stem}（批注{number}）.xlsx", number + 1
    return target
