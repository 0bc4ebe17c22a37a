"""The district's own workbook: text and entries kept, figures replaced, approval taken back when figures change."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from generator import formats
from generator.batch.collection.collect import Request, collect
from generator.errors import InputError
from generator.intake import read_workbook
from generator.intake.addresses import sheet_names
from generator.intake.blank import write_blank, write_filled
from generator.report.model import Approval, Chapter, Level, Paragraph, Particulars
from tests.collect.conftest import TODAY, Office, messages
from tests.collect.district import DISTRICT, figures, members, mould

TEXT = "全区新收申请[[新收申请]]件。"


def own_workbook(path: Path, format_id: str = "2021", year: int = 2024, **entries: Decimal) -> Path:
    """The district's workbook with a paragraph, contacts and, if given, entries."""
    fmt = formats.load(format_id)
    particulars = Particulars(
        year,
        DISTRICT,
        "梧桐区",
        "",
        "区政府办公室",
        date(year + 1, 3, 20),
        website="www.example.cn",
        phone="0588-1",
    )
    chapters = (
        Chapter("s1", "总体情况", (Paragraph(Level.TWO, "主动公开。" + TEXT), Paragraph(Level.BODY, "=1+1"))),
        Chapter("s5", "", (Paragraph(Level.BODY, "存在的问题是人手不足，下一步将充实力量。"),)),
        Chapter("s6", "", (Paragraph(Level.BODY, "没有收取信息处理费。"),)),
    )
    approval = Approval("周", "陈", "何", date(year + 1, 3, 21))
    named = {key.replace("_", "."): value for key, value in entries.items()}
    path.write_bytes(
        write_filled(fmt, particulars, chapters, named, approval, confirmations={"2021.s1.length": "已核"})
    )
    return path


def test_text_and_particulars_are_kept(office: Office) -> None:
    own = own_workbook(office.root / "本级.xlsx")
    before = read_workbook(own).report
    office.send_all()
    office.collect(into=own)
    after = office.result()
    assert before is not None
    assert after.particulars == before.particulars
    assert [[p.text for p in c.paragraphs] for c in after.chapters] == [
        [p.text for p in c.paragraphs] for c in before.chapters
    ]
    assert after.confirmations == {"2021.s1.length": "已核"}


def test_the_workbook_may_be_collected_into_itself_again_and_again(office: Office) -> None:
    own = own_workbook(office.output)
    office.send_all(but=[5])
    office.collect(into=own)
    office.send(5)
    collection = office.collect(into=office.output)
    assert dict(collection.sums) == office.sums(range(6))
    assert TEXT in office.result().chapters[0].paragraphs[0].text
    assert messages(collection, "replaced") == []


def test_changed_figures_take_the_approval_back(office: Office) -> None:
    own = own_workbook(office.root / "本级.xlsx")
    office.send_all()
    collection = office.collect(into=own)
    assert office.result().draft
    assert office.result().approval.checked_by == "陈"
    assert len(messages(collection, "approval")) == 1


def test_unchanged_figures_leave_the_approval(office: Office) -> None:
    office.send_all()
    own = own_workbook(
        office.root / "本级.xlsx", **{k.replace(".", "_"): v for k, v in office.sums(range(6)).items()}
    )
    office.collect(into=own)
    assert not office.result().draft


def test_a_figure_changed_by_hand_is_replaced_and_told(office: Office) -> None:
    own = own_workbook(office.root / "本级.xlsx", rev_uphold=Decimal(400))
    office.send_all()
    collection = office.collect(into=own)
    assert office.result().figures["rev.uphold"] == office.sums(range(6))["rev.uphold"]
    assert "“行政复议·结果维持”原为400" in messages(collection, "replaced")[0]


def test_catalogue_figures_are_not_added_but_stay_the_district_s(tmp_path: Path) -> None:
    office = Office(tmp_path, format_id="2019", year=2020)
    fmt = formats.load("2019")
    catalogue = next(f.id for f in fmt.fields.values() if f.aggregate == "union_catalogue")
    own = own_workbook(office.root / "本级.xlsx", "2019", 2020, **{catalogue.replace(".", "_"): Decimal(321)})
    office.send_all()
    collection = office.collect(into=own)
    assert catalogue not in collection.sums
    assert office.result().figures[catalogue] == 321
    assert "没有相加" in messages(collection, "own_entry")[0]


