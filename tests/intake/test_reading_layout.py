"""A workbook that people have worked on: names lost, rows deleted, sheets renamed or copied, labels changed."""

import io

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from generator import formats
from generator.formats.model import Format
from generator.intake import ReadResult
from generator.report.finding import Place, Severity
from generator.report.model import Report
from tests.intake.conftest import edited, filled, messages, read, repacked, sound_figures, with_cells

FORM = formats.load("2021")


def report_of(result: ReadResult) -> Report:
    assert result.report is not None
    return result.report


def sound() -> Report:
    return report_of(read(filled(FORM)))


def test_a_lost_name_is_made_up_for_by_the_labels_and_said() -> None:
    def lose(book: openpyxl.Workbook) -> None:
        book.defined_names["app.new.natural"] = DefinedName("app.new.natural", attr_text="申请办理!#REF!")
        del book.defined_names["app.open.natural"]
        del book.defined_names["unit_name"]

    result = read(edited(filled(FORM), lose))
    assert report_of(result).figures == sound().figures
    assert report_of(result).particulars == sound().particulars
    assert any("一、本年新收" in m and "名称丢失" in m for m in messages(result, "book.name"))
    assert any("单位全称" in m for m in messages(result, "book.name"))


def test_a_workbook_without_any_name_is_read_by_its_labels(fmt: Format) -> None:
    def lose(book: openpyxl.Workbook) -> None:
        for name in list(book.defined_names):
            del book.defined_names[name]

    result = read(edited(filled(fmt), lose))
    assert report_of(result).figures == report_of(read(filled(fmt))).figures


def test_a_row_inserted_above_moves_the_figures_with_their_labels() -> None:
    result = read(edited(filled(FORM), lambda book: book["申请办理"].insert_rows(8)))
    assert report_of(result).figures == sound().figures
    assert report_of(result).places["app.next.total"].cell == "J31"


def test_a_deleted_row_is_an_error_that_names_it_and_the_others_stay_right() -> None:
    result = read(edited(filled(FORM), lambda book: book["申请办理"].delete_rows(11)))
    (lost,) = messages(result, "book.row")
    assert "2.其他法律行政法规禁止公开" in lost
    report = report_of(result)
    assert "app.deny.law.natural" not in report.figures
    for key in ("app.deny.secret.natural", "app.deny.safety.natural", "app.next.other"):
        assert report.figures[key] == sound().figures[key]


def test_a_deleted_column_is_an_error() -> None:
    result = read(edited(filled(FORM), lambda book: book["复议诉讼"].delete_cols(2)))
    assert messages(result, "book.row")


def test_a_missing_sheet_is_an_error_that_names_it_and_what_it_may_have_become() -> None:
    def rename(book: openpyxl.Workbook) -> None:
        book["申请办理"].title = "Sheet1"

    (said,) = messages(read(edited(filled(FORM), rename)), "book.sheet")
    assert "缺少工作表“申请办理”" in said
    assert "Sheet1" in said


@pytest.mark.parametrize(("name", "severity"), [("正文", "error"), ("签发", "error"), ("校验", "warning")])
def test_any_other_missing_sheet_is_named_too(name: str, severity: str) -> None:
    def drop(book: openpyxl.Workbook) -> None:
        del book[name]

    result = read(edited(filled(FORM), drop))
    (finding,) = [f for f in result.findings if "book.sheet" in f.rule]
    assert f"缺少工作表“{name}”" in finding.message
    assert str(finding.severity) == severity


def test_a_renamed_first_sheet_is_named() -> None:
    def rename(book: openpyxl.Workbook) -> None:
        book["基本信息"].title = "信息"

    result = read(edited(filled(FORM), rename))
    assert result.report is None
    assert "基本信息" in messages(result)[0]


def test_a_copied_sheet_is_not_read_and_said() -> None:
    def copy(book: openpyxl.Workbook) -> None:
        twin = book.copy_worksheet(book["申请办理"])
        twin["D6"] = 777

    result = read(edited(filled(FORM), copy))
    assert report_of(result).figures == sound().figures
    assert messages(result, "book.extra_sheet")


