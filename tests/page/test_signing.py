"""签发 and 归档: tied to the version that was read; certificate and passphrase leave no trace."""

import io
import zipfile
from pathlib import Path

import pytest

from generator.archive.package.register import CSV_NAME
from generator.archive.proof.outcome import Result
from generator.archive.proof.report import Options
from generator.archive.verify import Request, verify
from generator.checks.examine import examine
from generator.intake import read_workbook
from generator.page.rooms import Rooms
from tests.page.visitor import Visitor
from tests.page.workbooks import SAMPLE, draft, faulty, second_draft, sound
from tests.signing.pki import PASSPHRASE, Pki, make_pki

APPROVAL = {"approved_by": "王建国", "approved_on": "2025-01-25", "read": "1"}


@pytest.fixture(scope="module")
def pki() -> Pki:
    return make_pki()


def sign(visitor: Visitor, pki: Pki, passphrase: str = PASSPHRASE, status: int = 200) -> None:
    visitor.see("/report/1/sign")
    files = [("certificate", ("单位证书.p12", pki.rsa.p12()))]
    visitor.send("/report/1/signature", {"passphrase": passphrase}, files, status)


class TestChanges:
    def test_the_officer_sees_every_figure_and_passage_that_changed(self, visitor: Visitor) -> None:
        visitor.put(("一稿.xlsx", draft()))
        visitor.put(("二稿.xlsx", second_draft()))
        text = visitor.see("/report/1/sign").text
        assert "数字改动 6 处，文字改动 3 处" in text
        assert "一、本年新收政府信息公开申请数量·自然人 412 417 +5" in text
        assert "“座谈会等方式听”改为“座谈会、实地走访等多种方式听”" in text

    def test_a_version_that_was_read_before_this_visit_can_be_put_in_for_comparison(
        self, visitor: Visitor
    ) -> None:
        visitor.put(("二稿.xlsx", second_draft()))
        visitor.see("/report/1/sign")
        page = visitor.send("/report/1/against", files=[("workbook", ("一稿.xlsx", draft()))])
        assert "与上一版（一稿.xlsx）相比：数字改动 6 处" in page.text

    def test_a_workbook_of_another_report_is_not_compared(self, visitor: Visitor) -> None:
        other = next(path for path in SAMPLE.parent.glob("*.xlsx") if "2015" in path.name)
        visitor.put(("二稿.xlsx", second_draft()))
        visitor.see("/report/1/sign")
        files = [("workbook", (other.name, other.read_bytes()))]
        assert "格式不同" in visitor.send("/report/1/against", files=files, status=400).text


