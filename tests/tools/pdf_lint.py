"""What veraPDF lets pass, or says less plainly: a lint of our own PDFs, signed or not, with pikepdf.

    from tests.tools.pdf_lint import lint
    assert lint(pdf) == []

Each fault is `rule: detail`. Rules: scope, spans, headers, headings, figure, parent-tree, content, fonts,
metadata, attachments, actions, annotations, catalog.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

_ACTIONS = ("/OpenAction", "/AA", "/A", "/JS", "/JavaScript", "/Launch")
_PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", '"', "Do", "sh", "EI"}


def lint(pdf: bytes | Path) -> list[str]:
    """Every fault found; empty for a sound file."""
    source = io.BytesIO(pdf) if isinstance(pdf, bytes) else pdf
    with pikepdf.open(source) as opened:
        checks = (_tables, _headings, _figures, _parent_tree, _content, _fonts)
        checks += (_metadata, _attachments, _actions, _annotations, _catalog)
        return [fault for check in checks for fault in check(opened)]


def elements(pdf: Pdf) -> Iterator[Dictionary]:
    """The structure elements in reading order."""

    def walk(node: Object) -> Iterator[Dictionary]:
        for kid in kids(node):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def kids(node: Object) -> list[Object | int]:
    """An element's children as a list, be it one or many."""
    if "/K" not in node:
        return []
    return list(node.K) if isinstance(node.K, Array) else [node.K]


def attributes(element: Dictionary) -> dict[str, Object | int]:
    """The attributes of all owners together."""
    found = element.get("/A", Array([]))
    owners = list(found) if isinstance(found, Array) else [found]
    return {key: value for owner in owners if isinstance(owner, Dictionary) for key, value in owner.items()}


def _tables(pdf: Pdf) -> Iterator[str]:
    names = [str(e.ID) for e in elements(pdf) if "/ID" in e]
    if len(names) != len(set(names)):
        yield "headers: two elements share an ID"
    for number, table in enumerate(e for e in elements(pdf) if e.S == "/Table"):
        rows = [row for row in kids(table) if row.S == "/TR"]
        cells = [kids(row) for row in rows]
        for cell in (c for row in cells for c in row):
            given = attributes(cell)
            if cell.S == "/TH" and given.get("/Scope") not in ("/Row", "/Column", "/Both"):
                yield f"scope: a header cell of table {number} has none"
            for header in given.get("/Headers", []):
                if str(header) not in names:
                    yield f"headers: a cell of table {number} names {header}, which is nowhere"
        yield from _tiling(number, cells)


def _tiling(number: int, cells: list[list[Dictionary]]) -> Iterator[str]:
    """The cells with their spans must cover every place of the grid exactly once."""
    taken: dict[tuple[int, int], int] = {}
    for row, line in enumerate(cells):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            given = attributes(cell)
            wide, high = int(given.get("/ColSpan", 1)), int(given.get("/RowSpan", 1))
            for place in ((row + r, column + c) for r in range(high) for c in range(wide)):
                taken[place] = taken.get(place, 0) + 1
    columns = 1 + max((c for _, c in taken), default=-1)
    for row in range(max(len(cells), 1 + max((r for r, _ in taken), default=-1))):
        if row >= len(cells) or any(taken.get((row, column)) != 1 for column in range(columns)):
            yield f"spans: row {row} of table {number} does not cover its {columns} columns once"


def _headings(pdf: Pdf) -> Iterator[str]:
    above = 0
    for element in elements(pdf):
        level = re.fullmatch(r"/H([1-6])", str(element.S))
        if level:
            if int(level[1]) > above + 1:
                yield f"headings: H{level[1]} follows H{above}"
            above = int(level[1])


def _figures(pdf: Pdf) -> Iterator[str]:
    for element in elements(pdf):
        if element.S == "/Figure" and not str(element.get("/Alt", "")):
            yield "figure: one has no Alt"
        if element.S == "/Figure" and "/BBox" not in attributes(element):
            yield "figure: one has no BBox"
        if element.S == "/Form" and not str(element.get("/Alt", "")):
            yield "figure: a Form element has no Alt"


def _parent_tree(pdf: Pdf) -> Iterator[str]:
    """Content → element by the parent tree, and element → content by K, must be the same relation."""
    tree = pdf.Root.StructTreeRoot
    nums = list(tree.ParentTree.Nums)
    by_key = {int(nums[i]): nums[i + 1] for i in range(0, len(nums), 2)}
    up: set[tuple[int, int, tuple[int, int]]] = set()
    for index, page in enumerate(pdf.pages):
        row = by_key.pop(int(page.StructParents), None)
        owners = list(row) if row is not None else []
        shown = [mcid for _, mcid, _ in marked(page) if mcid is not None]
        if sorted(shown) != list(range(len(owners))):
            yield f"parent-tree: page {index + 1} shows {sorted(shown)} but {len(owners)} are listed"
        up |= {(index, mcid, owner.objgen) for mcid, owner in enumerate(owners)}
    down = set(_content_of_elements(pdf))
    if up != down:
        yield f"parent-tree: {len(up ^ down)} sequences are known to one side only"
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            owner = by_key.pop(int(annotation.get("/StructParent", -1)), None)
            refers = (
                [k.Obj.objgen for k in kids(owner) if isinstance(k, Dictionary) and k.get("/Obj")]
                if owner
                else []
            )
            if annotation.objgen not in refers:
                yield "parent-tree: an annotation has no element"
    if by_key:
        yield f"parent-tree: the entries {sorted(by_key)} belong to nothing"
    if int(tree.ParentTreeNextKey) <= max((int(n) for n in nums[::2]), default=-1):
        yield "parent-tree: the next key is taken"


