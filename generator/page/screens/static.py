"""Style, script and icon; and the answer to any other address."""

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from generator.page.refusals import gone

_FOLDER = Path(__file__).parents[1] / "static"
_KINDS = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def routes() -> list[Route]:
    """The three files, each under its own address."""
    return [Route(f"/static/{name}", _file, methods=["GET"]) for name in _KINDS]


async def _file(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    headers = {"Cache-Control": "max-age=300"}
    return Response(_content(name), media_type=_KINDS[name], headers=headers)


@lru_cache(maxsize=len(_KINDS))
def _content(name: str) -> bytes:
    return (_FOLDER / name).read_bytes()


async def nothing(request: Request) -> Response:
    """An address that the page does not have."""
    raise gone()
