"""`[[名称或编号]]` in the text → the figure, formatted; what is put in is plain text and never read again."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.formats.figure import printed
from generator.formats.model import Field, Format
from generator.intake.addresses import PARTICULARS
from generator.report.finding import Finding, Severity
from generator.report.model import Paragraph, Particulars, Report

REFERENCE = re.compile(r"\[\[(?P<name>[^\[\]]*)\]\]|［［(?P<wide>[^［］]*)］］")
_TOTAL = "·总计"
_NEAR = 3
"""How many near spellings a message offers."""
_LONGEST_NAME, _SOUGHT = 60, 50
"""Near spellings are looked for only for names of so many characters, and for the first so many unknown ones."""


class References:
    """All names that a report's text may quote."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._fields: Mapping[str, Field] = {**report.format.fields, **report.format.derived}
        self._figures = figure_names(report.format)
        self._particulars = particular_texts(report.particulars)
        self._shown = {fold(text): text for text in self._shown_names()}
        self._offers: dict[str, str] = {}

    def resolve(self, paragraph: Paragraph) -> tuple[Paragraph, tuple[Finding, ...]]:
        """The paragraph with every reference replaced; one that cannot be stays, with an error."""
        findings: list[Finding] = []

        def put(match: re.Match[str]) -> str:
            name = (match["name"] if match["name"] is not None else match["wide"]).strip()
            text, fault = self._text(name)
            if fault:
                place = paragraph.place
                rule = f"{self._report.format.id}.txt.reference"
                findings.append(Finding(Severity.ERROR, rule, fault, place, quote=match.group()))
            return text if not fault else match.group()

        text = REFERENCE.sub(put, paragraph.text)
        return replace(paragraph, text=text), tuple(findings)

    def _text(self, name: str) -> tuple[str, str]:
        """What stands for `name`, or "" and what is wrong with it."""
        key = fold(name)
        if key in self._particulars:
            text = self._particulars[key]
            return text, "" if text else f"正文引用了“[[{name}]]”，但基本信息没有填写这一项。请补填。"
        id = self._figures.get(key)
        if id is None:
            return "", self._unknown(name)
        value = self._report.figures.get(id)
        if value is None:
            label = self._fields[id].label
            return "", f"正文引用了“[[{name}]]”（{label}），但表中没有这个数。请先填写相应的表。"
        return printed(self._fields[id], value), ""

    def _unknown(self, name: str) -> str:
        shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        return f"正文引用的“[[{shown}]]”不是本格式的填报项。{self._offer(name)}请改为表中的项目名称或编号。"

    def _offer(self, name: str) -> str:
        """The names that may be meant, as a question; "" where none is near or too many have been sought."""
        if name not in self._offers:
            if len(name) > _LONGEST_NAME or len(self._offers) >= _SOUGHT:
                return ""
            near = difflib.get_close_matches(fold(name), self._shown, n=_NEAR, cutoff=0.4)
            offer = f"是否指{'、'.join(f'“{self._shown[key]}”' for key in near)}？" if near else ""
            self._offers[name] = offer
        return self._offers[name]

    def _shown_names(self) -> Iterator[str]:
        for field in self._fields.values():
            yield from (text for text in (field.short, field.label, field.id) if text)
        for item in PARTICULARS:
            yield from (item.label, item.name)


def figure_names(fmt: Format) -> dict[str, str]:
    """Folded name → field id: ids, labels, short labels, variants, and a row's own name for its 总计."""
    fields = {**fmt.fields, **fmt.derived}
    exact = [(name, f.id) for f in fields.values() for name in (f.id, f.label, f.short) if name]
    rows = [(f.label.removesuffix(_TOTAL), f.id) for f in fields.values() if f.label.endswith(_TOTAL)]
    variants = [(name, f.id) for f in fields.values() for name in _variants(fmt, f.label)]
    names: dict[str, str] = {}
    for name, id in (*exact, *rows, *variants):
        names.setdefault(fold(name), id)
    return names


def _variants(fmt: Format, label: str) -> Iterator[str]:
    """The label with one of its parts as some reports write it."""
    parts = label.split("·")
    for at, part in enumerate(parts):
        for variant in fmt.label_variants.get(part, ()):
            yield "·".join((*parts[:at], variant, *parts[at + 1 :]))


def particular_texts(particulars: Particulars) -> dict[str, str]:
    """Folded name or label of 基本信息 → its text as it is printed."""
    texts: dict[str, str] = {}
    for item in PARTICULARS:
        value = getattr(particulars, item.name)
        if item.name == "issue_date":
            value = f"{value.year}年{value.month}月{value.day}日" if value else ""
        for name in (item.name, item.label):
            texts[fold(name)] = str(value)
    return texts


def fold(name: str) -> str:
    """A name for comparison: width folded, without blanks, quotation marks all alike."""
    plain = unicodedata.normalize("NFKC", name).translate(str.maketrans("“”‘’", "\"\"''"))
    return re.sub(r"\s+", "", plain).casefold()
