"""Screens as HTML: templates with autoescape, so that nothing a workbook says becomes markup; and downloads."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.clock import CHINA
from generator.page.refusals import Refusal
from generator.page.visits import Visit
from generator.page.wording import for_page

_FOLDER = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["for_page"] = for_page
    environment.filters["moment"] = _moment
    return environment


def _moment(when: datetime) -> str:
    return when.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.j2")


def page(name: str, visit: Visit, **context: object) -> HTMLResponse:
    """A screen. `notice` is what the last action had to say."""
    html = _template(name).render(visit=visit, notice=visit.take_notice(), **context)
    return HTMLResponse(html)


def refusal_page(refusal: Refusal, visit: Visit | None = None) -> Response:
    """The page of a request that was not carried out."""
    html = _template("refusal").render(visit=visit, notice="", here="", refusal=refusal)
    return HTMLResponse(html, refusal.status)


def bare_page(name: str, **context: object) -> HTMLResponse:
    """A screen for somebody who is not visiting."""
    return HTMLResponse(_template(name).render(visit=None, notice="", **context))


def download(name: str, data: bytes, mime: str = "application/octet-stream") -> Response:
    """A file to be saved under `name`, never shown in the browser."""
    plain = "".join(c if (c.isascii() and c.isalnum()) or c in "-_." else "_" for c in name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=mime, headers={"Content-Disposition": disposition})


def go(address: str) -> Response:
    """Send the browser on after a form, so that reloading does not repeat it."""
    return RedirectResponse(address, 303)