class TestApproval:
    def test_name_and_day_are_written_into_the_workbook_and_the_draft_mark_goes(
        self, visitor: Visitor
    ) -> None:
        visitor.put(("送审.xlsx", draft()))
        visitor.see("/report/1/sign")
        visitor.send("/report/1/approve", APPROVAL)
        assert "已签发" in visitor.page.text
        report = read_workbook(Path("a.xlsx"), visitor.fetch("/report/1/workbook")).report
        assert report is not None
        assert report.approval.approved_by == "王建国"
        assert report.approval.approved_on is not None
        assert report.approval.approved_on.isoformat() == "2025-01-25"
        name = visitor.client.get("/report/1/file/pdf").headers["content-disposition"]
        assert "%E9%80%81%E5%AE%A1" not in name

    def test_the_workbook_keeps_everything_else(self, visitor: Visitor) -> None:
        visitor.put(("送审.xlsx", draft()))
        visitor.see("/report/1/sign")
        visitor.send("/report/1/approve", APPROVAL)
        before = examine(Path("a.xlsx"), data=draft())
        after = examine(Path("a.xlsx"), data=visitor.fetch("/report/1/workbook"))
        assert before.report is not None
        assert after.report is not None
        assert after.report.figures == before.report.figures
        assert after.report.chapters == before.report.chapters
        assert after.findings == before.findings

    def test_a_version_other_than_the_one_on_the_screen_is_not_signed_off(self, visitor: Visitor) -> None:
        """The workbook was replaced in another window after the officer had read it."""
        visitor.put(("一稿.xlsx", draft()))
        screen = visitor.see("/report/1/sign")
        seen = screen.form("/report/1/approve").words
        visitor.put(("二稿.xlsx", second_draft()))
        visitor.see("/report/1/sign")
        page = visitor.send("/report/1/approve", {**APPROVAL, "version": seen["version"]}, status=409)
        assert "审阅的不是这一版" in page.text
        assert "签发人" in visitor.see("/report/1/sign").text

    def test_a_version_other_than_the_one_on_paper_is_not_signed_off(self, visitor: Visitor) -> None:
        visitor.put(("一稿.xlsx", draft()))
        visitor.see("/report/1/sign")
        words = {**APPROVAL, "read_number": "0000-0000-0000"}
        assert "审阅的不是这一版" in visitor.send("/report/1/approve", words, status=409).text

    def test_the_number_on_paper_may_be_typed_as_it_comes(self, visitor: Visitor) -> None:
        visitor.put(("一稿.xlsx", draft()))
        page = visitor.see("/report/1/sign")
        number = page.text.partition("版本号 ")[2][:14]
        typed = number.lower().replace("-", " ")
        visitor.send("/report/1/approve", {**APPROVAL, "read_number": typed})
        assert "已签发" in visitor.page.text

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            ({"approved_by": ""}, "签发人填写有误"),
            ({"approved_by": "=1+1"}, "签发人填写有误"),
            ({"approved_on": "2025-02-30"}, "签发日期填写有误"),
            ({"read": ""}, "没有确认已审阅"),
        ],
    )
    def test_what_is_missing_is_said(self, visitor: Visitor, words: dict[str, str], told: str) -> None:
        visitor.put(("送审.xlsx", draft()))
        visitor.see("/report/1/sign")
        assert told in visitor.send("/report/1/approve", {**APPROVAL, **words}, status=400).text

    def test_a_report_with_errors_cannot_be_signed_off(self, visitor: Visitor) -> None:
        visitor.put(("报表.xlsx", faulty()))
        assert "还不能签发" in visitor.see("/report/1/sign", 409).text


