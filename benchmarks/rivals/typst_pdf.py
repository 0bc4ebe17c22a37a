"""The PDF by Typst through its Python binding: tagged, PDF/A-2a, the shipped fonts.

As a program:  typst_pdf.py FONTS OUTPUT_FOLDER CONTENT.json...
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

Block = dict[str, Any]

HEAD = """#set document(title: "{heading}", author: "bench", date: datetime(year: 2025, month: 1, day: 22))
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: ("{latin}", "{fang}", "{song}"), size: 16pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 13pt)
#show heading.where(level: 1): set text(font: ("{hei}", "{song}"), size: 16pt, weight: "regular")
#show heading.where(level: 2): set text(font: ("{kai}", "{song}"), size: 16pt, weight: "regular")
#show table: set text(font: ("{song}",), size: 7pt)
#show table: set par(first-line-indent: 0em, leading: 3pt)
"""
_SPECIAL = re.compile(r"([\\\\#*_`$<>@\[\]\"'~/=+\-])")


def source(content: list[Block], families: dict[str, str]) -> str:
    """The Typst source of a report."""
    title = next((block["text"] for block in content if block["kind"] == "title"), "")
    parts = [HEAD.format(heading=title.replace('"', ""), **families)]
    parts += [_block(block, families) for block in content]
    return "\n\n".join(parts)


def _block(block: Block, families: dict[str, str]) -> str:
    kind = block["kind"]
    if kind == "table":
        return _table(block)
    text = _SPECIAL.sub(r"\\\1", block["text"])
    if kind == "title":
        return f'#align(center, text(font: "{families["title"]}", size: 22pt)[{text}])'
    if kind in ("h1", "h2"):
        return f"{'=' * int(kind[1])} {text}"
    return f"#align(right)[{text}]" if kind == "sign" else text


def _table(block: Block) -> str:
    rows = block["rows"]
    cells = "".join("[" + _SPECIAL.sub(r"\\\1", text) + "]," for row in rows for text in row)
    return f"#table(columns: ({'1fr,' * len(rows[0])}), {cells})"


def compile_pdf(text: str, fonts: Path) -> bytes:
    """The PDF of a source."""
    import typst

    data = typst.compile(
        text.encode(), font_paths=[str(fonts)], ignore_system_fonts=True, format="pdf", pdf_standards=["a-2a"]
    )
    return bytes(data)


def main() -> None:
    """Compile each content."""
    fonts, folder, *contents = map(Path, sys.argv[1:])
    families = json.loads((folder / "families.json").read_text(encoding="utf-8"))
    for number, content in enumerate(contents):
        text = source(json.loads(content.read_text(encoding="utf-8")), families)
        (folder / f"{number:04}.pdf").write_bytes(compile_pdf(text, fonts))


if __name__ == "__main__":
    main()
