"""The files of a package from its record, in the order in which one digest builds on another."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.archive.package import layout, notes
from generator.archive.package.manifest import manifest
from generator.archive.package.metadata import metadata_xml, schema
from generator.archive.package.record import Record, payload
from generator.formats.model import Format
from generator.report.model import Approval


def unsealed(record: Record, form: Format | None) -> dict[str, bytes]:
    """Every file but the report of the inspection and the tag manifest."""
    documents = payload(record.documents)
    return {
        layout.BAGIT: layout.BAGIT_TEXT.encode(),
        layout.BAG_INFO: notes.bag_info(record),
        layout.MANIFEST: manifest(documents),
        layout.NOTE: notes.note(record),
        layout.HOW_TO: notes.how_to(record),
        layout.CATALOGUE: notes.catalogue(record),
        **documents,
        layout.METADATA: metadata_xml(record),
        layout.SCHEMA: schema(),
        **(dict(form_files(form.folder)) if form else {}),
    }


def sealed(files: Mapping[str, bytes], report: object) -> dict[str, bytes]:
    """The files with the report of the inspection, and the tag manifest that pins all but itself."""
    text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
    whole = {**files, layout.REPORT: text.encode()}
    tags = {path: data for path, data in whole.items() if not path.startswith(layout.PAYLOAD)}
    return {**whole, layout.TAG_MANIFEST: manifest(tags)}


def form_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a form and of the forms that it extends: the rules that held, readable as text."""
    for file in sorted(p for p in folder.rglob("*") if p.suffix in (".toml", ".j2")):
        below = file.relative_to(folder).as_posix()
        yield f"{layout.FORMATS}{folder.name}/{below}", file.read_bytes()
    main = folder / "format.toml"
    base = tomllib.loads(main.read_text(encoding="utf-8")).get("extends") if main.is_file() else None
    if base is not None:
        yield from form_files(folder.parent / str(base))


def approval_slip(approval: Approval) -> bytes:
    """05-签发单.json: who drafted, checked and approved, and when (it stands for 公文处理单)."""
    day = approval.approved_on
    slip = {
        "drafted_by": approval.drafted_by,
        "checked_by": approval.checked_by,
        "approved_by": approval.approved_by,
        "approved_on": day.isoformat() if day else None,
    }
    return (json.dumps(slip, ensure_ascii=False, indent=1) + "\n").encode()
