"""`python -m benchmarks [--quick] [-o FILE]`: all pairs side by side, as a table with the facts of the machine."""

import argparse
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.content import write_content
from benchmarks.measure import ROOT, Cost, interleaved, machine, nianbao, python, run
from benchmarks.rivals.docx_template import make_template
from benchmarks.workbooks import write_copies, write_district
from generator.typesetting.fonts.catalogue import load_fonts
from generator.typesetting.fonts.fontconfig import write_configuration

SAMPLE = ROOT / "samples" / "梧桐区2024年度.xlsx"
ROLES = ("fang", "kai", "hei", "title", "song", "latin")


@dataclass(frozen=True)
class Size:
    """How much is measured: runs of a whole process, reports of a batch, units, reports of the long run."""

    runs: int
    batch: int
    units: int
    many: int
    long: int


FULL = Size(runs=7, batch=100, units=500, many=1000, long=280)
QUICK = Size(runs=3, batch=12, units=60, many=60, long=40)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    ours: str
    other: str
    ratio: float
    goal: str

    def markdown(self) -> str:
        """The line."""
        return f"| {self.what} | {self.ours} | {self.other} | **{self.ratio:.2f}** | {self.goal} |"


class Bench:
    """The measurements; `folder` holds whatever they need."""

    def __init__(self, folder: Path, size: Size) -> None:
        self.folder, self.size = folder, size
        self._content = folder / "content.json"
        self._template = folder / "template.docx"
        self._fonts = folder / "fonts.conf"
        write_content(SAMPLE, self._content)
        make_template(self._template)
        write_configuration(self._fonts)
        families = {role: _family(role) for role in ROLES}
        (folder / "families.json").write_text(json.dumps(families), encoding="utf-8")

    def start(self) -> list[Row]:
        """`nianbao --help` against an interpreter that does nothing."""
        found = interleaved(
            {"help": lambda: run(nianbao("--help")), "pass": lambda: run(python("-c", "pass"))},
            self.size.runs * 2,
        )
        return [_row("`nianbao --help` / `python -c pass`", found["help"], found["pass"], "≤ 8 (5)")]

    def cold(self) -> list[Row]:
        """One report, a whole process each."""
        found = interleaved(
            {"ours": lambda: self._build(SAMPLE, "cold"), "rival": lambda: self._rival(1, "rival-cold")},
            self.size.runs,
        )
        return [
            _row("one report, cold / docxtpl + LibreOffice", found["ours"], found["rival"], "≤ 0.30 (0.15)")
        ]

    def warm(self) -> list[Row]:
        """A batch in one process, per report."""
        count = self.size.batch
        write_copies(SAMPLE, self.folder / "batch", count)
        ours = self._build(self.folder / "batch", "warm").per(count)
        rival = self._rival(count, "rival-warm").per(count)
        return [_row(f"per report of {count} / docxtpl + LibreOffice", ours, rival, "≤ 0.25 (0.12)")]

    def layout(self) -> list[Row]:
        """Layout and PDF alone, warm, against Typst."""
        (ours,) = self._inner("layout", SAMPLE, 15)
        (typst,) = self._inner("typst", ROOT / "fonts", self.folder / "families.json", self._content, 15)
        return [
            Row(
                "layout + PDF, warm / Typst PDF/A-2a",
                f"{ours['ms']:.0f} ms",
                f"{typst['ms']:.0f} ms",
                ours["ms"] / typst["ms"],
                "≤ 1.0 (0.6)",
            )
        ]

    def growth(self) -> list[Row]:
        """The cost of a page in a long report against that in a short one."""
        short, long = self._inner("growth", SAMPLE, 1, self.size.long)
        what = f"a page of {long['pages']:.0f} / a page of {short['pages']:.0f}"
        return [
            Row(
                what,
                f"{long['all']:.1f} ms",
                f"{short['all']:.1f} ms",
                long["all"] / short["all"],
                "≤ 1.2 (1.0)",
            )
        ]

    def jobs(self) -> list[Row]:
        """Two processes against one, wall time; and the memory of a worker."""
        folder = self.folder / "many"
        write_copies(SAMPLE, folder, self.size.many)
        one = self._build(folder, "one")
        target = self.folder / "workers.json"
        two = run(python("-m", "benchmarks.inner", "workers", target, folder, self.folder / "out-two", 2))
        (workers,) = _found(target)
        return [
            _times(f"{self.size.many} reports: `--jobs 2` / `--jobs 1`, times faster", two.wall_ms, one.wall_ms),
            _times("the same by the busier worker's processor time", workers["busiest_ms"], one.cpu_ms),
            Row("memory of a worker: at the end / after a tenth", f"{workers['late_mb']:.0f} MB",
                f"{workers['early_mb']:.0f} MB", workers["late_mb"] / workers["early_mb"], "≤ 120 MB, flat"),
        ]  # fmt: skip

    def collect(self) -> list[Row]:
        """A district against reading the same cells."""
        folder = self.folder / "units"
        write_district(folder, self.size.units)
        found = interleaved(
            {
                "ours": lambda: run(nianbao("collect", folder, "-o", self.folder / "sum.xlsx", "--jobs", 1)),
                "calamine": lambda: run(
                    python("-m", "benchmarks.inner", "calamine", self.folder / "calamine.json", folder)
                ),
            },
            1,
        )
        return [
            _row(f"`collect` of {self.size.units} / calamine", found["ours"], found["calamine"], "≤ 15 (5)")
        ]

    def _build(self, source: Path, name: str) -> Cost:
        return run(nianbao("build", source, "-o", self.folder / f"out-{name}"))

    def _rival(self, count: int, name: str) -> Cost:
        out = self.folder / name
        out.mkdir(exist_ok=True)
        arguments = [self._template, out, self.folder / "profile", *([self._content] * count)]
        return run(
            python("-m", "benchmarks.rivals.docx_template", *arguments), {"FONTCONFIG_FILE": str(self._fonts)}
        )

    def _inner(self, mode: str, *arguments: object) -> list[dict[str, float]]:
        """What `inner.py` prints."""
        target = self.folder / f"{mode}.json"
        run(python("-m", "benchmarks.inner", mode, target, *arguments))
        return _found(target)


