"""The district's way: who has handed in, who has errors, sums, days left; every figure leads to its units."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from freezegun import freeze_time

from generator.batch.collection.roster_sheet import write_roster
from generator.batch.collection.tracing import Tracer
from generator.checks.examine import examine
from tests.collect.district import figures, members, mould
from tests.page.visitor import Files, Visitor

UNITS = members(8)
DISTRICT = "清源市梧桐区人民政府"
MISSING, FAULTY = UNITS[2], UNITS[5]


@pytest.fixture(autouse=True)
def frozen() -> Iterator[None]:
    """Four days before the end of January."""
    with freeze_time("2025-01-27 04:00", real_asyncio=True):
        yield


def workbook(number: int, **changes: int) -> bytes:
    form = mould()
    values = figures(form.fmt, number)
    for field, by in changes.items():
        values[field.replace("_", ".")] += by
    return form.cast(UNITS[number], values)


def sent() -> Files:
    """The workbooks of all units but one; one of them does not add up."""
    files = []
    for number, unit in enumerate(UNITS):
        if unit is not MISSING:
            wrong = {"app_new_natural": 3} if unit is FAULTY else {}
            files.append(("units", (f"{unit.short}.xlsx", workbook(number, **wrong))))
    return files


def roster() -> Files:
    return [("roster", ("名册.xlsx", write_roster(2024, DISTRICT, UNITS)))]


@pytest.fixture
def district(visitor: Visitor) -> Visitor:
    visitor.see("/district")
    visitor.send("/district", files=[*sent(), *roster()])
    return visitor


def test_how_things_stand_is_seen_at_a_glance(district: Visitor) -> None:
    text = district.page.text
    assert "应报单位8" in text.replace(" ", "")
    assert "已计入6" in text.replace(" ", "")
    assert "要改正1" in text.replace(" ", "")
    assert "未报1" in text.replace(" ", "")
    assert "距1月31日4天" in text.replace(" ", "")


def test_units_with_something_to_do_come_first(district: Visitor) -> None:
    text = district.page.text
    sound = next(u for u in UNITS if u not in (MISSING, FAULTY))
    assert text.index(FAULTY.name) < text.index(MISSING.name) < text.index(sound.name)
    assert MISSING.phone in text


def test_every_sum_leads_to_the_units_that_it_is_made_of(district: Visitor) -> None:
    links = [link for link in district.page.links if link.startswith("/district/figure/")]
    fields = {link.rpartition("/")[2] for link in links}
    assert fields == set(mould().fmt.fields)
    text = district.see("/district/figure/app.new.natural").text
    total = 0
    for number, unit in enumerate(UNITS):
        if unit not in (MISSING, FAULTY):
            value = int(figures(mould().fmt, number)["app.new.natural"])
            total += value
            assert f"{unit.name} {value} " in text
            assert f"{unit.short}.xlsx" in text
    assert f"{total} 件，由 6 个单位相加" in text


def test_the_collected_workbook_can_be_traced_on_the_command_line_too(
    district: Visitor, tmp_path: Path
) -> None:
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(district.fetch("/district/workbook"))
    tracer = Tracer(path)
    origin = tracer.origin(tracer.field("app.new.total"))
    assert origin.ok
    assert f"{UNITS[0].short}.xlsx" in [share.file for share in origin.shares]


def test_a_corrected_workbook_takes_the_place_of_the_one_before(district: Visitor) -> None:
    number = UNITS.index(FAULTY)
    district.send("/district", files=[("units", (f"{FAULTY.short}.xlsx", workbook(number)))])
    assert "已计入7" in district.page.text.replace(" ", "")
    assert "要改正0" in district.page.text.replace(" ", "")


def test_the_same_workbook_sent_twice_counts_once(district: Visitor) -> None:
    district.send("/district", files=[("units", ("再次.xlsx", workbook(0)))])
    assert "已计入6" in district.page.text.replace(" ", "")


def test_two_workbooks_of_one_unit_are_shown_and_one_can_be_taken_away(district: Visitor) -> None:
    district.send(
        "/district", files=[("units", ("另一份.xlsx", workbook(0, app_prev_natural=0, pub_doc_valid=1)))]
    )
    assert "重复" in district.page.text
    form = next(f for f in district.page.forms if f.action.startswith("/district/remove/"))
    district.send(form.action)
    assert "已移走" in district.page.text


def test_units_that_call_their_files_alike_are_kept_apart(visitor: Visitor) -> None:
    visitor.see("/district")
    files = [("units", ("年报.xlsx", workbook(number))) for number in (0, 1)]
    visitor.send("/district", files=[*files, *roster()])
    assert "已计入2" in visitor.page.text.replace(" ", "")
    assert "年报（2）.xlsx" in visitor.page.text


def test_files_that_are_no_workbooks_are_passed_over_and_counted(visitor: Visitor) -> None:
    visitor.see("/district")
    others = [("units", ("~$年报.xlsx", b"lock")), ("units", ("说明.docx", b"PK"))]
    visitor.send("/district", files=[("units", ("a.xlsx", workbook(0))), *others])
    assert "有2个文件不是工作簿" in visitor.page.text


def test_a_workbook_that_cannot_be_read_is_called_by_its_own_name(visitor: Visitor) -> None:
    visitor.see("/district")
    visitor.send("/district", files=[("units", ("坏文件.xlsx", b"PK\x03\x04x")), *roster()])
    assert "坏文件.xlsx" in visitor.page.text
    assert "0001.xlsx" not in visitor.page.text


def test_without_a_roster_it_says_that_nobody_can_be_missed(visitor: Visitor) -> None:
    visitor.see("/district")
    visitor.send("/district", files=sent())
    assert "看不出谁没有报" in visitor.page.text


def test_a_roster_alone_shows_that_nobody_has_handed_in(visitor: Visitor) -> None:
    visitor.see("/district")
    visitor.send("/district", files=roster())
    assert "未报8" in visitor.page.text.replace(" ", "")


def test_a_file_that_is_no_roster_is_told_in_the_pages_words(visitor: Visitor) -> None:
    visitor.see("/district")
    page = visitor.send("/district", files=[*sent(), ("roster", ("x.xlsx", workbook(0)))], status=400)
    assert "没有单位名册" in page.text
    assert "nianbao" not in page.text


def test_the_blank_roster_can_be_filled_in(visitor: Visitor) -> None:
    form = visitor.see("/district").form("/district/roster")
    response = visitor.client.post("/district/roster", data=form.words)
    assert response.content.startswith(b"PK")
    assert "%E5%90%8D%E5%86%8C" in response.headers["content-disposition"]


def test_the_collected_workbook_goes_on_to_the_report(district: Visitor) -> None:
    district.send("/district/continue")
    assert DISTRICT in district.page.text
    data = district.fetch("/report/1/workbook")
    report = examine(Path("a.xlsx"), data=data).report
    assert report is not None
    assert report.particulars.unit_name == DISTRICT


def test_figures_that_the_form_does_not_have_lead_nowhere(district: Visitor) -> None:
    district.see("/district/figure/no.such.figure", 404)
