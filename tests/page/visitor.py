"""A visitor without scripts: follows links, fills in the forms that a page has, keeps cookies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from httpx2 import Response
from starlette.testclient import TestClient

SCREENS = ("/", "/desk", "/district", "/end", "/report/1", "/report/1/preview", "/report/1/sign", "/nothing")
"""Every kind of screen of a visit with one report; the last is no screen at all."""

Files = Sequence[tuple[str, tuple[str, bytes]]]


@dataclass
class Sent:
    """A form as it stands on a page."""

    action: str
    words: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """What is on a page: its forms, links, ids, and the text of its main part."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.forms: list[Sent] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self._words: list[str] = []
        self._silent = 0
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    def form(self, action: str) -> Sent:
        return next(form for form in self.forms if form.action == action)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag == "form":
            self.forms.append(Sent(attributes["action"]))
        elif tag == "input" and self.forms and attributes.get("type") == "hidden":
            self.forms[-1].words[attributes["name"]] = attributes["value"]
        elif tag == "a":
            self.links.append(attributes["href"])
        self._silent += tag in ("title", "style", "script")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("title", "style", "script")
        self._words += [" "] if tag in ("td", "th", "p", "li") else []

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)


class Visitor:
    """Wraps a client of the application."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.page = Page("<html></html>")
        self.status = 0

    def see(self, address: str, status: int = 200) -> Page:
        """Open a page."""
        return self._arrived(self.client.get(address), status)

    def fetch(self, address: str) -> bytes:
        """Download a file."""
        response = self.client.get(address)
        assert response.status_code == 200, response.text
        return response.content

    def send(
        self, action: str, words: Mapping[str, str] | None = None, files: Files = (), status: int = 200
    ) -> Page:
        """Fill in and send the form of the page that is open."""
        form = self.page.form(action)
        response = self.client.post(action, data={**form.words, **(words or {})}, files=list(files))
        return self._arrived(response, status)

    def put(self, *workbooks: tuple[str, bytes]) -> Page:
        """Put workbooks in on the first page."""
        self.see("/")
        return self.send("/submit", files=[("workbooks", workbook) for workbook in workbooks])

    def _arrived(self, response: Response, status: int) -> Page:
        self.status = response.status_code
        assert response.status_code == status, response.text
        self.page = Page(response.text)
        return self.page
