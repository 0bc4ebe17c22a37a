"""A DOCX template filled by docxtpl, then a PDF of it by LibreOffice: tagged, PDF/A-2b.

As a program:  docx_template.py TEMPLATE OUTPUT_FOLDER PROFILE CONTENT.json...
Every content is rendered, then LibreOffice converts all of them in one call.
"""

import json
import subprocess
import sys
from pathlib import Path

PDF_OPTIONS = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
STYLES = {
    "title": (22, "方正小标宋简体"),
    "h1": (16, "黑体"),
    "h2": (16, "楷体_GB2312"),
    "p": (16, "仿宋_GB2312"),
    "sign": (16, "仿宋_GB2312"),
}


def make_template(target: Path) -> None:
    """The template: one loop over the blocks, a paragraph of its style for each kind, tables by rows and cells."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    for name, (size, face) in STYLES.items():
        style = document.styles.add_style(f"report-{name}", 1)
        style.font.size, style.font.name = Pt(size), "Times New Roman"
        style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
        if name == "p":
            style.paragraph_format.first_line_indent = Pt(32)
    document.styles["report-title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def line(text: str, style: str = "report-p") -> None:
        document.add_paragraph(text, style=style)

    line("{%p for block in blocks %}")
    for name in STYLES:
        line(f"{{%p if block.kind == '{name}' %}}")
        line("{{ block.text }}", f"report-{name}")
        line("{%p endif %}")
    line("{%p if block.kind == 'table' %}")
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    table.cell(1, 0).text = "{%tc for text in row %}"
    table.cell(1, 1).text = "{{ text }}"
    table.cell(1, 2).text = "{%tc endfor %}"
    table.cell(2, 0).text = "{%tr endfor %}"
    line("{%p endif %}")
    line("{%p endfor %}")
    document.save(str(target))


def render(template: Path, content: Path, target: Path) -> None:
    """One DOCX."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(str(template))
    document.render({"blocks": json.loads(content.read_text(encoding="utf-8"))}, autoescape=True)
    document.save(str(target))


def convert(files: list[Path], folder: Path, profile: Path) -> None:
    """The PDF of each DOCX, in one call of LibreOffice."""
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        PDF_OPTIONS,
    ]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=3600,
    )


def main() -> None:
    """Render and convert."""
    template, folder, profile, *contents = map(Path, sys.argv[1:])
    made = []
    for number, content in enumerate(contents):
        made.append(folder / f"{number:04}.docx")
        render(template, content, made[-1])
    convert(made, folder, profile)


if __name__ == "__main__":
    main()