def test_catalogue_figures_are_left_blank_without_a_workbook_of_the_district(tmp_path: Path) -> None:
    office = Office(tmp_path, format_id="2019", year=2020)
    office.send_all()
    collection = office.collect()
    left = {f.id for f in formats.load("2019").fields.values() if f.aggregate == "union_catalogue"}
    assert left.isdisjoint(office.result().figures)
    assert dict(collection.sums) == {k: v for k, v in office.sums(range(6)).items() if k not in left}


def test_sheets_of_the_contract_come_first_in_their_order(office: Office) -> None:
    office.send_all()
    office.collect(into=own_workbook(office.root / "本级.xlsx"))
    names = openpyxl.load_workbook(office.output).sheetnames
    assert names == [*sheet_names(formats.load("2021")), "汇总来源", "催报"]


def test_sheets_of_the_district_s_own_are_named_as_left_behind(office: Office) -> None:
    own = own_workbook(office.root / "本级.xlsx")
    book = openpyxl.load_workbook(own)
    book.security = None
    book.create_sheet("草稿")
    book.save(own)
    office.send_all()
    assert "草稿" in messages(office.collect(into=own), "sheets")[0]


def test_a_workbook_of_another_year_is_refused(office: Office) -> None:
    own = own_workbook(office.root / "本级.xlsx", year=2025)
    office.send_all()
    request = Request(office.folder, office.output, None, own, year=2024, jobs=1)
    with pytest.raises(InputError, match="2025年度"):
        collect(request, TODAY)


def test_a_file_that_is_no_workbook_is_refused(office: Office) -> None:
    (office.root / "x.xlsx").write_bytes(b"no")
    office.send_all()
    with pytest.raises(InputError, match="--into"):
        office.collect(into=office.root / "x.xlsx")


def test_without_a_workbook_the_roster_names_the_district(office: Office) -> None:
    office.send_all()
    office.collect()
    assert (office.result().particulars.unit_name, office.result().particulars.unit_short) == (
        DISTRICT,
        "梧桐区",
    )


def test_last_year_s_figures_stand_beside_the_cells(office: Office) -> None:
    last = Office(office.root / "去年", year=2023)
    last.send_all()
    last.collect()
    office.send_all()
    office.collect(previous=last.output)
    comment = openpyxl.load_workbook(office.output)["申请办理"]["D6"].comment
    assert "2023" in comment.text


def test_a_blank_workbook_takes_the_sums(office: Office) -> None:
    own = office.root / "空白.xlsx"
    own.write_bytes(write_blank(formats.load("2021"), 2024, DISTRICT))
    office.send_all()
    assert dict(office.collect(into=own).sums) == office.sums(range(6))
    assert office.result().figures["app.new.natural"] == office.sums(range(6))["app.new.natural"]


def test_names_that_look_like_formulas_stay_text(office: Office) -> None:
    evil = replace(office.members[0], name='=HYPERLINK("http://x","y")', short="=1+1")
    office.members = (evil, *office.members[1:])
    office.send(0, "恶意.xlsx", member=evil)
    office.send_all(but=[0])
    office.collect()
    sheet = openpyxl.load_workbook(io.BytesIO(office.output.read_bytes()))["汇总来源"]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK")]
    assert cells
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize(
    ("format_id", "year", "field"), [("2019", 2019, "app.new.legal"), ("2008", 2015, "pub.site")]
)
def test_the_units_of_older_forms_are_added_too(
    tmp_path: Path, format_id: str, year: int, field: str
) -> None:
    office = Office(tmp_path, members=members(3), format_id=format_id, year=year)
    office.send_all()
    collection = office.collect()
    assert len(collection.counted) == 3
    assert collection.sums[field] == sum(figures(mould(format_id, year).fmt, n)[field] for n in range(3))