def _content_of_elements(pdf: Pdf) -> Iterator[tuple[int, int, tuple[int, int]]]:
    pages = {page.objgen: index for index, page in enumerate(pdf.pages)}
    for element in elements(pdf):
        for kid in kids(element):
            if isinstance(kid, int):
                yield pages[element.Pg.objgen], kid, element.objgen
            elif kid.get("/Type") == "/MCR":
                yield pages[kid.Pg.objgen], int(kid.MCID), element.objgen


def marked(page: Object) -> Iterator[tuple[str, int | None, list[str]]]:
    """A page's marked-content sequences: tag, number, operators within. The tag is empty outside of any."""
    tag, mcid, operators = "", None, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC", "EMC"):
            if operators or tag:
                yield tag, mcid, operators
            tag, mcid, operators = "", None, []
        if name in ("BDC", "BMC"):
            tag = str(operands[0])
            properties = operands[1] if len(operands) > 1 else {}
            mcid = int(properties["/MCID"]) if "/MCID" in properties else None
        elif name != "EMC":
            operators.append(name)
    if operators:
        yield tag, mcid, operators


def _content(pdf: Pdf) -> Iterator[str]:
    for index, page in enumerate(pdf.pages):
        for tag, mcid, operators in marked(page):
            if mcid is None and tag != "/Artifact" and _PAINTING & set(operators):
                yield f"content: page {index + 1} paints outside all marked content"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == "/Font" and item.Subtype != "/Type0":
            files = ("/FontFile", "/FontFile2", "/FontFile3")
            if not any(file in item.get("/FontDescriptor", {}) for file in files):
                yield f"fonts: {item.BaseFont} is not embedded"


def _metadata(pdf: Pdf) -> Iterator[str]:
    """Info = XMP. A signer enters itself as program and date in ways of its own: not compared once signed."""
    pairs = {
        "/Title": "dc:title",
        "/Author": "dc:creator",
        "/Subject": "dc:description",
        "/Keywords": "pdf:Keywords",
        "/Creator": "xmp:CreatorTool",
        "/CreationDate": "xmp:CreateDate",
    }
    if not any("/V" in field for field in pdf.Root.get("/AcroForm", Dictionary(Fields=[])).Fields):
        pairs |= {"/Producer": "pdf:Producer", "/ModDate": "xmp:ModifyDate"}
    xmp = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
    for key, name in pairs.items():
        own, other = str(pdf.docinfo.get(key, "")), xmp.get(name, "")
        other = other if isinstance(other, str) else "".join(other)
        if own != other and (not key.endswith("Date") or _digits(own) != _digits(other)):
            yield f"metadata: {key} and {name} differ"


def _digits(moment: str) -> str:
    return re.sub(r"\D", "", moment)


def _attachments(pdf: Pdf) -> Iterator[str]:
    listed = sorted(item.objgen for item in pdf.Root.get("/AF", []))
    tree = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles", Dictionary(Names=Array([])))
    named = list(tree.Names)
    keys = [bytes(key) for key in named[::2]]
    if listed != sorted(item.objgen for item in named[1::2]):
        yield "attachments: AF and the name tree differ"
    if keys != sorted(keys):
        yield "attachments: the name tree is not sorted"
    for item in named[1::2]:
        missing = {"/F", "/UF", "/Desc", "/AFRelationship", "/EF"} - set(item.keys())
        if missing:
            yield f"attachments: {sorted(missing)} missing"
        if int(item.EF.F.Params.Size) != len(item.EF.F.read_bytes()):
            yield "attachments: a size is wrong"
        if "/Subtype" not in item.EF.F:
            yield "attachments: a MIME type is missing"


def _actions(pdf: Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/S" in item and item.get("/Type") == "/Action":
            yield f"actions: {item.S}"
    for key in _ACTIONS:
        if key in pdf.Root or key in pdf.Root.get("/Names", {}):
            yield f"actions: {key} in the catalog"


def _annotations(pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if not int(annotation.get("/F", 0)) & 4:
                yield "annotations: one is not printed"
            if not str(annotation.get("/TU", annotation.get("/Contents", ""))):
                yield "annotations: one has no text for a screen reader"
        if "/Annots" in page and page.get("/Tabs") != Name.S:
            yield "annotations: a page's tab order is not that of the structure"


def _catalog(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if str(root.get("/Lang", "")) != "zh-CN":
        yield "catalog: the language is not zh-CN"
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "catalog: not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "catalog: readers do not show the title"
