"""What keeps others out, and what keeps a hostile file harmless.

Covers: Host header, origin and form token, limits of size and count, names of files, the visit's folder, headers,
what is logged, the one-time link.
"""

import re
import tempfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from generator.page.app import make_app
from generator.page.guard.access import OneTimeLink
from generator.page.guard.edge import HEADERS
from generator.page.guard.hosts import host_allowed
from generator.page.rooms import Rooms
from generator.page.settings import Limits, Settings
from generator.page.site import Site
from generator.page.visits import COOKIE, Visits
from tests.page.conftest import ADDRESS, Opens
from tests.page.visitor import Page, Visitor
from tests.page.workbooks import HOSTILE, SAMPLE, UNIT, draft, faulty, hostile, sound

SCREENS = ("/", "/desk", "/district", "/end", "/report/1", "/report/1/preview", "/report/1/sign", "/nothing")


class TestHost:
    @pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "LOCALHOST:8765", "[::1]:8765"])
    def test_the_page_answers_to_this_machines_own_names(self, visitor: Visitor, host: str) -> None:
        assert visitor.client.get("/", headers={"host": host}).status_code == 200

    @pytest.mark.parametrize(
        "host",
        ["evil.example:8765", "evil.example", "127.0.0.1:80", "127.0.0.1", "127.0.0.1.evil.example:8765", ""],
    )
    def test_any_other_name_is_turned_away(self, visitor: Visitor, host: str) -> None:
        """A foreign name that resolves to this machine is how a hostile site would reach the page."""
        response = visitor.client.get("/", headers={"host": host})
        assert response.status_code == 421
        assert UNIT not in response.text
        assert COOKIE not in response.cookies

    def test_a_page_for_the_office_answers_to_the_address_it_was_given(self) -> None:
        settings = Settings("10.1.2.3", 9000)
        assert host_allowed("10.1.2.3:9000", settings)
        assert not host_allowed("10.1.2.4:9000", settings)
        assert not host_allowed("evil.example:9000", settings)

    def test_a_page_on_all_addresses_answers_to_addresses_but_to_no_foreign_name(self) -> None:
        settings = Settings("0.0.0.0", 9000)
        assert host_allowed("10.1.2.3:9000", settings)
        assert not host_allowed("evil.example:9000", settings)


class TestForms:
    def test_a_form_without_the_visits_token_does_nothing(self, visitor: Visitor) -> None:
        visitor.see("/")
        for words in ({}, {"csrf": ""}, {"csrf": "x" * 32}):
            response = visitor.client.post(
                "/submit", data=words, files=[("workbooks", (SAMPLE.name, sound()))]
            )
            assert response.status_code == 403
        assert "还没有放入工作簿" in visitor.see("/desk").text

    def test_the_token_of_one_visit_is_worth_nothing_in_another(self, opens: Opens) -> None:
        one, other = opens(), opens()
        token = one.see("/").form("/submit").words["csrf"]
        other.see("/")
        response = other.client.post("/end", data={"csrf": token})
        assert response.status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:9999"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    def test_a_form_sent_by_another_site_does_nothing(
        self, visitor: Visitor, headers: dict[str, str]
    ) -> None:
        token = visitor.see("/").form("/submit").words["csrf"]
        response = visitor.client.post(
            "/submit", data={"csrf": token}, files=[("workbooks", (SAMPLE.name, sound()))], headers=headers
        )
        assert response.status_code == 403

    def test_a_form_sent_by_this_page_is_taken(self, visitor: Visitor) -> None:
        token = visitor.see("/").form("/submit").words["csrf"]
        response = visitor.client.post(
            "/submit",
            data={"csrf": token},
            files=[("workbooks", (SAMPLE.name, sound()))],
            headers={"origin": ADDRESS, "sec-fetch-site": "same-origin"},
        )
        assert response.status_code == 200

    def test_every_form_carries_the_token(self, visitor: Visitor) -> None:
        visitor.put(("送审.xlsx", draft()))
        for screen in SCREENS[:-1]:
            assert all(form.words.get("csrf") for form in visitor.see(screen).forms), screen

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
    def test_other_methods_are_refused(self, visitor: Visitor, method: str) -> None:
        assert visitor.client.request(method, "/").status_code == 405

    def test_looking_at_pages_changes_nothing(self, visitor: Visitor) -> None:
        visitor.put((SAMPLE.name, sound()))
        for address in ("/end", "/report/1/remove", "/report/1/approve", "/submit"):
            visitor.client.get(address)
        assert UNIT in visitor.see("/desk").text

    def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(self, visitor: Visitor) -> None:
        cookie = visitor.client.get("/").headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert UNIT not in cookie