def _family(role: str) -> str:
    """The family name of the shipped face of a role."""
    fonts = load_fonts()
    return fonts.latin.family if role == "latin" else fonts.chains[role][0].family


def _row(what: str, ours: Cost, other: Cost, goal: str) -> Row:
    return Row(what, f"{ours.cpu_ms:.0f} ms", f"{other.cpu_ms:.0f} ms", ours.cpu_ms / other.cpu_ms, goal)


def _found(target: Path) -> list[dict[str, float]]:
    found: list[dict[str, float]] = json.loads(target.read_text(encoding="utf-8"))
    return found


def _times(what: str, ours_ms: float, other_ms: float) -> Row:
    return Row(
        what, f"{ours_ms / 1000:.1f} s", f"{other_ms / 1000:.1f} s", other_ms / ours_ms, "≥ 1.7 (1.85)"
    )


NAMES = ("start", "cold", "warm", "layout", "growth", "collect", "jobs")


def main() -> None:
    """Measure, print each line as it is known, and write the table where asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", default=NAMES, help="、".join(NAMES))
    options.add_argument("--quick", action="store_true", help="small numbers, for a look")
    options.add_argument("-o", "--output", type=Path)
    given = options.parse_args()
    head = ["| | ours | other | ratio | goal (next) |", "|---|---|---|---|---|"]
    rows: list[str] = []
    print(machine(), *head, sep="\n")
    with tempfile.TemporaryDirectory(prefix="nianbao-bench-") as name:
        bench = Bench(Path(name), QUICK if given.quick else FULL)
        for part in given.names:
            measure: Callable[[], list[Row]] = getattr(bench, part)
            for row in measure():
                rows.append(row.markdown())
                print(rows[-1], flush=True)
    if given.output:
        given.output.write_text("\n".join([machine(), "", *head, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
