"""Sheet 校验: its formulas say what the program says, and say it in the office suite too."""

import io
from decimal import Decimal

import openpyxl
import pytest

from generator import formats
from generator.formats.model import Format, Rule
from generator.intake.blank import write_blank
from generator.intake.totals import entry_terms
from generator.report.model import Report
from tests.intake.conftest import (
    FORMAT_IDS,
    YEARS,
    Office,
    filled,
    formula_values,
    particulars,
    random_figures,
    read,
    results,
    sound_figures,
    with_cells,
    without_values,
)

ALL_FORMATS = [formats.load(format_id) for format_id in FORMAT_IDS]


def last_year(fmt: Format, figures: dict[str, Decimal]) -> Report:
    """Last year's report in the same format with these figures."""
    year = YEARS[fmt.id] - 1
    report = read(filled(fmt, figures, particulars=particulars(fmt, report_year=year, title=""))).report
    assert report is not None
    return report


def variants(fmt: Format) -> dict[str, bytes]:
    """Workbooks blank, half filled, with impossible figures, and wrong ones with totals typed over."""
    sound = sound_figures(fmt)
    totals = [key for key, field in fmt.fields.items() if field.computed]
    half = {key: value for number, (key, value) in enumerate(sound.items()) if number % 3}
    odd = sound | dict.fromkeys(list(sound)[:2], Decimal("-2.5"))
    last = last_year(fmt, random_figures(fmt, 4))
    return {
        f"{fmt.id}-blank": write_blank(fmt, YEARS[fmt.id], "梧桐区人民政府"),
        f"{fmt.id}-half": filled(fmt, half, previous=last),
        f"{fmt.id}-odd": filled(fmt, odd),
        f"{fmt.id}-typed": filled(
            fmt, random_figures(fmt, 3), previous=last, typed_totals=dict.fromkeys(totals[::2], Decimal(99))
        ),
    }


def test_every_formula_recalculated_by_the_office_suite_gives_the_value_in_the_file(office: Office) -> None:
    files = {name: data for fmt in ALL_FORMATS for name, data in variants(fmt).items()}
    recalculated = office.convert({name: without_values(data) for name, data in files.items()}, "xlsx")
    for name, data in files.items():
        assert formula_values(recalculated[name], data) == formula_values(data, data), name


def test_a_sound_workbook_passes_every_row_that_needs_no_last_year(fmt: Format) -> None:
    live = {
        rule.id for rule in fmt.rules if rule.kind in ("compare", "integer", "nonnegative", "blank", "money")
    }
    said = {rule: result for rule, result in results(filled(fmt)).items() if rule in live}
    assert len(said) == len(live)
    assert set(said.values()) <= {"通过", "需上年工作簿"}


def test_a_blank_workbook_waits_and_accuses_nobody(fmt: Format) -> None:
    said = set(results(write_blank(fmt, YEARS[fmt.id], "梧桐区人民政府")).values())
    assert not any(result.startswith(("不", "合计")) for result in said)
    assert said & ({"未填"} if fmt.id == "2008" else {"待填"})


COMPARISONS = [
    (fmt, rule)
    for fmt in ALL_FORMATS
    for rule in fmt.rules
    if rule.kind == "compare" and not any("prev:" in t for i in rule.instances for t in (*i.left, *i.right))
]


@pytest.mark.parametrize(("fmt", "rule"), COMPARISONS, ids=[rule.id for _, rule in COMPARISONS])
def test_a_wrong_figure_makes_the_row_of_its_rule_fail(fmt: Format, rule: Rule) -> None:
    first = rule.instances[0]
    far = {"=": 100_003, "<=": 100_003, ">=": -100_003, "both_zero": 0}[first.op]
    wrong = {first.left[0]: Decimal(far)}
    computed = fmt.fields[first.left[0]].computed
    typed, figures = (wrong, {}) if computed else ({}, wrong)
    said = results(filled(fmt, sound_figures(fmt) | figures, typed_totals=typed))
    assert said[rule.id].startswith("不")


def test_the_row_tells_the_difference_and_the_place(form_2021: Format) -> None:
    figures = sound_figures(form_2021)
    figures["app.next.company"] += 3
    assert results(filled(form_2021, figures))["2021.t3.balance"] == "不平：相差3"


def test_text_in_a_cell_is_counted_as_no_number_by_the_office_suite(
    office: Office, form_2021: Format
) -> None:
    data = with_cells(filled(form_2021), "申请办理", {"D6": "12件", "D7": -3, "D8": 1.5, "D9": None})
    said = results(office.convert({"text": data}, "xlsx")["text"])
    assert said["2021.num.integer"] == "不符：2格"
    assert said["2021.num.nonnegative"] == "不符：1格"
    assert said["2021.num.blank"] == "待填"
    assert said["2021.t3.balance"] == "待填"


def test_a_comparison_waits_until_every_entry_below_its_totals_is_filled(form_2021: Format) -> None:
    figures = sound_figures(form_2021)
    del figures[entry_terms(form_2021, "app.done.natural")[0]]
    assert results(filled(form_2021, figures))["2021.t3.balance"] == "待填"


def test_with_last_years_workbook_the_rows_across_years_are_live(form_2021: Format) -> None:
    last = last_year(form_2021, sound_figures(form_2021, 2))
    carried = {
        f"app.prev.{c}": last.figures[f"app.next.{c}"]
        for c in ("natural", "company", "research", "charity", "legal", "other")
    }
    same = filled(form_2021, sound_figures(form_2021) | carried, previous=last)
    assert results(same)["2021.t3.carry_in"] == "通过"
    other = filled(
        form_2021, sound_figures(form_2021) | carried | {"app.prev.natural": Decimal(77)}, previous=last
    )
    assert results(other)["2021.t3.carry_in"].startswith("不平：相差")


def test_paragraphs_and_characters_of_each_chapter_are_counted(form_2021: Format) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(filled(form_2021)), data_only=True)["校验"]
    rows = {row[0]: row for row in sheet.iter_rows(min_row=4, values_only=True)}
    assert rows["前言"][3:5] == ("通过", "1段，13字")
    assert rows["第1章"][3:5] == ("通过", "4段，30字")
    assert rows["第2章"][3:5] == ("可不填", "0段，0字")


def test_the_text_of_section_five_is_wanted_because_nothing_can_write_it(form_2021: Format) -> None:
    assert results(write_blank(form_2021, 2024, "梧桐区人民政府"))["第5章"] == "待填"
