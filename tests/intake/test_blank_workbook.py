"""The blank workbook meets the contract: sheets, names, locks, validations, values, bytes."""

import io
import itertools
import re
import zipfile
from functools import cache

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator import __version__, formats
from generator.errors import UsageError
from generator.formats.model import Format
from generator.intake.addresses import (
    APPROVALS,
    EXTRAS,
    PARTICULARS,
    SCHEMA,
    all_places,
    field_place,
    field_places,
    sheet_names,
)
from generator.intake.blank import write_blank
from generator.intake.reading.xlsx import named_place
from tests.intake.conftest import YEARS, filled, messages, read, sound_figures


def blank(fmt: Format) -> bytes:
    return blank_of(fmt.id)


@cache
def blank_of(format_id: str) -> bytes:
    return written(formats.load(format_id))


def written(fmt: Format) -> bytes:
    return write_blank(fmt, YEARS[fmt.id], "清源市梧桐区人民政府")


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_sheets_stand_in_the_order_of_the_contract(fmt: Format) -> None:
    tables = [table.sheet for table in fmt.tables]
    expected = ["填报说明", "基本信息", "正文", *tables, "校验", "签发", "_meta"]
    assert opened(blank(fmt)).sheetnames == expected == list(sheet_names(fmt))


def test_the_hidden_sheet_and_the_properties_tell_format_schema_and_program(fmt: Format) -> None:
    book = opened(blank(fmt))
    told = [book["_meta"][cell].value for cell in ("B1", "B2", "B3")]
    assert told == [fmt.id, SCHEMA, __version__]
    assert {p.name: p.value for p in book.custom_doc_props.props} == {
        "nianbao.format": fmt.id,
        "nianbao.schema": SCHEMA,
        "nianbao.program": __version__,
    }
    assert book["_meta"].sheet_state == "veryHidden"
    assert [s.title for s in book if s.sheet_state != "visible"] == ["_meta"]


def test_every_field_and_every_named_value_is_a_defined_name_on_its_cell(fmt: Format) -> None:
    book = opened(blank(fmt))
    stand = {name: named_place(defined.attr_text) for name, defined in book.defined_names.items()}
    assert {name: stand.get(name) for name in all_places(fmt)} == all_places(fmt)
    assert set(fmt.fields) == set(field_places(fmt))


def test_labels_of_the_particulars_stand_in_column_a_and_values_in_column_b(fmt: Format) -> None:
    book = opened(blank(fmt))
    for sheet, items in (("基本信息", (*PARTICULARS, *EXTRAS)), ("签发", APPROVALS)):
        assert [book[sheet].cell(item.row, 1).value for item in items] == [item.label for item in items]
    assert book["基本信息"]["B3"].value == YEARS[fmt.id]
    assert book["基本信息"]["B4"].value == "清源市梧桐区人民政府"
    assert book["基本信息"]["B5"].value == "梧桐区"


def test_entries_are_open_and_totals_are_locked_formulas_on_protected_sheets(fmt: Format) -> None:
    book = opened(blank(fmt))
    for key, place in field_places(fmt).items():
        cell = book[place.sheet][place.cell]
        assert cell.protection.locked == fmt.fields[key].computed
        assert (cell.data_type == "f") == fmt.fields[key].computed
    for name in book.sheetnames:
        assert book[name].protection.sheet == (name != "正文")
        assert book[name].protection.password is None


def test_a_table_sheet_shows_every_printed_text_and_span_of_the_form(fmt: Format) -> None:
    book = opened(blank(fmt))
    for table in fmt.tables:
        sheet = book[table.sheet]
        merged = {str(area) for area in sheet.merged_cells.ranges}
        for cell in table.cells:
            top = sheet.cell(3 + cell.row, 1 + cell.col)
            if cell.text:
                assert top.value == cell.text
            if cell.rowspan * cell.colspan > 1:
                last = sheet.cell(2 + cell.row + cell.rowspan, cell.col + cell.colspan)
                assert f"{top.coordinate}:{last.coordinate}" in merged


def validated(sheet: Worksheet, cell: str) -> list[str]:
    return [v.type for v in sheet.data_validations.dataValidation if cell in v.sqref]


def test_every_entry_cell_has_a_number_validation_with_chinese_prompt_and_error(fmt: Format) -> None:
    book = opened(blank(fmt))
    for key, place in field_places(fmt).items():
        kinds = validated(book[place.sheet], place.cell)
        wanted = {"integer": "whole", "money": "decimal"}[fmt.fields[key].type]
        assert kinds == ([] if fmt.fields[key].computed else [wanted])
    for sheet in book:
        for validation in sheet.data_validations.dataValidation:
            texts = (validation.prompt, validation.error, validation.promptTitle, validation.errorTitle)
            assert all(text is None or re.search("[一-鿿]", text) for text in texts)
            assert all(len(text or "") <= 32 for text in texts[2:])
            assert all(len(text or "") <= 225 for text in texts[:2])


