"""What keeps others out, and what keeps a hostile file harmless.

Covers: Host header, origin and form token, limits of size and count, names of files, the one-time link.
"""

import pytest
from starlette.testclient import TestClient

from generator.page.app import make_app
from generator.page.guard.access import OneTimeLink
from generator.page.guard.hosts import host_allowed
from generator.page.rooms import Rooms
from generator.page.settings import Limits, Settings
from generator.page.site import Site
from generator.page.visits import COOKIE, Visits
from tests.page.conftest import ADDRESS, Opens
from tests.page.visitor import SCREENS, Visitor
from tests.page.workbooks import SAMPLE, UNIT, draft, faulty, sound


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
