"""The application: addresses and their screens, inside the edge that guards them."""

from starlette.routing import Route, Router
from starlette.types import ASGIApp

from generator.page.guard.edge import Edge
from generator.page.rendering import refusal_page
from generator.page.screens import archiving, desk, district, home, report, signing, static
from generator.page.site import Site


def make_app(site: Site) -> ASGIApp:
    """The page as an ASGI application."""
    routes = [
        *static.routes(),
        *home.routes(site),
        *desk.routes(site),
        *report.routes(site),
        *signing.routes(site),
        *archiving.routes(site),
        *district.routes(site),
        Route("/{rest:path}", static.nothing, methods=["GET", "POST"]),
    ]
    return Edge(Router(routes), site.settings, refusal_page)