class TestLimits:
    def test_a_file_over_the_limit_is_told_by_name(self, opens: Opens) -> None:
        visitor = opens(Limits(file=10_000))
        visitor.see("/")
        page = visitor.send("/submit", files=[("workbooks", ("大.xlsx", b"x" * 10_001))], status=413)
        assert "“大.xlsx”超过" in page.text

    def test_a_request_over_the_limit_is_refused_whatever_it_says_of_its_length(self, opens: Opens) -> None:
        visitor = opens(Limits(request=50_000))
        visitor.see("/")
        page = visitor.send("/submit", files=[("workbooks", ("a.xlsx", b"x" * 200_000))], status=413)
        assert "文件太大" in page.text
        parts = (b"x" * 1000 for _ in range(200))
        headers = {"content-type": "multipart/form-data; boundary=b"}
        response = visitor.client.post("/submit", content=parts, headers=headers)
        assert response.status_code == 413

    def test_too_many_files_at_once_are_refused(self, opens: Opens) -> None:
        visitor = opens(Limits(files=3))
        visitor.see("/")
        files = [("workbooks", (f"{n}.xlsx", b"PK")) for n in range(4)]
        assert "最多放入3个文件" in visitor.send("/submit", files=files, status=400).text

    def test_too_many_words_in_a_form_are_refused(self, opens: Opens) -> None:
        visitor = opens(Limits(fields=5))
        visitor.see("/")
        words = {f"word{n}": "x" for n in range(10)}
        visitor.send("/submit", words, files=[("workbooks", ("a.xlsx", b"PK"))], status=400)

    def test_a_visit_holds_only_so_much(self, opens: Opens) -> None:
        visitor = opens(Limits(visit_files=2))
        visitor.put(("a.xlsx", b"one"), ("b.xlsx", b"two"))
        visitor.see("/")
        page = visitor.send("/submit", files=[("workbooks", ("c.xlsx", b"three"))], status=413)
        assert "放入的文件太多" in page.text

    def test_visits_are_limited_but_idle_ones_make_room(self, opens: Opens) -> None:
        limits = Limits(visits=2)
        for _ in range(5):
            opens(limits).see("/")
        busy = [opens(limits) for _ in range(2)]
        for visitor in busy:
            visitor.put((SAMPLE.name, sound()))
        assert "同时使用的人太多" in opens(limits).see("/", 503).text
        assert UNIT in busy[0].see("/desk").text

    def test_a_long_note_is_refused(self, visitor: Visitor) -> None:
        page = visitor.put(("报表.xlsx", faulty()))
        form = next(form for form in page.forms if form.action.endswith("/confirm"))
        visitor.send("/report/1/confirm", {**form.words, "note": "属实" * 300}, status=400)

    @pytest.mark.parametrize("body", [b"", b"--b\r\n", b"\x00\xff" * 50, b"--b--"])
    def test_a_form_that_is_none_is_refused_and_not_a_fault(self, visitor: Visitor, body: bytes) -> None:
        visitor.see("/")
        headers = {"content-type": "multipart/form-data; boundary=b"}
        assert visitor.client.post("/submit", content=body, headers=headers).status_code in (400, 403)


