"""What stays within the visit: its folder, headers, what is shown and what is logged, downloads."""

import re
import tempfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from generator.page.app import make_app
from generator.page.guard.edge import HEADERS
from generator.page.rooms import Rooms
from generator.page.settings import Limits, Settings
from generator.page.site import Site
from generator.page.visits import Visits
from tests.page.conftest import ADDRESS
from tests.page.visitor import SCREENS, Page, Visitor
from tests.page.workbooks import HOSTILE, SAMPLE, UNIT, draft, faulty, hostile, sound


class TestFolders:
    def folders(self, rooms: Rooms) -> list[Path]:
        return [path for path in rooms.folder.iterdir() if path.is_dir()]

    def test_a_visit_has_a_folder_of_its_own_for_this_user_only(self, visitor: Visitor, rooms: Rooms) -> None:
        visitor.put((SAMPLE.name, sound()))
        (folder,) = self.folders(rooms)
        assert re.fullmatch(r"visit-\w{8}", folder.name)
        assert folder.stat().st_mode & 0o077 == 0
        assert rooms.folder.stat().st_mode & 0o077 == 0

    def test_nothing_is_left_when_the_visit_ends(self, visitor: Visitor, rooms: Rooms) -> None:
        visitor.put((SAMPLE.name, sound()))
        visitor.see("/end")
        assert "已清除" in visitor.send("/end").text
        assert self.folders(rooms) == []
        assert "没有这个页面" in visitor.see("/report/1", 404).text

    def test_a_visit_that_nobody_touches_ends_by_itself(self, rooms: Rooms) -> None:
        now = [0.0]
        limits = Limits(idle=100)
        visits = Visits(rooms, limits, lambda: now[0])
        client = TestClient(make_app(Site(Settings(limits=limits), visits)), ADDRESS)
        visitor = Visitor(client)
        visitor.put((SAMPLE.name, sound()))
        now[0] = 99.0
        visitor.see("/report/1")
        now[0] = 198.0
        visitor.see("/report/1")
        now[0] = 299.0
        visitor.see("/report/1", 404)
        assert len(self.folders(rooms)) == 0

    def test_nothing_is_left_when_the_program_ends(self, visitor: Visitor, rooms: Rooms) -> None:
        visitor.put((SAMPLE.name, sound()))
        rooms.close()
        assert not rooms.folder.exists()

    def test_what_a_crashed_run_left_is_removed_by_the_next(self, tmp_path: Path) -> None:
        left = tmp_path / "nianbao-page-crashed1"
        (left / "visit-abcdefgh").mkdir(parents=True)
        (left / "visit-abcdefgh" / "1-1.xlsx").write_bytes(sound())
        (left / "lock").touch()
        Rooms(tmp_path).close()
        assert list(tmp_path.iterdir()) == []

    def test_a_run_that_still_lives_keeps_its_folder(self, tmp_path: Path) -> None:
        living = Rooms(tmp_path)
        other = Rooms(tmp_path)
        assert living.folder.exists()
        other.close()
        living.close()

    def test_links_are_not_followed_when_cleaning_up(self, tmp_path: Path) -> None:
        precious = tmp_path / "precious"
        precious.mkdir()
        (precious / "lock").touch()
        place = tmp_path / "temporary"
        place.mkdir()
        (place / "nianbao-page-link1234").symlink_to(precious)
        Rooms(place).close()
        assert (precious / "lock").exists()


class TestHeaders:
    def test_every_answer_carries_the_same_protection(self, visitor: Visitor) -> None:
        visitor.put(("送审.xlsx", draft()))
        for address in (*SCREENS, "/report/1/page/1.png", "/report/1/file/pdf"):
            headers = visitor.client.get(address).headers
            for name, value in HEADERS.items():
                assert headers[name] == value, (address, name)

    def test_even_a_refusal_carries_it(self, visitor: Visitor) -> None:
        headers = visitor.client.get("/", headers={"host": "evil.example"}).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]

    def test_the_policy_allows_nothing_but_the_pages_own_files(self) -> None:
        policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert set(policy.values()) == {"'none'", "'self'"}

    def test_pages_need_no_style_or_script_of_their_own(self, visitor: Visitor) -> None:
        """What the policy forbids would be dead: style attributes, inline scripts, handlers."""
        visitor.put(("送审.xlsx", draft()))
        for screen in SCREENS[:-1]:
            html = visitor.see(screen).html
            assert not re.search(r'\s(style|on\w+)="', html), screen
            assert re.findall(r"<script[^>]*>", html) == ['<script src="/static/page.js" defer>']

    def test_files_are_saved_never_shown(self, visitor: Visitor) -> None:
        visitor.put((SAMPLE.name, sound()))
        for address in ("file/html", "file/json", "annotated", "workbook"):
            headers = visitor.client.get(f"/report/1/{address}").headers
            assert headers["content-disposition"].startswith("attachment;")
            assert headers["content-type"] == "application/octet-stream"


class TestContents:
    def test_markup_in_a_workbook_stays_text_on_every_screen(self, visitor: Visitor) -> None:
        visitor.put(("坏<b>.xlsx", hostile()))
        for screen in SCREENS[:-2]:
            html = visitor.client.get(screen).text
            assert "<img src=x" not in html
            assert "<script>document" not in html
            assert ">49<" not in html
        assert HOSTILE in visitor.see("/report/1").text

    def test_nothing_that_a_workbook_says_is_logged(
        self, visitor: Visitor, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
    ) -> None:
        visitor.put(("机密名称.xlsx", faulty()), ("第二份.xlsx", hostile()), ("坏.xlsx", b"PK\x03\x04x"))
        for screen in SCREENS:
            visitor.client.get(screen)
        out, err = capfd.readouterr()
        assert out + err + caplog.text == ""

    def test_a_fault_of_the_program_is_a_page_and_its_log_has_no_words_of_the_workbook(
        self, visitor: Visitor, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> object:
            raise ValueError(UNIT)

        monkeypatch.setattr("generator.page.desk.engine.proof", broken)
        visitor.see("/")
        page = visitor.send("/submit", files=[("workbooks", (SAMPLE.name, sound()))], status=500)
        assert "程序内部出错" in page.text
        assert UNIT not in page.text
        _, err = capfd.readouterr()
        assert re.fullmatch(r"程序内部出错：ValueError（test_privacy\.py:\d+）\n", err)


def test_a_download_keeps_its_chinese_name(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, sound()))
    header = visitor.client.get("/report/1/file/pdf").headers["content-disposition"]
    assert "filename*=UTF-8''%E6%A2%A7%E6%A1%90%E5%8C%BA2024" in header
    assert header.isascii()


def test_the_page_has_no_foreign_address(visitor: Visitor) -> None:
    visitor.put((SAMPLE.name, sound()))
    for screen in SCREENS[:-1]:
        page: Page = visitor.see(screen)
        assert not [link for link in page.links if not link.startswith(("/", "#"))]


def test_a_large_upload_is_not_kept_in_pieces_elsewhere(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts that the form parser puts on disk have no name there and go with the request."""
    place = tmp_path / "elsewhere"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    visitor.put(("大.xlsx", b"x" * 3_000_000))
    assert list(place.iterdir()) == []
