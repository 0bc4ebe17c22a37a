"""Two examined workbooks to a 花脸稿: the report's own layout with every change shown, and a list of them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.batch.comparison.figures import ChangedFigure, changed_figures
from generator.batch.comparison.marking import marked
from generator.batch.comparison.merging import merge
from generator.batch.comparison.summary import ChangedText, Version, changed_texts, summary_blocks
from generator.checks.examine import Examination
from generator.document import compose
from generator.document.fingerprint import fingerprint, version_number
from generator.document.model import Document, Role
from generator.errors import InputError
from generator.report.model import Report
from generator.typesetting import typeset
from generator.typesetting.fonts.catalogue import FontSet
from generator.typesetting.justify import natural_width, place_line
from generator.typesetting.measure import Setter
from generator.typesetting.model import Folio, Layout, Line, Page
from generator.typesetting.page import RIGHT_EDGE, margin_shift
from generator.typesetting.units import SIZE_5, Pt, mm
from generator.writers.pdf import Attachment, write_pdf

NAME = "花脸稿"
SCHEMA = "nianbao-comparison/1"
_HEADER = mm(24)
"""Baseline of the line above the type area that names the version."""


@dataclass(frozen=True)
class Comparison:
    """What changed from one version to the other."""

    title: str
    old: Version
    new: Version
    figures: tuple[ChangedFigure, ...]
    texts: tuple[ChangedText, ...]
    layout: Layout

    @property
    def changes(self) -> int:
        """How many places changed."""
        return len(self.figures) + len(self.texts)

    def as_json(self) -> dict[str, object]:
        """The machine-readable form, which the PDF also carries."""
        return {
            "schema": SCHEMA,
            "title": self.title,
            "old": self.old.as_json(),
            "new": self.new.as_json(),
            "figures": [figure.as_json() for figure in self.figures],
            "texts": [text.as_json() for text in self.texts],
        }

    def pdf(self) -> bytes:
        """The 花脸稿 as PDF/A-3a and PDF/UA-1, the list of changes attached. It is not for signing."""
        data = (json.dumps(self.as_json(), ensure_ascii=False, indent=1) + "\n").encode()
        attachment = Attachment("改动.json", "application/json", data, "Data", "改动清单")
        return write_pdf(self.layout, (attachment,), signature_field=False)


def compare(old: Examination, new: Examination, fonts: FontSet) -> Comparison:
    """Compare two versions of one report; findings do not matter.

    Raises InputError where one cannot be read, or they are reports of different forms.
    """
    before, after = _report(old), _report(new)
    if before.format.id != after.format.id:
        raise InputError(
            f"两个工作簿的格式不同（{before.format.name}；{after.format.name}），不是同一份报告。请选同一份报告的两个版本。"
        )
    documents = compose(before), compose(after)
    versions = _version(old, before, documents[0]), _version(new, after, documents[1])
    merged = merge(*documents)
    figures, texts = changed_figures(before, after), changed_texts(merged)
    blocks = tuple(block.block for block in merged) + summary_blocks(*versions, figures, texts)
    title = documents[1].title or documents[0].title
    document = replace(documents[1], title=f"{NAME}：{title}", blocks=blocks, draft=False)
    plain = typeset(document, fonts)
    changes = len(figures) + len(texts)
    header = _header(versions[1], changes, plain.blocks[len(merged)].first_page)
    layout = _headed(marked(plain, merged), fonts, header)
    return Comparison(title, *versions, figures, texts, layout)


def _report(examination: Examination) -> Report:
    if examination.report is None:
        why = examination.findings[0].message if examination.findings else "内容无法识别。"
        raise InputError(f"“{examination.path.name}”无法读取，不能比较：{why}")
    return examination.report


def _version(examination: Examination, report: Report, document: Document) -> Version:
    return Version(examination.path.name, report.source.sha256, fingerprint(document), report.draft)


def _header(new: Version, changes: int, page: int) -> str:
    return f"{NAME}　版本号 {version_number(new.digest)}　改动{changes}处，一览见第{page}页"


def _headed(layout: Layout, fonts: FontSet, text: str) -> Layout:
    """The layout with a line above the type area of every page."""
    setter, mirror = Setter(fonts), layout.document.mirror
    pages = tuple(_with_header(page, setter, mirror, text) for page in layout.pages)
    return replace(layout, pages=pages)


def _with_header(page: Page, setter: Setter, mirror: bool, text: str) -> Page:
    measured = setter.measure_text(text, Role.SONG, SIZE_5)
    x = RIGHT_EDGE - natural_width(measured, 0, len(text), 0) + margin_shift(page.number, mirror)
    runs = place_line(measured, 0, len(text), Pt(x), 0)
    folios: Sequence[Folio] = (Folio("draft_mark", Line(_HEADER, runs, -1)), *page.folios)
    return replace(page, folios=tuple(folios))