class TestSignature:
    def test_the_signed_file_is_the_reports_pdf_with_a_signature_behind_it(
        self, visitor: Visitor, pki: Pki
    ) -> None:
        visitor.put((SAMPLE.name, sound()))
        plain = visitor.fetch("/report/1/file/pdf")
        sign(visitor, pki)
        assert "临江区人民政府办公室" in visitor.page.text
        signed = visitor.fetch("/report/1/signed.pdf")
        assert signed.startswith(plain)
        assert b"/ByteRange" in signed[len(plain) :]

    def test_certificate_and_passphrase_leave_no_trace(
        self, visitor: Visitor, pki: Pki, rooms: Rooms, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        written: list[str] = []
        write = Path.write_bytes
        monkeypatch.setattr(
            Path, "write_bytes", lambda path, data: written.append(path.name) or write(path, data)
        )
        visitor.put((SAMPLE.name, sound()))
        written.clear()
        sign(visitor, pki)
        assert written == []
        assert PASSPHRASE not in visitor.page.html
        key = pki.rsa.p12()[:64]
        for path in rooms.folder.rglob("*"):
            assert path.is_dir() or key not in path.read_bytes()

    def test_a_wrong_passphrase_is_told_without_repeating_it(
        self, visitor: Visitor, pki: Pki, capfd: pytest.CaptureFixture[str]
    ) -> None:
        visitor.put((SAMPLE.name, sound()))
        sign(visitor, pki, "wrong-passphrase", 400)
        assert "口令不对" in visitor.page.text
        assert "wrong-passphrase" not in visitor.page.html + "".join(capfd.readouterr())

    def test_a_draft_is_not_signed(self, visitor: Visitor, pki: Pki) -> None:
        visitor.put(("送审.xlsx", draft()))
        token = visitor.see("/report/1/sign").form("/report/1/approve").words["csrf"]
        response = visitor.client.post(
            "/report/1/signature", data={"csrf": token}, files={"certificate": ("a.p12", pki.rsa.p12())}
        )
        assert response.status_code == 409
        assert "送审稿不能签名" in response.text

    def test_a_workbook_that_changes_after_signing_has_no_signed_file_any_more(
        self, visitor: Visitor, pki: Pki
    ) -> None:
        visitor.put((SAMPLE.name, sound()))
        sign(visitor, pki)
        visitor.put(("二稿.xlsx", second_draft()))
        visitor.see("/report/1/signed.pdf", 404)

    def test_an_address_that_is_none_is_not_asked_for_a_time_stamp(self, visitor: Visitor, pki: Pki) -> None:
        visitor.put((SAMPLE.name, sound()))
        visitor.see("/report/1/sign")
        words = {"passphrase": PASSPHRASE, "tsa": "file:///etc/passwd"}
        files = [("certificate", ("a.p12", pki.rsa.p12()))]
        assert "时间戳地址有误" in visitor.send("/report/1/signature", words, files, 400).text

    def test_a_file_that_is_no_certificate_is_told(self, visitor: Visitor) -> None:
        visitor.put((SAMPLE.name, sound()))
        visitor.see("/report/1/sign")
        page = visitor.send("/report/1/signature", files=[("certificate", ("a.p12", b"x"))], status=400)
        assert "不是 PKCS#12 证书文件" in page.text


class TestArchive:
    def test_the_package_holds_up_to_verification(self, visitor: Visitor, pki: Pki, tmp_path: Path) -> None:
        visitor.put((SAMPLE.name, sound()))
        sign(visitor, pki)
        visitor.see("/report/1/archive")
        page = visitor.send("/report/1/archive", {"fonds": "J001", "retention": "永久"})
        assert "J001-WS·2025·Y·ZWGK-0001" in page.text
        assert "--" not in page.text
        self.unpack(visitor, tmp_path)
        names = {path.name for path in tmp_path.rglob("*")}
        assert {CSV_NAME, "01-正本.pdf", "02-定稿.docx", "03-数据.json", "06-网页.html"} <= names
        items = list(verify(Request((tmp_path,), Options((pki.root.pem,)))))
        assert len(items) == 2
        assert [
            check.message for item in items for check in item.checks if check.result is Result.FAILED
        ] == []

    def test_the_next_row_follows_the_rows_of_the_register_that_is_put_in(
        self, visitor: Visitor, tmp_path: Path
    ) -> None:
        visitor.put((SAMPLE.name, sound()))
        visitor.see("/report/1/archive")
        visitor.send("/report/1/archive", {"fonds": "J001", "retention": "永久"})
        self.unpack(visitor, tmp_path)
        register = (tmp_path / CSV_NAME).read_bytes()
        other = next(path for path in SAMPLE.parent.glob("*.xlsx") if "2020" in path.name)
        visitor.put((other.name, other.read_bytes()))
        visitor.see("/report/2/archive")
        visitor.send(
            "/report/2/archive",
            {"fonds": "J001", "retention": "永久"},
            [("register", (CSV_NAME, register))],
        )
        with zipfile.ZipFile(io.BytesIO(visitor.fetch("/report/2/archive.zip"))) as archive:
            rows = archive.read(CSV_NAME)
        assert rows.startswith(register)
        assert rows.count(b"\r\n") == 3

    def test_a_register_that_was_altered_is_not_continued(self, visitor: Visitor, tmp_path: Path) -> None:
        visitor.put((SAMPLE.name, sound()))
        visitor.see("/report/1/archive")
        visitor.send("/report/1/archive", {})
        self.unpack(visitor, tmp_path)
        register = (tmp_path / CSV_NAME).read_bytes().replace("梧桐区".encode(), "梧木区".encode(), 1)
        visitor.see("/report/1/archive")
        page = visitor.send("/report/1/archive", {}, [("register", (CSV_NAME, register))], 400)
        assert "登记表" in page.text
        assert "nianbao" not in page.text

    def test_a_draft_is_not_archived(self, visitor: Visitor) -> None:
        visitor.put(("送审.xlsx", draft()))
        assert "还不能归档" in visitor.see("/report/1/archive", 409).text

    @pytest.mark.parametrize(
        "words", [{"fonds": "j-1"}, {"retention": "五年"}, {"item": "一"}, {"item": "0"}]
    )
    def test_wrong_settings_are_told(self, visitor: Visitor, words: dict[str, str]) -> None:
        visitor.put((SAMPLE.name, sound()))
        visitor.see("/report/1/archive")
        assert "请" in visitor.send("/report/1/archive", words, status=400).text

    @staticmethod
    def unpack(visitor: Visitor, folder: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(visitor.fetch("/report/1/archive.zip"))) as archive:
            archive.extractall(folder)