def test_a_name_that_a_copied_sheet_holds_a_second_time_stays_with_the_first() -> None:
    def scoped(name: str, part: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return part
        copy = '<definedName name="app.new.natural" localSheetId="1">基本信息!$B$4</definedName>'.encode()
        return part.replace(b"</definedNames>", copy + b"</definedNames>")

    assert report_of(read(repacked(filled(FORM), scoped))).figures == sound().figures


def test_a_changed_label_is_a_warning_and_the_figure_is_read() -> None:
    result = read(with_cells(filled(FORM), "申请办理", {"A6": "新收数"}))
    assert report_of(result).figures == sound().figures
    (said,) = messages(result, "book.label")
    assert "一、本年新收政府信息公开申请数量" in said
    assert "新收数" in said


def test_width_blanks_and_published_variants_of_a_label_are_no_change() -> None:
    cells = {"B8": "(一) 予以公开", "C11": "2. 其他法律行政法规禁止公开", "J4": "合计"}
    result = read(with_cells(filled(FORM), "申请办理", cells))
    assert not result.findings
    assert report_of(result).figures == sound().figures


def test_a_typed_total_is_kept_apart_and_the_total_is_computed_anew() -> None:
    report = report_of(read(with_cells(filled(FORM), "申请办理", {"J6": 99999})))
    assert report.typed_totals == {"app.new.total": 99999}
    assert report.figures == sound().figures


def test_a_text_over_a_total_is_an_error() -> None:
    result = read(with_cells(filled(FORM), "申请办理", {"J6": "见附表"}))
    assert "公式被文字“见附表”覆盖" in messages(result, "num.formula")[0]


def test_a_plus_sign_where_no_change_is_asked_for_may_stand_in_the_wrong_column() -> None:
    form = formats.load("2019")
    for cell, told in (("B10", ["warning"]), ("C10", [])):
        result = read(with_cells(filled(form), "主动公开", {cell: "+22"}))
        said = [f for f in result.findings if f.place == Place("主动公开", cell)]
        assert [str(f.severity) for f in said] == told
        assert all("填错了列" in f.message for f in said)


def test_a_deleted_total_is_computed_anew_and_told_once_for_each_table() -> None:
    result = read(with_cells(filled(FORM), "申请办理", {"J6": None, "J7": "", "D29": None}))
    (said,) = [f for f in result.findings if f.rule.endswith("num.formula")]
    assert (said.severity, said.place) == (Severity.NOTICE, Place("申请办理", "J6"))
    assert "3个合计格的公式被删除（J6、J7、D29），已按各项数字计算" in said.message
    assert report_of(result).figures == sound().figures
    assert report_of(result).typed_totals == {}


def test_one_deleted_total_is_named() -> None:
    (said,) = messages(read(with_cells(filled(FORM), "复议诉讼", {"E6": None})), "num.formula")
    assert said.startswith("合计格“行政复议·总计”的公式被删除（E6）")


def test_cached_totals_are_never_believed() -> None:
    def forge(name: str, part: bytes) -> bytes:
        return part.replace(b"</f><v>", b"</f><v>9") if "worksheets/sheet" in name else part

    assert report_of(read(repacked(filled(FORM), forge))).figures == sound().figures


def test_a_table_of_2008_without_any_figure_counts_as_not_given() -> None:
    form = formats.load("2008")
    annex = {key for key in sound_figures(form) if key.startswith("st.")}
    figures = {key: value for key, value in sound_figures(form).items() if key not in annex}
    assert report_of(read(filled(form, figures))).given_tables == {"2008.facts"}
    assert report_of(read(filled(form, {}))).given_tables == frozenset()
    one = report_of(read(filled(form, figures | {"st.fee": sound_figures(form)["st.fee"]})))
    assert one.given_tables == {"2008.facts", "2008.annex"}


def test_a_year_outside_every_format_is_an_error_and_a_year_of_another_format_too() -> None:
    for year, said in ((1999, "没有适用于1999年度"), (2015, "应使用2008格式")):
        result = read(with_cells(filled(FORM), "基本信息", {"B3": year}))
        assert result.report is None
        (finding,) = result.findings
        assert said in finding.message
        assert finding.field == "report_year"
        assert str(finding.place) == "基本信息!B3"


@pytest.mark.parametrize("written", [2024, "2024", "２０２４", "2024年", " 2024年度 "])
def test_the_year_may_be_written_as_text(written: object) -> None:
    report = report_of(read(with_cells(filled(FORM), "基本信息", {"B3": written})))
    assert report.particulars.report_year == 2024


@pytest.mark.parametrize("written", [None, "今年", 24, "20245"])
def test_a_year_that_is_none_is_an_error(written: object) -> None:
    result = read(with_cells(filled(FORM), "基本信息", {"B3": written}))
    assert result.report is None
    assert "报告年度" in messages(result)[0]


def test_an_incomplete_date_is_an_error_on_issue_date() -> None:
    result = read(with_cells(filled(FORM), "基本信息", {"B9": "2016年2月23"}))
    (finding,) = [f for f in result.findings if f.field == "issue_date"]
    assert str(finding.severity) == "error"
    assert report_of(result).particulars.issue_date is None


def test_a_missing_date_stops_a_signed_off_report_and_warns_of_a_draft() -> None:
    unsigned = with_cells(filled(FORM), "签发", {"B5": None})
    for data, severity in ((filled(FORM), "error"), (unsigned, "warning")):
        result = read(with_cells(data, "基本信息", {"B9": None}))
        assert {str(f.severity) for f in result.findings if f.field == "issue_date"} == {severity}


def test_a_missing_short_name_and_signatory_follow_from_the_full_name_and_are_said() -> None:
    result = read(with_cells(filled(FORM), "基本信息", {"B5": None, "B8": " "}))
    particulars = report_of(result).particulars
    assert (particulars.unit_short, particulars.signatory) == ("梧桐区", "清源市梧桐区人民政府")
    assert len(messages(result, "basic.default")) == 2


def test_a_missing_full_name_is_an_error() -> None:
    result = read(with_cells(filled(FORM), "基本信息", {"B4": None}))
    assert "单位全称" in messages(result, "basic.required")[0]


def test_without_approver_or_day_the_report_is_a_draft() -> None:
    assert not sound().draft
    for cell in ("B5", "B6"):
        assert report_of(read(with_cells(filled(FORM), "签发", {cell: None}))).draft


def test_layout_choices_go_to_the_extras() -> None:
    data = with_cells(filled(FORM), "基本信息", {"B24": 42, "B25": "是", "B22": "区委"})
    assert report_of(read(data)).particulars.extra == {
        "seal_diameter": "42",
        "mirror": "是",
        "copies_to": "区委",
    }


def test_notes_beside_a_rule_confirm_it() -> None:
    note = {"2021.t2.doc_chain": "两件文件自行失效", "2021.txt.percent": "口径不同"}
    assert report_of(read(filled(FORM, confirmations=note))).confirmations == note


def test_a_note_in_a_spare_row_confirms_the_rule_named_there() -> None:
    def write(book: openpyxl.Workbook) -> None:
        sheet = book["校验"]
        sheet.cell(sheet.max_row, 1).value = "2021.txt.year"
        sheet.cell(sheet.max_row, 7).value = "所述为上年工作"

    report = report_of(read(edited(filled(FORM), write)))
    assert report.confirmations == {"2021.txt.year": "所述为上年工作"}


def test_the_hidden_sheet_may_be_gone_the_properties_still_tell() -> None:
    def drop(book: openpyxl.Workbook) -> None:
        del book["_meta"]

    report = report_of(read(edited(filled(FORM), drop)))
    assert (report.source.schema, report.source.program) != ("", "")


def test_every_place_in_the_report_holds_the_value_that_was_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(FORM)), data_only=True)
    report = sound()
    for key, place in report.places.items():
        if key in report.figures:
            assert float(book[place.sheet][place.cell].value) == float(report.figures[key])


def test_several_signatories_on_lines_of_one_cell_are_parted() -> None:
    data = with_cells(filled(FORM), "基本信息", {"B8": "梧桐区人民政府办公室\n 梧桐区司法局 "})
    assert report_of(read(data)).particulars.signatory == "梧桐区人民政府办公室；梧桐区司法局"


def test_the_preamble_has_no_heading() -> None:
    assert [c.heading for c in sound().chapters][:2] == ["", "总体情况"]
