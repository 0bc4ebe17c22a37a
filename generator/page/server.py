"""Serving the page: a socket, the rooms, the visits, and a clean end."""

import logging
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from threading import Timer
from types import FrameType

from generator.errors import SetupError, UsageError
from generator.page.app import make_app
from generator.page.guard.access import OneTimeLink
from generator.page.rooms import Rooms
from generator.page.settings import WILDCARD, Settings
from generator.page.site import Site
from generator.page.visits import Visits

Say = Callable[[str], None]

_WAITING = 64
"""Connections that may wait: a browser that is quick finds the page though the server is still starting."""


def serve(settings: Settings, browser: bool, say: Say) -> None:
    """Serve until interrupted or terminated; what visitors left is then removed. Raises SetupError, UsageError."""
    listening = listen(settings)
    bound = Settings(settings.host, listening.getsockname()[1], settings.limits)
    rooms = Rooms()
    try:
        link = OneTimeLink(lambda token: say(_invitation(bound, token))) if bound.open_to_network else None
        site = Site(bound, Visits(rooms, bound.limits), link)
        _welcome(bound, link, browser, say)
        _run(site, listening)
    except KeyboardInterrupt:
        pass  # the way in which the page is closed
    finally:
        rooms.close()
        listening.close()
    say("网页已关闭，放入的工作簿已全部删除。")


def _run(site: Site, listening: socket.socket) -> None:
    """Serve on the socket. The server logs nothing: what it would log may name what visitors do."""
    import uvicorn

    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    config = uvicorn.Config(
        make_app(site),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=3,
    )
    for logger in ("uvicorn", "uvicorn.error"):
        logging.getLogger(logger).disabled = True
    uvicorn.Server(config).run(sockets=[listening])


def _interrupt(number: int, frame: FrameType | None) -> None:
    """A closed window and a terminated program end as Ctrl+C does, so that nothing is left behind."""
    raise KeyboardInterrupt


def listen(settings: Settings) -> socket.socket:
    """A socket on the host and port. Raises UsageError for a wrong host, SetupError for a port in use."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    if sys.platform == "win32":  # where SO_REUSEADDR would let another program take the port over
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(_WAITING)
    except socket.gaierror as error:
        listening.close()
        raise UsageError(f"没有“{settings.host}”这个地址。请写本机的 IP 地址，或不写 --host。") from error
    except (OSError, OverflowError) as error:
        listening.close()
        raise SetupError(
            f"端口 {settings.port} 不能使用（已被占用，或没有权限）。请用 --port 换一个，或关闭已打开的网页。"
        ) from error
    return listening


def address(settings: Settings, path: str = "/") -> str:
    """The page's address; served on all addresses, by the one that the office's network knows."""
    host = _own_address() if settings.host in WILDCARD else settings.host
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{settings.port}{path}"


def _own_address() -> str:
    """This machine's address in the network that its traffic goes to; nothing is sent to find it out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def _welcome(settings: Settings, link: OneTimeLink | None, browser: bool, say: Say) -> None:
    start = address(settings)
    if link is None:
        say(f"网页已打开：{start}")
    else:
        say("网页对办公网络开放。每位使用者用一个一次性网址进入；用过一个，就显示下一个。")
        say(_invitation(settings, link.token))
    say("按 Ctrl+C 关闭。关闭后放入的工作簿全部删除。")
    if browser and link is None:
        Timer(0.5, webbrowser.open, (start,)).start()


def _invitation(settings: Settings, token: str) -> str:
    return f"一次性网址：{address(settings, f'/enter/{token}')}"
