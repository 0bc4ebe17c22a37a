"""The workbooks of one visit: put in, examined, paired with last year's, corrected, replaced by newer versions."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.batch.comparison import Comparison
from generator.batch.many import SUFFIXES
from generator.checks.examine import Examination
from generator.page.desk import engine
from generator.page.desk.filing import Archived
from generator.page.desk.work import Proof
from generator.page.guard.uploads import Upload
from generator.page.refusals import Refusal, gone
from generator.page.settings import MB, Limits
from generator.report.finding import Severity

Tell = Callable[[int, int], None]
"""Called with how many of how many workbooks are done."""

_PROOFS = 6
"""Layouts that are kept; the others are made again when they are asked for."""


@dataclass(frozen=True)
class SignedFile:
    """The PDF with its signature: who signed it when, and at which level (PAdES B-B, B-T)."""

    name: str
    data: bytes
    signer: str
    level: str
    time: datetime | None
    demo_seal: bool


@dataclass(frozen=True)
class Entry:
    """One workbook on the desk. `earlier` is the version put in before it; `rewritten`: the page wrote into it.

    `signed` is its PDF once it was signed, `archived` its package; a changed workbook has neither.
    """

    number: int
    name: str
    file: Path
    examination: Examination
    previous: int | None = None
    earlier: "Entry | None" = None
    rewritten: bool = False
    signed: SignedFile | None = None
    archived: Archived | None = None

    @property
    def key(self) -> tuple[str, int] | None:
        """Unit and year: two workbooks with the same key are versions of one report."""
        report = self.examination.report
        return (report.particulars.unit_name, report.particulars.report_year) if report else None

    def count(self, severity: Severity, confirmed: bool = False) -> int:
        """How many findings of that severity are open (or, if `confirmed`, have been confirmed)."""
        return sum(
            f.severity is severity and bool(f.confirmed) == confirmed for f in self.examination.findings
        )

    @property
    def seal_place(self) -> bool:
        """Whether name and date are set for a seal (GB/T 9704 7.3.5.1)."""
        report = self.examination.report
        return bool(report and report.particulars.extra.get("seal_diameter"))

    @property
    def state(self) -> str:
        """What can be done with it: unreadable, wrong, draft, final."""
        if self.examination.report is None:
            return "unreadable"
        if not self.examination.ok:
            return "wrong"
        return "draft" if self.examination.draft else "final"


class Desk:
    """The entries of one visit by number. Not for several threads at once: the visit's lock is held."""

    def __init__(self, folder: Callable[[], Path], limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._entries: dict[int, Entry] = {}
        self._proofs: OrderedDict[tuple[int, str], Proof] = OrderedDict()
        self._comparisons: OrderedDict[tuple[str, str], Comparison] = OrderedDict()
        self._last = 0
        self._stored = 0

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All workbooks in the order in which they were put in."""
        return tuple(self._entries.values())

    def entry(self, number: int) -> Entry:
        """The workbook of that number. Raises Refusal if this visit has none."""
        if number not in self._entries:
            raise gone()
        return self._entries[number]

    def put(self, uploads: Sequence[Upload], tell: Tell) -> tuple[int, ...]:
        """Take workbooks in and examine them; returns their numbers. Raises Refusal over a limit."""
        self._check_room(uploads)
        numbers: list[int] = []
        for done, upload in enumerate(uploads):
            tell(done, len(uploads))
            number = self._put(upload)
            if number not in numbers:
                numbers.append(number)
        self._pair()
        tell(len(uploads), len(uploads))
        return tuple(numbers)

    def rewrite(self, number: int, data: bytes) -> Entry:
        """The same workbook with something that the page wrote into it."""
        old = self.entry(number)
        name = str(Path(old.name).with_suffix(".xlsx"))
        new = self._examined(number, Upload(name, data), old.previous)
        entry = replace(new, earlier=old.earlier, rewritten=True)
        self._entries[number] = entry
        return entry

    def sign(self, number: int, signed: SignedFile) -> None:
        """Keep the signed PDF of a workbook."""
        self._entries[number] = replace(self.entry(number), signed=signed, archived=None)

    def archive(self, number: int, archived: Archived) -> None:
        """Keep the archive package of a workbook."""
        self._entries[number] = replace(self.entry(number), archived=archived)

    def compare_with(self, number: int, upload: Upload) -> None:
        """Take `upload` for the version before this one. Raises InputError where it is none of this report."""
        entry = self.entry(number)
        other = self._examined(0, upload, None)
        engine.compared(other.examination, entry.examination)
        self._entries[number] = replace(entry, earlier=other)

    def remove(self, number: int) -> None:
        """Take a workbook off the desk."""
        self.entry(number).file.unlink(missing_ok=True)
        del self._entries[number]
        self._pair()

    def proof(self, entry: Entry) -> Proof:
        """The pages of a workbook, made when they are first asked for."""
        key = (entry.number, str(entry.file))
        if key not in self._proofs:
            self._proofs[key] = engine.proof(entry.examination, self._limits.work)
            while len(self._proofs) > _PROOFS:
                self._proofs.popitem(last=False)
        self._proofs.move_to_end(key)
        return self._proofs[key]

    def changes(self, entry: Entry) -> Comparison | None:
        """What changed since the version before it; None if there is none to compare."""
        if entry.earlier is None:
            return None
        before, after = entry.earlier.examination, entry.examination
        if before.report is None or after.report is None or before.report.format.id != after.report.format.id:
            return None
        key = (str(entry.earlier.file), str(entry.file))
        if key not in self._comparisons:
            self._comparisons[key] = engine.compared(before, after)
            while len(self._comparisons) > _PROOFS:
                self._comparisons.popitem(last=False)
        return self._comparisons[key]

    def _check_room(self, uploads: Sequence[Upload]) -> None:
        held = [e.examination.data for entry in self.entries for e in (entry, entry.earlier) if e]
        total = sum(map(len, held)) + sum(len(upload.data) for upload in uploads)
        if len(self._entries) + len(uploads) > self._limits.visit_files or total > self._limits.visit_bytes:
            raise Refusal(
                413,
                "放入的文件太多",
                f"一次访问最多放入{self._limits.visit_files}个、合计{self._limits.visit_bytes // MB} MB。"
                "请先结束本次访问（右上角“清除并结束”），再放入其余的工作簿。",
            )

    def _put(self, upload: Upload) -> int:
        """Examine one upload; it takes the place of an earlier version of the same report."""
        new = self._examined(self._last + 1, upload, None)
        old = next((e for e in self._entries.values() if _replaces(new, e)), None)
        if old is None:
            self._last += 1
            self._entries[new.number] = new
            return new.number
        if old.examination.data == new.examination.data:
            return old.number
        self._entries[old.number] = replace(new, number=old.number, earlier=replace(old, earlier=None))
        return old.number

    def _examined(self, number: int, upload: Upload, previous: int | None) -> Entry:
        file = self._store(number, upload)
        last = self._entries[previous].file if previous in self._entries else None
        reports = [e.examination.report for e in self._entries.values() if e.number != number]
        others = [report for report in reports if report]
        examination = engine.look_at(upload.name, upload.data, last, others, self._limits.work)
        return Entry(number, upload.name, file, examination, previous)

    def _store(self, number: int, upload: Upload) -> Path:
        """Write the file under a name of our own; only its kind comes from the name that was sent."""
        suffix = upload.suffix if upload.suffix in SUFFIXES else ".xlsx"
        self._stored += 1
        file = self._folder() / f"{number}-{self._stored}{suffix}"
        file.write_bytes(upload.data)
        return file

    def _pair(self) -> None:
        """Compare every report with last year's of the same unit, where that is on the desk too."""
        by_key = {entry.key: entry.number for entry in self._entries.values() if entry.key}
        for entry in list(self._entries.values()):
            last = by_key.get((entry.key[0], entry.key[1] - 1)) if entry.key else None
            if last != entry.previous:
                upload = Upload(entry.name, entry.examination.data)
                again = self._examined(entry.number, upload, last)
                self._entries[entry.number] = replace(again, earlier=entry.earlier, rewritten=entry.rewritten)


def _replaces(new: Entry, old: Entry) -> bool:
    """Whether `new` is another version of `old`: the same report, or the same name where one cannot be read."""
    if new.key and old.key:
        return new.key == old.key
    return new.name == old.name
