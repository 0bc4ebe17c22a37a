"""Each thing that the writer must get right, left out once: the check that is to guard it bites.

A check that never failed proves nothing. Every case breaks a sound file in one place and names the rules
that must then speak: `3a`, `2a` and `ua1` are veraPDF's, `qpdf` is its syntax check, `lint` is our own.
"""

import io
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFStream

from generator.typesetting.model import Layout
from generator.writers.pdf import composite, content, metadata, table_tags, tagging, values, write_pdf, writer
from tests.pdf.conftest import ATTACHMENTS
from tests.tools import qpdf
from tests.tools.pdf_lint import attributes, elements, lint
from tests.tools.verapdf import broken_rules

Patch = pytest.MonkeyPatch


def complaints(pdf: bytes, check: str) -> set[str]:
    """What one check says: numbers of rules from veraPDF, names of rules from the lint, "syntax" from qpdf."""
    if check == "lint":
        return {fault.partition(":")[0] for fault in lint(pdf)}
    if check == "qpdf":
        return {"syntax"} if qpdf.complaints(pdf) else set()
    return {str(rule) for rule in broken_rules(pdf, check)}


# --- broken while it is written


def no_line_end_before_endstream(patch: Patch) -> None:
    patch.setattr(values.Stream, "format", PDFStream.format)


def no_extension_schema(patch: Patch) -> None:
    patch.setattr(metadata, "_PDFUA_SCHEMA", "")


def wrong_widths(patch: Patch) -> None:
    patch.setattr(composite, "_widths", lambda widths: f"[0 {len(widths) - 1} 700]")


def a_code_without_glyph(patch: Patch) -> None:
    cut = composite.subset
    patch.setattr(composite, "subset", lambda face, chars: cut(face, chars[:-1]))


def a_private_use_character(patch: Patch) -> None:
    mappings = composite._mappings
    patch.setattr(composite, "_mappings", lambda chars, first: mappings(["\ue000", *chars[1:]], first))


def part_2_with_attachments(patch: Patch) -> None:
    patch.setattr(writer, "metadata_of", lambda document, attached: metadata.metadata_of(document, False))


def no_spans(patch: Patch) -> None:
    patch.setattr(table_tags, "_spans", lambda cell: "")


def a_skipped_heading(patch: Patch) -> None:
    patch.setattr(tagging.Tagging, "_next_level", lambda self, block: 1 if not self.headings else 3)


def rules_outside_marked_content(patch: Patch) -> None:
    begin, end = content.PageContent.begin_artifact, content.PageContent.end

    def begin_unless_rule(self: content.PageContent, kind: content.Artifact) -> None:
        if kind == "rule":
            patch.setattr(
                content.PageContent, "end", lambda page: patch.setattr(content.PageContent, "end", end)
            )
        else:
            begin(self, kind)

    patch.setattr(content.PageContent, "begin_artifact", begin_unless_rule)


def a_slash_in_the_mime_type(patch: Patch) -> None:
    patch.setattr("generator.writers.pdf.attachment.name", lambda text: f"/{text}")


def an_unsorted_name_tree(patch: Patch) -> None:
    patch.setattr("generator.writers.pdf.attachment.text_bytes", lambda text: b"")


WRITTEN: dict[Callable[[Patch], None], dict[str, set[str]]] = {
    no_line_end_before_endstream: {"3a": {"6.1.7.1 t2"}},
    no_extension_schema: {"3a": {"6.6.2.3.1 t1"}},
    wrong_widths: {"3a": {"6.2.11.5 t1"}, "ua1": {"7.21.5 t1"}},
    a_code_without_glyph: {"3a": {"6.2.11.8 t1", "6.2.11.7.2 t1"}, "ua1": {"7.21.8 t1", "7.21.7 t1"}},
    a_private_use_character: {"3a": {"6.2.11.7.3 t1"}},
    part_2_with_attachments: {"2a": {"6.8 t5"}},
    no_spans: {"ua1": {"7.2 t42"}, "lint": {"spans"}},
    a_skipped_heading: {"ua1": {"7.4.2 t1"}, "lint": {"headings"}},
    rules_outside_marked_content: {"ua1": {"7.1 t3"}, "lint": {"content"}},
    a_slash_in_the_mime_type: {"qpdf": {"syntax"}},
    an_unsorted_name_tree: {"lint": {"attachments"}},
}


@pytest.mark.parametrize("breakage", WRITTEN, ids=lambda breakage: breakage.__name__)
def test_what_is_written_wrong_is_found(
    breakage: Callable[[Patch], None], layout: Layout, monkeypatch: Patch
) -> None:
    breakage(monkeypatch)
    pdf = write_pdf(layout, ATTACHMENTS)
    monkeypatch.undo()
    for check, expected in WRITTEN[breakage].items():
        assert expected <= complaints(pdf, check), check


# --- broken afterwards


