"""全区汇总: the state of the units at a glance."""

from starlette.routing import Route

from generator.page.site import Site


def routes(site: Site) -> list[Route]:
    """The addresses of this module."""
    return []
