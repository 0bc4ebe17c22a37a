"""A district's workbooks in one visit: the units', the roster, the district's own; collected anew when they change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.batch.collection.collect import Request, collect
from generator.batch.collection.model import Collection
from generator.batch.collection.tracing import Origin, Tracer
from generator.batch.many import SUFFIXES
from generator.clock import today
from generator.intake import read_workbook
from generator.page.desk.desk import Tell
from generator.page.desk.engine import LOCK
from generator.page.guard.uploads import Upload
from generator.page.refusals import Refusal, gone
from generator.page.settings import MB, Limits
from generator.report.model import Report

_LOCK_FILES = ("~$", ".")
"""How names of files begin that a spreadsheet program leaves beside an open workbook, or that are hidden."""


@dataclass(frozen=True)
class Sent:
    """A file as it lies in the visit's folder; `name` is what people know it by."""

    number: int
    name: str
    file: Path
    size: int


@dataclass(frozen=True)
class Overview:
    """How things stand, the district's workbook with the sums, and what is in it."""

    collection: Collection
    workbook: bytes
    report: Report
    tracer: Tracer

    def origin(self, field: str) -> Origin:
        """Where a figure comes from. Raises Refusal for a figure that the form does not have."""
        if field not in self.report.format.fields:
            raise gone()
        return self.tracer.origin(self.report.format.fields[field])


class District:
    """What was put in, and what came of it. Not for several threads at once: the visit's lock is held."""

    def __init__(self, folder: Callable[[], Path], limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._units: dict[int, Sent] = {}
        self._others: dict[str, Sent] = {}
        self._last = 0
        self._overview: Overview | None = None

    @property
    def units(self) -> tuple[Sent, ...]:
        """The units' workbooks in the order in which they came."""
        return tuple(self._units.values())

    def other(self, kind: str) -> Sent | None:
        """The roster, the district's own workbook (`into`), or last year's (`previous`)."""
        return self._others.get(kind)

    def put(self, uploads: Sequence[Upload]) -> int:
        """Take units' workbooks in; returns how many files were no workbooks and were passed over."""
        workbooks = [u for u in uploads if u.suffix in SUFFIXES and not u.name.startswith(_LOCK_FILES)]
        self._check_room(workbooks)
        for upload in workbooks:
            self._put(upload)
        self._overview = None
        return len(uploads) - len(workbooks)

    def put_other(self, kind: str, upload: Upload) -> None:
        """Take in the roster, the district's own workbook or last year's. Raises Refusal for a mix-up."""
        self._check_room([upload])
        if kind == "roster" and _unit(upload.data):
            raise Refusal(
                400,
                "没有放对文件",
                f"“{upload.name}”是填报工作簿，没有单位名册。请把它放入“各单位的工作簿”，名册一栏放名册。",
            )
        self._others[kind] = self._store(upload, upload.name)
        self._overview = None

    def remove(self, number: int) -> Sent:
        """Take a unit's workbook away. Raises Refusal if there is none of that number."""
        if number not in self._units:
            raise gone()
        sent = self._units.pop(number)
        sent.file.unlink(missing_ok=True)
        self._overview = None
        return sent

    def overview(self, tell: Tell) -> Overview:
        """How things stand now. Raises InputError, UsageError for what cannot be collected."""
        if self._overview is None:
            self._overview = self._collected(tell)
        return self._overview

    def _collected(self, tell: Tell) -> Overview:
        output = self._place("collected").with_name("collected.xlsx")
        paths = {kind: sent.file for kind, sent in self._others.items()}
        request = Request(
            folder=self._place("units"),
            output=output,
            roster=paths.get("roster"),
            into=paths.get("into"),
            previous=paths.get("previous"),
            jobs=1,
            names={sent.file.name: sent.name for sent in self._units.values()},
        )
        with LOCK:
            collected = collect(request, today(), tell)
            output.write_bytes(collected.workbook)
            tracer = Tracer(output)
        return Overview(collected.collection, collected.workbook, tracer.report, tracer)

    def _place(self, name: str) -> Path:
        folder = self._folder() / name
        folder.mkdir(exist_ok=True)
        return folder

    def _check_room(self, uploads: Sequence[Upload]) -> None:
        held = [*self._units.values(), *self._others.values()]
        total = sum(s.size for s in held) + sum(len(u.data) for u in uploads)
        if len(held) + len(uploads) > self._limits.visit_files or total > self._limits.visit_bytes:
            raise Refusal(
                413,
                "放入的文件太多",
                f"一次访问最多放入{self._limits.visit_files}个、合计{self._limits.visit_bytes // MB} MB。",
            )

    def _put(self, upload: Upload) -> None:
        """A workbook that is there already is left; a newer one of the same name and unit takes its place."""
        for sent in list(self._units.values()):
            data = sent.file.read_bytes()
            if data == upload.data:
                return
            if sent.name == upload.name and _unit(data) == _unit(upload.data) != "":
                self.remove(sent.number)
        taken = {sent.name for sent in self._units.values()}
        sent = self._store(upload, _free_name(upload.name, taken), "units")
        self._units[sent.number] = sent

    def _store(self, upload: Upload, name: str, place: str = "district") -> Sent:
        """Write the file under a name of our own; only its kind comes from the name that was sent."""
        self._last += 1
        suffix = upload.suffix if upload.suffix in SUFFIXES else ".xlsx"
        file = self._place(place) / f"{self._last:04}{suffix}"
        file.write_bytes(upload.data)
        return Sent(self._last, name, file, len(upload.data))


def _unit(data: bytes) -> str:
    report = read_workbook(Path("workbook.xlsx"), data).report
    return report.particulars.unit_name if report else ""


def _free_name(name: str, taken: set[str]) -> str:
    """The name, with （2）, （3） … where several files are called alike."""
    stem, dot, suffix = name.rpartition(".")
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{stem}（{number}）{dot}{suffix}", number + 1
    return candidate