def edit(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def widget(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.AcroForm.Fields[0]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> Iterator[pikepdf.Dictionary]:
    return (element for element in elements(pdf) if str(element.S) == kind)


def remove_scopes(pdf: pikepdf.Pdf) -> None:
    for cell in of_kind(pdf, "/TH"):
        del cell.A.Scope
    for cell in of_kind(pdf, "/TD"):
        if "/Headers" in cell.get("/A", {}):
            del cell.A.Headers


def remove_one_scope(pdf: pikepdf.Pdf) -> None:
    del next(of_kind(pdf, "/TH")).A.Scope


def remove_label_and_text(pdf: pikepdf.Pdf) -> None:
    del widget(pdf).TU
    del next(of_kind(pdf, "/Form")).Alt


def point_to_no_header(pdf: pikepdf.Pdf) -> None:
    next(c for c in of_kind(pdf, "/TD") if "/Headers" in attributes(c)).A.Headers[0] = pikepdf.String("no")


def add_helvetica(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
    font.BaseFont = pikepdf.Name.Helvetica
    pdf.pages[0].Resources.Font.F99 = pdf.make_indirect(font)


def drop_a_sequence_from_its_element(pdf: pikepdf.Pdf) -> None:
    del next(of_kind(pdf, "/P")).K


def change_the_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = pikepdf.String("another")


def open_with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(
        Type=pikepdf.Name.Action, S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )


def delete(*path: str) -> Callable[[pikepdf.Pdf], None]:
    """A change that deletes one entry of the catalog, or of what hangs on it."""

    def change(pdf: pikepdf.Pdf) -> None:
        owner: pikepdf.Object = pdf.Root
        for key in path[:-1]:
            owner = owner[key]
        del owner[path[-1]]

    return change


EDITED: dict[str, tuple[Callable[[pikepdf.Pdf], object], dict[str, set[str]]]] = {
    "no output intent": (delete("/OutputIntents"), {"3a": {"6.2.4.3 t4"}}),
    "no language": (
        delete("/Lang"),
        {"ua1": {"7.2 t2", "7.2 t33", "7.2 t34"}, "lint": {"catalog"}},
    ),
    "not marked as tagged": (
        delete("/MarkInfo"),
        {"3a": {"6.7.2.2 t1"}, "ua1": {"6.2 t1"}, "lint": {"catalog"}},
    ),
    "title not shown": (delete("/ViewerPreferences"), {"ua1": {"7.1 t10"}, "lint": {"catalog"}}),
    "attachments not associated": (delete("/AF"), {"3a": {"6.8 t4"}, "lint": {"attachments"}}),
    "no structure tree": (delete("/StructTreeRoot"), {"3a": {"6.7.3.3 t1"}, "ua1": {"7.1 t11"}}),
    "field not printed": (
        lambda pdf: widget(pdf).__delitem__("/F"),
        {"3a": {"6.3.2 t1"}, "lint": {"annotations"}},
    ),
    "field without label": (lambda pdf: widget(pdf).__delitem__("/TU"), {"lint": {"annotations"}}),
    "field without label and text": (remove_label_and_text, {"ua1": {"7.18.1 t3"}}),
    "field without appearance": (lambda pdf: widget(pdf).__delitem__("/AP"), {"3a": {"6.3.3 t1"}}),
    "field outside a form element": (
        lambda pdf: next(of_kind(pdf, "/Form")).__setattr__("S", pikepdf.Name.P),
        {"ua1": {"7.18.4 t1"}},
    ),
    "field not in the parent tree": (
        lambda pdf: widget(pdf).__delitem__("/StructParent"),
        {"ua1": {"7.18.4 t1"}, "lint": {"parent-tree"}},
    ),
    "form element without text": (
        lambda pdf: next(of_kind(pdf, "/Form")).__delitem__("/Alt"),
        {"lint": {"figure"}},
    ),
    "picture without text": (
        lambda pdf: next(of_kind(pdf, "/P")).__setattr__("S", pikepdf.Name.Figure),
        {"ua1": {"7.3 t1"}, "lint": {"figure"}},
    ),
    "no tab order": (
        lambda pdf: pdf.pages[1].__delitem__("/Tabs"),
        {"ua1": {"7.18.3 t1"}, "lint": {"annotations"}},
    ),
    "no scopes": (remove_scopes, {"ua1": {"7.5 t1"}, "lint": {"scope"}}),
    "one scope missing": (remove_one_scope, {"lint": {"scope"}}),
    "a header that is nowhere": (point_to_no_header, {"lint": {"headers"}}),
    "an unused font that is not embedded": (add_helvetica, {"lint": {"fonts"}}),
    "content without an element": (drop_a_sequence_from_its_element, {"lint": {"parent-tree"}}),
    "Info and XMP differ": (change_the_title, {"lint": {"metadata"}}),
    "a script": (open_with_a_script, {"3a": {"6.5.1 t1"}, "lint": {"actions"}}),
}


def test_an_edit_that_changes_nothing_breaks_nothing(pdf: bytes) -> None:
    same = edit(pdf, lambda opened: None)
    assert broken_rules(same, "3a", "ua1") == ()
    assert qpdf.complaints(same) == []
    assert lint(same) == []


@pytest.mark.parametrize("case", EDITED)
def test_what_is_missing_from_the_file_is_found(case: str, pdf: bytes) -> None:
    change, found_by = EDITED[case]
    broken = edit(pdf, change)
    for check, expected in found_by.items():
        assert expected <= complaints(broken, check), check