class TestPaths:
    NAMES = (
        "../../../../etc/passwd.xlsx",
        "..\\..\\windows\\system32\\a.xlsx",
        "/etc/cron.d/a.xlsx",
        "C:\\年报.xlsx",
        "a\x00b.xlsx",
        "\u202ecod.xlsx",
        "CON.xlsx",
        ".xlsx",
        "x" * 500 + ".xlsx",
        "<b>粗</b>.xlsx",
    )

    @pytest.mark.parametrize("name", NAMES)
    def test_a_files_name_is_never_a_path(self, visitor: Visitor, rooms: Rooms, name: str) -> None:
        before = set(rooms.folder.parent.rglob("*"))
        visitor.put((name, sound()))
        written = [path for path in rooms.folder.parent.rglob("*") if path not in before]
        assert {path.name for path in written if path.is_file()} == {"1-1.xlsx"}
        assert all(path.is_relative_to(rooms.folder) for path in written)

    def test_units_workbooks_lie_under_names_of_our_own_too(self, visitor: Visitor, rooms: Rooms) -> None:
        visitor.see("/district")
        visitor.send("/district", files=[("units", (name, sound())) for name in self.NAMES])
        names = {path.name for path in rooms.folder.rglob("*") if path.is_file()}
        assert names == {"lock", "0001.xlsx", "collected.xlsx"}

    @pytest.mark.parametrize(
        "address",
        [
            "/static/../server.py",
            "/static/%2e%2e/server.py",
            "/static/..%2fserver.py",
            "/report/1/page/../../2",
            "/report/-1",
            "/report/999999999999",
            "/report/1/page/999.png",
            "/report/1/file/exe",
            "/district/figure/..%2f..%2fetc",
        ],
    )
    def test_addresses_that_lead_nowhere_say_so(self, visitor: Visitor, address: str) -> None:
        visitor.put((SAMPLE.name, sound()))
        response = visitor.client.get(address)
        assert response.status_code == 404
        assert "没有这个页面" in response.text

    def test_one_visitor_never_sees_what_another_put_in(self, opens: Opens) -> None:
        one, other = opens(), opens()
        one.put((SAMPLE.name, sound()))
        for address in ("/report/1", "/report/1/file/pdf", "/report/1/page/1.png", "/report/1/workbook"):
            other.see(address, 404)


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
        assert re.fullmatch(r"程序内部出错：ValueError（test_security\.py:\d+）\n", err)


class TestOneTimeLink:
    HOST = "http://10.1.2.3:9000"

    @pytest.fixture
    def told(self) -> list[str]:
        return []

    @pytest.fixture
    def site(self, rooms: Rooms, told: list[str]) -> Site:
        return Site(Settings("10.1.2.3", 9000), Visits(rooms, Limits()), OneTimeLink(told.append))

    def client(self, site: Site) -> TestClient:
        return TestClient(make_app(site), self.HOST)

    def test_without_a_link_nobody_gets_in(self, site: Site) -> None:
        client = self.client(site)
        for address in ("/", "/desk", "/district", "/progress", "/report/1"):
            response = client.get(address)
            assert response.status_code == 403
            assert COOKIE not in response.cookies

    def test_the_link_lets_its_first_user_in_and_nobody_after(self, site: Site, told: list[str]) -> None:
        assert site.link is not None
        token = site.link.token
        first, second = self.client(site), self.client(site)
        assert "只能用一次" in first.get(f"/enter/{token}").text
        assert first.post(f"/enter/{token}").status_code == 200
        assert "编制政府信息公开工作年度报告" in first.get("/").text
        assert second.post(f"/enter/{token}").status_code == 403
        assert second.get("/").status_code == 403
        assert told == [site.link.token]
        assert told != [token]

    def test_a_program_that_looks_ahead_does_not_use_the_link_up(self, site: Site) -> None:
        """Chat programs fetch what is pasted into them; only the button redeems."""
        assert site.link is not None
        token = site.link.token
        self.client(site).get(f"/enter/{token}")
        assert site.link.token == token

    @pytest.mark.parametrize("token", ["", "x", "é", "0" * 32])
    def test_a_wrong_link_is_refused(self, site: Site, token: str) -> None:
        assert self.client(site).post(f"/enter/{token}").status_code in (403, 404)

    def test_on_this_machine_alone_no_link_is_needed_and_none_works(self, visitor: Visitor) -> None:
        visitor.see("/")
        assert visitor.client.post("/enter/anything").status_code == 403


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
