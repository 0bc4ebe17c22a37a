"""The page as an application in memory, and visitors of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from generator.page.app import make_app
from generator.page.rooms import Rooms
from generator.page.settings import Limits, Settings
from generator.page.site import Site
from generator.page.visits import Visits
from tests.page.visitor import Visitor

ADDRESS = "http://127.0.0.1:8765"

Opens = Callable[..., Visitor]


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    place = tmp_path / "rooms"
    place.mkdir()
    found = Rooms(place)
    yield found
    found.close()


@pytest.fixture
def opens(rooms: Rooms) -> Opens:
    """Opens the page for one more visitor, with other limits if asked for."""
    sites: dict[Limits, Site] = {}

    def visitor(limits: Limits | None = None) -> Visitor:
        settings = Settings(limits=limits or Limits())
        site = sites.setdefault(settings.limits, Site(settings, Visits(rooms, settings.limits)))
        return Visitor(TestClient(make_app(site), ADDRESS, raise_server_exceptions=False))

    return visitor


@pytest.fixture
def visitor(opens: Opens) -> Visitor:
    return opens()
