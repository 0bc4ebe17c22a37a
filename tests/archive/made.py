"""Reports, signed reports and packages made from the samples: each once in a run of the tests."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from generator.archive.filing import Filed, Order, file_report
from generator.archive.package.settings import Settings
from generator.archive.proof.outcome import Check, Item, Result
from generator.archive.proof.report import Options, prove
from generator.archive.proof.subject import Kind, Subject, read_subject
from generator.batch.one import KINDS, build_report
from generator.writers.pdf import FIELD_NAME
from tests.signing.pki import Identity, Pki, make_pki

SAMPLES = tuple(sorted((Path(__file__).parents[2] / "samples").glob("*.xlsx")))
SETTINGS = Settings(fonds="J001", retention="永久", fonds_name="临江区人民政府办公室")
PACKED = date(2026, 1, 29)


@dataclass(frozen=True)
class Made:
    """The files of one report by kind, and their common name."""

    stem: str
    files: dict[Kind, bytes]

    def subject(self, kind: Kind, data: bytes | None = None) -> Subject:
        """A file as it is, or with other bytes under the same name."""
        content = self.files[kind] if data is None else data
        return read_subject(f"{self.stem}.{kind}", kind, self.stem, content)

    def write(self, folder: Path, kinds: tuple[Kind, ...] = ("docx", "html", "json", "pdf")) -> list[Path]:
        """The files in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / f"{self.stem}.{kind}" for kind in kinds]
        for path, kind in zip(paths, kinds, strict=True):
            path.write_bytes(self.files[kind])
        return paths


@cache
def made(sample: Path) -> Made:
    """The report of a sample in all four kinds."""
    return _made(sample, sample.read_bytes())


def _made(path: Path, data: bytes) -> Made:
    built = build_report(path, KINDS, data=data)
    assert built.ok, [f.message for f in built.findings]
    files: dict[Kind, bytes] = {}
    for kind in ("docx", "html", "json", "pdf"):
        files[kind] = built.files[kind][1]
    return Made(Path(built.files["pdf"][0]).stem, files)


def made_from(data: bytes, name: str = "报告.xlsx") -> Made:
    """The report of a workbook that a test filled in."""
    return _made(Path(name), data)


@cache
def pki() -> Pki:
    return make_pki()


@cache
def signed(sample: Path) -> bytes:
    """The sample's PDF with the office's signature and no picture."""
    return sign(made(sample).files["pdf"], pki().ec)


def sign(pdf: bytes, who: Identity) -> bytes:
    """A signature as the program's own: PAdES B-B in the field laid down for it."""
    signer = signers.SimpleSigner.load_pkcs12_data(who.p12(None), other_certs=[], passphrase=None)
    assert signer is not None
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD_NAME,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    filler = signers.PdfSigner(metadata, signer)
    return bytes(filler.sign_pdf(writer, existing_fields_only=True).getvalue())


def checks_on(
    *subjects: Subject, trust: tuple[bytes, ...] = (), crls: tuple[bytes, ...] = ()
) -> dict[str, tuple[Check, ...]]:
    """All checks by the path of the file."""
    return {item.path: item.checks for item in prove(list(subjects), Options(trust, crls)).items}


def failures(checks: tuple[Check, ...]) -> dict[str, str]:
    """Id → message of what failed."""
    return {c.id: c.message for c in checks if c.result is Result.FAILED}


def failed_in(item: Item) -> dict[str, str]:
    """Id → message of what failed on an item."""
    return failures(item.checks)


def file_all(
    folder: Path, *packs: Made, settings: Settings = SETTINGS, pdf: bytes | None = None
) -> list[Filed]:
    """Archive reports one after the other into a folder."""
    return [file_one(folder, pack, settings, pdf) for pack in packs]


def file_one(
    folder: Path,
    pack: Made,
    settings: Settings = SETTINGS,
    pdf: bytes | None = None,
    kinds: tuple[Kind, ...] = ("docx", "html", "json", "pdf"),
    correction: bool = False,
    packed_on: date | None = PACKED,
) -> Filed:
    """Archive one report."""
    subjects = [pack.subject(kind, pdf if kind == "pdf" else None) for kind in kinds]
    order = Order(folder, settings, Options((pki().trust,)), packed_on, correction=correction)
    return file_report(subjects, order)


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The PDF for a change by an unrelated library."""
    return pikepdf.open(BytesIO(pdf))


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    """The changed PDF as bytes."""
    stream = BytesIO()
    pdf.save(stream, **how)
    return stream.getvalue()
