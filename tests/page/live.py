"""The page served on a real port, for browsers."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from generator.page.app import make_app
from generator.page.rooms import Rooms
from generator.page.server import address, listen
from generator.page.settings import Settings
from generator.page.site import Site
from generator.page.visits import Visits


@contextmanager
def served(place: Path) -> Iterator[str]:
    """The address of the page, served until the block ends."""
    listening = listen(Settings(port=0))
    settings = Settings(port=listening.getsockname()[1])
    rooms = Rooms(place)
    app = make_app(Site(settings, Visits(rooms, settings.limits)))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield address(settings, "")
    finally:
        server.should_exit = True
        thread.join()
        rooms.close()
        listening.close()
