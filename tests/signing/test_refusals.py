"""What is never signed: drafts, files of others, files altered since they were made, files signed already."""

import io
import json
from collections.abc import Callable

import pikepdf
import pytest

from generator.errors import InputError
from generator.signing.unsigned import accept
from tests.signing import damage, forgeries, updates
from tests.signing.conftest import Office
from tests.signing.pki import Pki
from tests.signing.sample import TITLE, facts, report_pdf


def refused(pdf: bytes) -> str:
    with pytest.raises(InputError) as caught:
        accept(pdf)
    return str(caught.value)


def test_a_finished_report_is_accepted_and_says_who_signed_it_off(report: bytes) -> None:
    document = accept(report)
    assert (document.title, document.approved_by, document.approved_on) == (TITLE, "丙", "2016-03-28")


def test_a_draft_is_refused() -> None:
    assert "送审稿" in refused(report_pdf(draft=True))


def test_a_draft_whose_data_claim_otherwise_is_known_by_the_mark_on_its_pages() -> None:
    assert "送审稿" in refused(report_pdf(data=facts(), marked=True))


def test_a_draft_whose_pages_bear_no_mark_is_known_by_its_data() -> None:
    assert "送审稿" in refused(report_pdf(data=facts(draft=True), marked=False))


@pytest.mark.parametrize("missing", ["approved_by", "approved_on"])
def test_data_that_name_no_approval_are_those_of_a_draft(missing: str) -> None:
    data = facts()
    data["approval"][missing] = None
    assert "送审稿" in refused(report_pdf(data=data))


@pytest.mark.parametrize("level", ["B", "LTA"])
def test_a_file_is_signed_once_only(signed: dict[str, bytes], level: str) -> None:
    assert "已有签名" in refused(signed[level])


def test_a_signature_that_was_taken_out_again_still_shows(signed: dict[str, bytes]) -> None:
    assert "已有签名" in refused(updates.field_emptied(signed["B"]))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"hello", b"\x00" * 100])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert "PDF" in refused(data)


def test_a_pdf_of_another_program_is_refused() -> None:
    other = pikepdf.new()
    other.add_blank_page()
    stream = io.BytesIO()
    other.save(stream)
    assert "不是 nianbao 生成" in refused(stream.getvalue())


def test_a_report_saved_again_by_another_program_is_refused(report: bytes) -> None:
    assert "不是 nianbao 生成" in refused(damage.saved_again(report))


CHANGES: list[Callable[[bytes], bytes]] = [
    updates.annotated,
    updates.text_field_added,
    updates.content_covered,
    updates.page_appended,
    updates.attachment_replaced,
    updates.action_added,
    updates.layers_added,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_report_changed_by_an_incremental_update_is_refused(
    report: bytes, change: Callable[[bytes], bytes]
) -> None:
    assert "改动过" in refused(change(report))


@pytest.mark.parametrize("place", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_one_byte_changed_anywhere_is_noticed(report: bytes, place: float) -> None:
    refused(damage.flipped(report, int(len(report) * place)))


def test_bytes_after_the_end_are_noticed(report: bytes) -> None:
    assert "改动过" in refused(report + b"\n")


def test_a_pdf_without_data_is_refused() -> None:
    assert "没有报告数据" in refused(report_pdf(data={"schema": "other"}))


def test_data_of_another_workbook_are_refused() -> None:
    data = facts(provenance={"workbook": {"sha256": "0" * 64}})
    assert "工作簿不一致" in refused(report_pdf(data=data))


def test_data_of_another_report_are_refused() -> None:
    assert "题名" in refused(report_pdf(data=facts(title="另一份报告")))


FORGERIES: list[tuple[Callable[[pikepdf.Pdf], None], str]] = [
    (forgeries.forge_widget, "表单域"),
    (forgeries.forge_link, "批注、链接"),
    (forgeries.forge_action, "不会写入"),
    (forgeries.forge_script, "脚本、动作"),
    (forgeries.forge_layers, "不会写入"),
    (forgeries.forge_hidden_page, "看不到的内容"),
    (forgeries.forge_page_entry, "不会写入"),
    (forgeries.forge_no_field, "没有签章域"),
]


@pytest.mark.parametrize(("forge", "said"), FORGERIES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_forgery_with_a_fitting_identifier_is_known_by_its_contents(
    report: bytes, forge: Callable[[pikepdf.Pdf], None], said: str
) -> None:
    assert said in refused(forgeries.forged(report, forge))


def test_the_forgers_way_of_writing_alone_is_not_what_is_refused(report: bytes) -> None:
    assert accept(forgeries.forged(report, lambda pdf: None)).title == TITLE


def test_nothing_is_signed_that_is_refused(office: Office, pki: Pki) -> None:
    with pytest.raises(InputError, match="送审稿"):
        office.sign(report_pdf(draft=True), pki.ec)


def test_the_json_of_a_report_may_hold_anything_else(report: bytes) -> None:
    assert json.loads(json.dumps(facts()))["draft"] is False
    accept(report_pdf(data=facts(figures={"a": {"value": 1}})))
