"""The three statutory forms as loaded: counted, tiled, named, referred to (formats.md 2 to 5)."""

import itertools
import re

import pytest

from generator.errors import InputError, UsageError
from generator.formats import Format, all_formats, for_year, load
from generator.formats.expand import bare, is_id
from generator.formats.model import Cell, Table

IDS = ("2008", "2019", "2021")


@pytest.fixture(params=IDS)
def fmt(request: pytest.FixtureRequest) -> Format:
    return load(request.param)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2008, "2008"), (2018, "2008"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2099, "2021")],
)
def test_the_report_year_decides_the_format(year: int, expected: str) -> None:
    assert for_year(year).id == expected


def test_a_year_before_the_regulations_has_no_format_and_says_so_in_chinese() -> None:
    with pytest.raises(InputError, match=r"没有适用于2007年度的报告格式.*2008—2018年度.*2021年度起.*请核对"):
        for_year(2007)


def test_an_unknown_format_is_a_usage_error_that_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="2008、2019、2021"):
        load("2020")


def test_formats_are_listed_by_their_first_year() -> None:
    assert [fmt.id for fmt in all_formats()] == list(IDS)


@pytest.mark.parametrize(
    ("format_id", "table", "sheet", "rows", "cols", "head", "labels", "fields", "totals"),
    [
        ("2021", "t2", "主动公开", 14, 4, 0, 1, 10, 0),
        ("2021", "t3", "申请办理", 28, 10, 3, 3, 175, 31),
        ("2021", "t4", "复议诉讼", 4, 15, 3, 0, 15, 3),
        ("2019", "t2", "主动公开", 18, 4, 0, 1, 22, 0),
        ("2019", "t3", "申请办理", 26, 10, 3, 3, 161, 29),
        ("2019", "t4", "复议诉讼", 4, 15, 3, 0, 15, 3),
        ("2008", "facts", "主要数据", 24, 4, 1, 3, 23, 2),
        ("2008", "annex", "情况统计表", 66, 3, 1, 2, 58, 5),
    ],
)
def test_each_table_has_the_shape_of_the_form(
    format_id: str,
    table: str,
    sheet: str,
    rows: int,
    cols: int,
    head: int,
    labels: int,
    fields: int,
    totals: int,
) -> None:
    fmt = load(format_id)
    found = fmt.table(f"{format_id}.{table}")
    assert (found.sheet, found.rows, found.cols) == (sheet, rows, cols)
    assert (found.header_rows, found.label_cols) == (head, labels)
    own = [field for field in fmt.fields.values() if field.table == found.id]
    assert (len(own), sum(field.computed for field in own)) == (fields, totals)


def positions(cell: Cell) -> list[tuple[int, int]]:
    rows = range(cell.row, cell.row + cell.rowspan)
    return list(itertools.product(rows, range(cell.col, cell.col + cell.colspan)))


def test_the_cells_of_every_table_cover_its_grid_exactly_once(fmt: Format) -> None:
    for table in fmt.tables:
        covered = [at for cell in table.cells for at in positions(cell)]
        assert sorted(covered) == list(itertools.product(range(table.rows), range(table.cols)))


def test_every_field_stands_in_exactly_one_cell_of_its_own_table(fmt: Format) -> None:
    placed = [(cell.field, table.id) for table in fmt.tables for cell in table.cells if cell.field]
    assert sorted(placed) == sorted((field.id, field.table) for field in fmt.fields.values())


def test_cells_are_totals_where_their_field_is_computed_and_entries_elsewhere(fmt: Format) -> None:
    for table in fmt.tables:
        for cell in table.cells:
            if cell.field:
                assert cell.kind == ("total" if fmt.fields[cell.field].computed else "entry")
            else:
                assert cell.kind not in ("entry", "total")


def test_ids_are_legal_as_defined_names_and_unique_without_regard_to_case(fmt: Format) -> None:
    ids = [*fmt.fields, *fmt.derived]
    assert all(is_id(id) and len(id) <= 255 for id in ids)
    assert len({id.lower() for id in ids}) == len(ids)


def test_labels_and_short_labels_are_unambiguous(fmt: Format) -> None:
    fields = [*fmt.fields.values(), *fmt.derived.values()]
    names = [name for field in fields for name in {field.label, field.short} if name]
    assert len(names) == len(set(names))
    assert all(field.label for field in fields)


def test_every_figure_has_a_unit_and_every_column_of_figures_a_clause_or_none_by_design(fmt: Format) -> None:
    assert all(field.unit for field in fmt.fields.values())
    without = {field.id.rsplit(".", 1)[0] for field in fmt.fields.values() if not field.law}
    assert without <= {"app.new", "app.prev", "app.done", "app.next", "app.misc", "app.misc.other"}


