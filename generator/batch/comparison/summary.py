"""The last pages of a 花脸稿: which two versions were compared, every figure and every passage that changed.

It tells in words what the pages before show by colour and lines, for those who cannot see them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.batch.comparison.aligning import block_text
from generator.batch.comparison.figures import ChangedFigure
from generator.batch.comparison.merging import Merged
from generator.batch.comparison.texts import Piece, tokens
from generator.document.fingerprint import version_number
from generator.document.model import (
    AnnexMark,
    Block,
    CellKind,
    Heading,
    Paragraph,
    Span,
    Table,
    TableCell,
    Title,
)

_QUOTED = 60
"""Characters of a passage that are quoted; the middle of a longer one is left out."""
_HEX_GROUP = 8
_CONTEXT = 6
"""Characters or numerals that are quoted before a change, and half as many behind it."""
_CLAUSE_END = re.compile(r"[，。；：、！？\s]")


@dataclass(frozen=True)
class Version:
    """One of the two workbooks: its name, its SHA-256, the digest of what it prints, and whether it is a draft."""

    name: str
    sha256: str
    digest: str
    draft: bool

    def as_json(self) -> dict[str, object]:
        """For `--json` and the attached record."""
        return {
            "workbook": self.name,
            "sha256": self.sha256,
            "version": version_number(self.digest),
            "content_sha256": self.digest,
            "draft": self.draft,
        }


@dataclass(frozen=True)
class ChangedText:
    """A passage that changed: where, and how, in words."""

    where: str
    how: str

    def as_json(self) -> dict[str, object]:
        """For `--json` and the attached record."""
        return {"place": self.where, "change": self.how}


def changed_texts(merged: Sequence[Merged]) -> tuple[ChangedText, ...]:
    """Every passage that changed, in reading order; figures in tables are told apart."""
    return tuple(_changed_texts(merged))


def _changed_texts(merged: Sequence[Merged]) -> Iterator[ChangedText]:
    chapter, paragraph = "", 0
    for item in merged:
        block = item.block
        if isinstance(block, Heading) and block.level == 1:
            chapter, paragraph = _new_text(item), 0
        paragraph += isinstance(block, Paragraph)
        where = _where(block, chapter, paragraph)
        if item.whole != "same":
            verb = "删去" if item.whole == "deleted" else "增加"
            said = f"整张表“{block.title}”" if isinstance(block, Table) else f"“{quoted(block_text(block))}”"
            yield ChangedText(where, verb + said)
        elif item.changed and not isinstance(block, Table):
            yield ChangedText(where, "；".join(_told(item.pieces)))


def _new_text(item: Merged) -> str:
    if item.whole != "same" or not item.pieces:
        return block_text(item.block)
    return "".join(piece.text for piece in item.pieces if piece.mark in ("same", "inserted"))


def _where(block: Block, chapter: str, paragraph: int) -> str:
    names = {"Title": "标题", "SignOff": "落款", "Letterhead": "版头", "Imprint": "版记", "TableNote": "表注"}
    kind = type(block).__name__
    if kind in names:
        return names[kind]
    if isinstance(block, Paragraph) and block.flush:
        return "主送机关"
    place = chapter or "前言"
    return f"{place}，第{paragraph}段" if isinstance(block, Paragraph) else place


def _told(pieces: Sequence[Piece]) -> Iterator[str]:
    """Each change of a passage in words, with a little of what stands around it: “废止6件”改为“废止7件”."""
    shown = [piece for piece in pieces if piece.mark != "arrow"]
    for i, piece in enumerate(shown):
        before = shown[i - 1] if i else None
        after = shown[i + 1] if i + 1 < len(shown) else None
        lead = _tail(before.text) if before and before.mark == "same" else ""
        if piece.mark == "deleted" and after and after.mark == "inserted":
            trail = _head(shown[i + 2].text) if i + 2 < len(shown) else ""
            yield f"“{lead}{quoted(piece.text)}{trail}”改为“{lead}{quoted(after.text)}{trail}”"
        elif piece.mark == "deleted":
            yield f"删去“{quoted(piece.text)}”"
        elif piece.mark == "inserted" and not (before and before.mark == "deleted"):
            yield f"在“{lead}”后增加“{quoted(piece.text)}”" if lead else f"增加“{quoted(piece.text)}”"


def _tail(text: str) -> str:
    """The last words of a text, some six characters within its last clause; a numeral is whole."""
    words = tokens(_CLAUSE_END.split(text)[-1])
    return "".join(words[-_CONTEXT:])


def _head(text: str) -> str:
    """The first words of a text, some three characters within its first clause."""
    return "".join(tokens(_CLAUSE_END.split(text)[0])[: _CONTEXT // 2])


def quoted(text: str) -> str:
    """The text, or its beginning and end around …… where it is long."""
    half = _QUOTED // 2
    return text if len(text) <= _QUOTED else f"{text[:half]}……{text[-half:]}"


def summary_blocks(
    old: Version, new: Version, figures: Sequence[ChangedFigure], texts: Sequence[ChangedText]
) -> tuple[Block, ...]:
    """The blocks of the last pages."""
    return (
        AnnexMark("附表"),
        Title("改动一览"),
        _paragraph(_lead(figures, texts)),
        _versions(old, new),
        _paragraph(
            f"审阅意见以上表“新稿”一栏的版本号为准：签发的报告版本号应为{version_number(new.digest)}，"
            "版本号不同的，内容已有改动，应重新审阅。"
        ),
        Heading(1, "一、", "数字改动"),
        *(_figure_table(figures) if figures else (_paragraph("统计表中的数字没有改动。"),)),
        Heading(1, "二、", "文字改动"),
        *(_text_table(texts) if texts else (_paragraph("文字没有改动。"),)),
    )


def _lead(figures: Sequence[ChangedFigure], texts: Sequence[ChangedText]) -> str:
    return (
        f"本稿逐字比较两个版本，共有数字改动{len(figures)}处、文字改动{len(texts)}处。"
        "前面各页中，删去的文字为灰色并加删除线，增加的文字为红色并加下划线，"
        "表中改动的数字写作“原数→新数”，页边的竖线标出有改动的行。"
    )


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def _versions(old: Version, new: Version) -> Table:
    rows = [
        ("", "原稿", "新稿"),
        ("工作簿", old.name, new.name),
        ("工作簿SHA-256", _grouped(old.sha256), _grouped(new.sha256)),
        ("状态", _state(old), _state(new)),
        ("版本号", version_number(old.digest), version_number(new.digest)),
        ("内容SHA-256", _grouped(old.digest), _grouped(new.digest)),
    ]
    return _table("versions", "所比较的版本", rows, (26.0, 65.0, 65.0), "note")


def _state(version: Version) -> str:
    return "送审稿" if version.draft else "已签发"


def _grouped(digest: str) -> str:
    """A digest in groups of eight, so that it can be read aloud and broken into lines."""
    return " ".join(digest[i : i + _HEX_GROUP] for i in range(0, len(digest), _HEX_GROUP))


def _figure_table(figures: Sequence[ChangedFigure]) -> tuple[Block, ...]:
    rows = [("序号", "项目", "原数", "新数", "增减")]
    rows += [(str(n), f.field.label, f.old_text, f.new_text, f.change_text) for n, f in enumerate(figures, 1)]
    return (_table("figures", "数字改动", rows, (12.0, 81.0, 21.0, 21.0, 21.0), "figure"),)


def _text_table(texts: Sequence[ChangedText]) -> tuple[Block, ...]:
    rows = [("序号", "位置", "改动")]
    rows += [(str(n), text.where, text.how) for n, text in enumerate(texts, 1)]
    return (_table("texts", "文字改动", rows, (12.0, 42.0, 102.0), "note"),)


def _table(
    id: str, title: str, rows: Sequence[Sequence[str]], widths: tuple[float, ...], kind: CellKind
) -> Table:
    """A plain table of cells of one kind: a head row, and in the first column the head of each row."""
    cells = tuple(_cell(r, c, text, kind) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(id, title, len(rows), len(widths), 1, cells, widths)


def _cell(row: int, col: int, text: str, kind: CellKind) -> TableCell:
    if row == 0:
        return TableCell(row, col, 1, 1, "header" if text else "blank", text, "Column" if text else None)
    if col == 0:
        return TableCell(row, col, 1, 1, "label", text, "Row")
    return TableCell(row, col, 1, 1, kind if col > 1 or kind != "figure" else "note", text)