def test_the_narrative_sheet_stands_ready_with_every_chapter_and_ten_rows_below_each(fmt: Format) -> None:
    sheet = opened(blank(fmt))["正文"]
    assert [sheet.cell(1, column).value for column in (1, 2, 3)] == ["章", "层级", "内容"]
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value]
    headings = [section.heading for section in fmt.sections if not section.annex]
    assert [sheet.cell(row, 1).value for row in rows] == ["前言", *headings]
    assert [after - before for before, after in itertools.pairwise(rows)] == [11] * (len(rows) - 1)
    assert validated(sheet, "A2") == validated(sheet, "B500") == ["list"]
    assert {sheet.cell(row, 2).number_format for row in range(2, sheet.max_row)} == {"@"}


def test_codes_and_telephone_numbers_are_text_cells_and_dates_show_as_dates(form_2021: Format) -> None:
    sheet = opened(blank(form_2021))["基本信息"]
    formats = {item.name: sheet[item.cell].number_format for item in PARTICULARS}
    assert formats["region_code"] == formats["credit_code"] == formats["phone"] == "@"
    assert formats["issue_date"] == 'yyyy"年"m"月"d"日"'


def test_each_rule_that_a_formula_can_tell_has_one_row_with_a_link_and_room_for_a_note(fmt: Format) -> None:
    sheet = opened(blank(fmt))["校验"]
    rows = {row[0].value: row for row in sheet.iter_rows(min_row=4) if row[0].value}
    for rule in fmt.rules:
        row = rows[rule.id]
        assert row[1].value == rule.meaning
        assert not row[6].protection.locked
        if rule.kind in ("compare", "integer", "nonnegative", "blank", "money", "formula"):
            assert row[3].data_type == "f"
            assert row[5].value.startswith("=HYPERLINK(")


def test_printing_is_set_to_a4_one_page_wide(fmt: Format) -> None:
    for sheet in opened(blank(fmt)):
        if sheet.sheet_state == "visible":
            assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
            assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_every_formula_has_a_value_in_the_file(fmt: Format) -> None:
    for data in (blank(fmt), filled(fmt)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    xml = archive.read(name).decode()
                    assert xml.count("<f>") == len(re.findall(r"</f><v>[^<]*</v></c>", xml))


def test_the_same_input_gives_the_same_bytes(fmt: Format) -> None:
    assert written(fmt) == blank(fmt)
    assert filled(fmt, sound_figures(fmt)) == filled(fmt)


def test_no_time_of_writing_is_in_the_file(form_2021: Format) -> None:
    with zipfile.ZipFile(io.BytesIO(filled(form_2021))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2025, 1, 20, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">([^<]*Z)<", core) == ["2025-01-20T00:00:00Z"] * 2


def test_texts_are_shared_and_font_parts_stand_in_the_order_of_the_schema(form_2021: Format) -> None:
    with zipfile.ZipFile(io.BytesIO(blank(form_2021))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert not any("inlineStr" in part for part in parts.values())
    fonts = re.findall(r"<font>(.*?)</font>", parts["xl/styles.xml"], re.DOTALL)
    order = ["b", "u", "sz", "color", "name", "family", "scheme"]
    for font in fonts:
        tags = [tag for tag in re.findall(r"<(\w+)", font) if tag in order]
        assert tags == sorted(tags, key=order.index)


def test_a_blank_workbook_reads_back_as_a_draft_without_errors_of_the_form(fmt: Format) -> None:
    result = read(blank(fmt))
    assert result.report is not None
    assert result.report.draft
    assert result.report.particulars.unit_short == "梧桐区"
    assert not result.report.figures
    assert not messages(result, "book.")


def test_a_year_that_the_format_does_not_cover_is_refused(form_2021: Format) -> None:
    with pytest.raises(UsageError, match="不适用于2019年度"):
        write_blank(form_2021, 2019, "梧桐区人民政府")


def test_the_place_of_a_field_follows_from_the_form_alone(form_2021: Format) -> None:
    assert str(field_place(form_2021, "app.new.natural")) == "申请办理!D6"
    assert str(field_place(form_2021, "suit.after.total")) == "复议诉讼!O6"
    with pytest.raises(KeyError):
        field_place(form_2021, "app.deny.all.total")
