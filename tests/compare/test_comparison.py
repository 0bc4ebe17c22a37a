"""The 花脸稿 as a whole: in the report's layout, with marks that do not need colour, and a list of all changes."""

import io
import json
from collections.abc import Iterator

import pikepdf
import pytest

from generator.batch.comparison import Comparison, compare
from generator.batch.one import build_report, shipped_fonts
from generator.checks.examine import Examination, examine
from generator.document import compose
from generator.document.fingerprint import fingerprint, version_number
from generator.document.model import Paragraph
from generator.errors import InputError
from generator.typesetting.model import Line, Rule, Run
from tests.compare.versions import SAMPLE, as_draft, new, old, with_figures
from tests.tools import poppler, qpdf
from tests.tools.pdf_lint import lint
from tests.tools.pdf_tree import read_tree
from tests.tools.verapdf import broken_rules


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(old(), new(), shipped_fonts())


@pytest.fixture(scope="module")
def pdf(comparison: Comparison) -> bytes:
    return comparison.pdf()


def lines(comparison: Comparison) -> Iterator[tuple[Line, tuple[Rule, ...]]]:
    for page in comparison.layout.pages:
        for line in page.lines:
            yield line, page.rules


def runs(comparison: Comparison, colour: str) -> list[Run]:
    return [run for line, _ in lines(comparison) for run in line.runs if run.colour == colour]


def digest(examination: Examination) -> str:
    assert examination.report is not None
    return fingerprint(compose(examination.report))


def test_it_names_every_figure_that_changed_totals_included(comparison: Comparison) -> None:
    found = {figure.field.id: (figure.old_text, figure.new_text) for figure in comparison.figures}
    assert found == {
        "app.new.natural": ("412", "417"),
        "app.new.total": ("564", "569"),
        "app.open.natural": ("151", "156"),
        "app.open.total": ("201", "206"),
        "app.done.natural": ("411", "416"),
        "app.done.total": ("562", "567"),
    }
    assert {figure.change_text for figure in comparison.figures} == {"+5"}


def test_it_tells_every_change_of_the_text_in_words(comparison: Comparison) -> None:
    told = " ".join(text.how for text in comparison.texts)
    assert "“废止6件”改为“废止7件”" in told
    assert "增加“4.强化队伍建设。每季度组织一次业务培训。”" in told
    assert "删去“健全依申请公开会商机制" in told
    assert "“2025年1月22日”改为“2025年1月24日”" in told
    assert [text.where for text in comparison.texts][-1] == "落款"


def test_inserted_words_are_red_and_deleted_ones_grey(comparison: Comparison) -> None:
    inserted = "".join(run.text for run in runs(comparison, "red"))
    deleted = "".join(run.text for run in runs(comparison, "grey"))
    assert "强化队伍建设" in inserted
    assert "417" in inserted
    assert "会商机制" in deleted
    assert "412" in deleted


def test_colour_never_stands_alone(comparison: Comparison) -> None:
    """Every inserted stretch has a line below its baseline, every deleted one a line through its middle."""
    for line, rules in lines(comparison):
        for run in line.runs:
            if run.colour == "black" or not run.text.strip():
                continue
            across = [
                r for r in rules if r.colour == run.colour and abs(r.x0 - run.x) < 0.01 and r.y0 == r.y1
            ]
            heights = [line.baseline - r.y0 for r in across]
            if run.colour == "red":
                assert any(-0.3 * run.size < height < 0 for height in heights)
            else:
                assert any(0.2 * run.size < height < 0.5 * run.size for height in heights)


def test_a_bar_in_the_margin_shows_where_to_look(comparison: Comparison) -> None:
    for page in comparison.layout.pages:
        changed = any(run.colour != "black" for line in page.lines for run in line.runs)
        bars = [rule for rule in page.rules if rule.x0 == rule.x1 and rule.colour == "red"]
        assert bool(bars) == changed


def test_nothing_leaves_the_page(comparison: Comparison) -> None:
    for page in comparison.layout.pages:
        for rule in page.rules:
            assert min(rule.x0, rule.x1) > 0
            assert max(rule.x0, rule.x1) < 595


def test_the_header_of_every_page_names_the_version_that_is_read(comparison: Comparison) -> None:
    number = version_number(digest(new()))
    for page in comparison.layout.pages:
        header = page.folios[0].line.text
        assert header.startswith(f"花脸稿　版本号 {number}")


def test_the_header_leads_to_the_list_of_changes(comparison: Comparison) -> None:
    page = int(comparison.layout.pages[0].folios[0].line.text.partition("一览见第")[2].removesuffix("页"))
    assert any("改动一览" in line.text for line in comparison.layout.pages[page - 1].lines)


def test_the_version_number_stays_when_a_draft_is_signed_off() -> None:
    assert digest(new(as_draft)) == digest(old())


def test_the_version_number_changes_with_a_single_figure() -> None:
    assert digest(new(with_figures)) != digest(old())


def test_the_report_that_is_built_names_the_version_that_was_approved() -> None:
    """So that the approved 花脸稿 and the report in the archive can be held against each other."""
    built = build_report(SAMPLE, ("json",))
    provenance = json.loads(built.files["json"][1])["provenance"]
    assert provenance["content_sha256"] == digest(old())
    assert provenance["version"] == version_number(digest(old()))


def test_two_versions_that_say_the_same_have_no_change() -> None:
    same = compare(old(), new(as_draft), shipped_fonts())
    assert same.changes == 0
    assert not runs(same, "red")
    assert not runs(same, "grey")
    assert any(
        isinstance(block, Paragraph) and block.text == "文字没有改动。"
        for block in same.layout.document.blocks
    )


def test_the_same_two_workbooks_give_the_same_bytes(comparison: Comparison, pdf: bytes) -> None:
    assert compare(old(), new(), shipped_fonts()).pdf() == pdf


def test_the_pdf_conforms_to_pdf_a_and_pdf_ua(pdf: bytes) -> None:
    assert broken_rules(pdf, "3a", "ua1") == ()
    assert lint(pdf) == []
    assert qpdf.complaints(pdf) == []


def test_the_text_extracts_as_it_reads(pdf: bytes) -> None:
    text = "".join(poppler.text(pdf).split())
    assert "废止6→7件，修改3→4件" in text
    assert version_number(digest(new())) in text


def test_a_screen_reader_hears_the_changed_figures_as_a_table(pdf: bytes) -> None:
    tree = str(read_tree(pdf))
    assert "一、本年新收政府信息公开申请数量·自然人" in tree


def test_the_list_of_changes_is_attached_for_machines(comparison: Comparison, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        record = json.loads(file.attachments["改动.json"].get_file().read_bytes())
    assert record == comparison.as_json()
    assert record["new"]["content_sha256"] == digest(new())


def test_the_pdf_has_no_field_to_sign_it_by_mistake(pdf: bytes) -> None:
    assert b"/AcroForm" not in pdf


def test_reports_of_different_forms_are_not_compared() -> None:
    other = next(path for path in SAMPLE.parent.glob("*.xlsx") if "2015" in path.name)
    with pytest.raises(InputError, match=r"格式不同.*请选同一份报告"):
        compare(examine(other), old(), shipped_fonts())


def test_a_file_that_cannot_be_read_is_named() -> None:
    broken = examine(SAMPLE, data=b"no workbook")
    with pytest.raises(InputError, match="无法读取，不能比较"):
        compare(broken, old(), shipped_fonts())
