"""All checks on the files of one report, a row of them for each file."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator.archive.proof import agreement, forms, signatures
from generator.archive.proof.outcome import Check, Item, Reason, Topic, guarded
from generator.archive.proof.subject import (
    KIND_NAMES,
    NoReference,
    Reference,
    Subject,
    Templates,
    find_reference,
    own_templates,
)
from generator.archive.proof.validator import check_standard
from generator.archive.reading.pdf import PdfFile
from generator.signing.outcome import SignatureReport

_LEFT_OPEN: tuple[Topic, ...] = (
    agreement.TITLE,
    agreement.TEXT,
    agreement.TABLES,
    agreement.RULES,
    agreement.REBUILT,
    agreement.DRAFT,
)


@dataclass(frozen=True)
class Options:
    """What the caller brings: trusted roots and revocation lists (DER or PEM), whether to call veraPDF, where forms lie.

    `templates` gives, for a form and the version wanted, the folders to look in (None: the program's own).
    """

    trust: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    validator: bool = False
    templates: Templates = own_templates


@dataclass(frozen=True)
class Proof:
    """The outcome for one report: an item for each file, and what the files were held against."""

    items: tuple[Item, ...]
    reference: Reference | None
    signatures: SignatureReport = field(default_factory=SignatureReport)
    pages: int = 0
    """Of the PDF; 0 without one that can be read."""

    @property
    def ok(self) -> bool:
        """Nothing failed on any file."""
        return all(item.ok for item in self.items)


def prove(subjects: Sequence[Subject], options: Options) -> Proof:
    """Run every check on the files of one report. Raises SetupError only for what is missing here."""
    reference = find_reference(subjects, options.templates)
    examined = {
        s.path: signatures.examine_signatures(s.data, options.trust, options.crls)
        for s in subjects
        if s.kind == "pdf" and s.data
    }
    items = tuple(_item(s, reference, examined.get(s.path), options) for s in subjects)
    main = next(iter(examined.values()), SignatureReport())
    pages = next((s.reading.pages for s in subjects if isinstance(s.reading, PdfFile)), 0)
    return Proof(items, reference if isinstance(reference, Reference) else None, main, pages)


def _item(
    subject: Subject,
    reference: Reference | NoReference,
    examined: SignatureReport | None,
    options: Options,
) -> Item:
    checks = tuple(guarded(_checks(subject, reference, examined, options)))
    facts = {"文件": KIND_NAMES[subject.kind], "SHA-256": hashlib.sha256(subject.data).hexdigest()}
    if isinstance(reference, Reference):
        facts["题名"] = reference.expected.content.title
    return Item(subject.path, subject.kind, checks, facts)


def _checks(
    subject: Subject,
    reference: Reference | NoReference,
    examined: SignatureReport | None,
    options: Options,
) -> Iterator[Check]:
    yield from forms.check_form(subject)
    if subject.reading is None:
        yield from forms.unreadable(subject, _LEFT_OPEN)
        if examined is not None:
            yield from signatures.check_signatures(examined)
        return
    if isinstance(subject.reading, PdfFile):
        yield check_standard(subject.data, options.validator)
    if isinstance(reference, NoReference):
        yield from _without_reference(subject, reference)
    else:
        yield from agreement.check_agreement(subject, reference)
    if examined is not None:
        yield from signatures.check_signatures(examined)


def _without_reference(subject: Subject, reference: NoReference) -> Iterator[Check]:
    """A PDF whose data are gone or broken has failed; a lone DOCX or page only lacks something to compare."""
    if subject.kind in ("pdf", "json"):
        yield agreement.DATA.failed(reference.why)
    for topic in _LEFT_OPEN:
        yield topic.not_run(Reason.NO_DATA, reference.why)