def test_formulas_and_rules_refer_to_figures_that_exist_and_totals_have_no_cycles(fmt: Format) -> None:
    known = {**fmt.fields, **fmt.derived}

    def depth(id: str, seen: tuple[str, ...] = ()) -> int:
        assert id not in seen
        formula = known[id].formula
        return 1 + max(depth(part, (*seen, id)) for part in formula.of) if formula else 0

    assert all(depth(id) <= 3 for id in known)
    for rule in fmt.rules:
        assert all(id in fmt.fields for id in rule.fields)
        assert all(bare(term) in known for i in rule.instances for term in (*i.left, *i.right))
    for text_rule in fmt.text_rules:
        assert all(id in known for group in (text_rule.figures, *text_rule.any_of) for id in group)


def test_every_rule_says_in_chinese_what_it_means_and_how_to_mend(fmt: Format) -> None:
    for rule in fmt.rules:
        for text in (rule.meaning, rule.message, rule.mend, rule.source):
            assert re.search("[\u4e00-\u9fff]", text), rule.id
        assert "请" in rule.mend or rule.mend.startswith("程序"), rule.id
    assert all(re.search("[\u4e00-\u9fff]", rule.meaning) for rule in fmt.text_rules)


def test_messages_use_only_names_that_every_instance_can_fill(fmt: Format) -> None:
    given = {"left": 1, "right": 2, "diff": 1, "value": 1, "unit": "件", "label": "x"}
    for rule in fmt.rules:
        for names in [i.names for i in rule.instances] or [{}]:
            filled = rule.message.format(**{**given, **names})
            assert "{" not in filled
            assert "：：" not in filled
            assert not filled.startswith(("：", "的")), rule.id


def test_rule_ids_are_unique_and_start_with_the_format(fmt: Format) -> None:
    ids = [rule.id for rule in (*fmt.rules, *fmt.text_rules)]
    assert len(ids) == len(set(ids))
    assert all(id.startswith(f"{fmt.id}.") for id in ids)


@pytest.mark.parametrize("format_id", ["2019", "2021"])
def test_the_form_since_2019_has_six_sections_with_tables_in_the_second_third_and_fourth(
    format_id: str,
) -> None:
    fmt = load(format_id)
    assert [section.heading for section in fmt.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [len(section.tables) for section in fmt.sections] == [0, 1, 1, 1, 0, 0]


def test_only_the_form_of_2021_prescribes_the_five_topics() -> None:
    topics = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    assert load("2021").section("s1").topics == topics
    assert load("2019").section("s1").topics == ()


def test_the_annex_of_2008_is_optional_and_marks_how_sure_each_line_is() -> None:
    annex = load("2008").table("2008.annex")
    assert annex.optional
    assert annex.evidence is not None
    assert set(annex.evidence) == set(range(1, 66))
    assert set(annex.evidence.values()) == {"label", "topic", "none"}
    assert load("2008").section("annex").annex


def test_figures_of_2008_that_only_the_text_quotes_are_not_printed() -> None:
    assert [table.printed for table in load("2008").tables] == [False, True]


def test_row_labels_of_the_annex_carry_their_level() -> None:
    levels = {c.text: c.level for c in load("2008").table("2008.annex").cells if c.kind == "label"}
    assert levels["一、主动公开情况"] == 0
    assert levels["（三）申请答复数"] == 1
    assert levels["4.不同意公开答复数"] == 2
    assert levels["其中：涉及国家秘密"] == 3
    assert levels["涉及商业秘密"] == 4


def test_the_group_label_of_the_request_table_is_stacked_upright() -> None:
    stacked = [cell for cell in load("2021").table("2021.t3").cells if cell.stacked]
    assert [(c.text, c.row, c.rowspan, c.col) for c in stacked] == [("三、本年度办理结果", 5, 22, 0)]


def test_column_widths_fill_the_type_area(fmt: Format) -> None:
    def fits(table: Table) -> bool:
        return len(table.widths_mm) == table.cols and abs(sum(table.widths_mm) - 156) < 0.01

    assert all(fits(table) for table in fmt.tables if table.printed)


def test_the_same_id_means_the_same_figure_in_2019_and_2021_so_that_it_carries_over() -> None:
    old, new = load("2019").fields, load("2021").fields
    assert old["app.next.total"].label == new["app.next.total"].label
    assert {id for id in old if id.startswith(("rev.", "suit."))} <= set(new)


def test_only_increases_and_decreases_of_2019_may_be_negative() -> None:
    signed = {field.id for fmt in all_formats() for field in fmt.fields.values() if field.signed}
    assert signed == {f"pub.{kind}.change" for kind in ("permit", "service", "penalty", "coercion", "fee")}


def test_a_format_has_a_digest_of_all_that_it_is_made_of(fmt: Format) -> None:
    assert re.fullmatch("[0-9a-f]{64}", fmt.sha256)
    assert fmt.sha256 != next(other for other in all_formats() if other.id != fmt.id).sha256
