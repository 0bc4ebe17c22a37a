"""Host names that the page answers to, and origins that may send it forms (against DNS rebinding and CSRF)."""

import ipaddress
import socket
from collections.abc import Mapping

from generator.page.settings import LOOPBACK, WILDCARD, Settings


def host_allowed(header: str, settings: Settings) -> bool:
    """Whether a Host header names this page.

    On the loopback only its names count. A page served to the office also answers to the name it was given;
    served on all addresses, to any literal IP address and this machine's own name, but to no other name: a
    foreign name that resolves to this machine is how a hostile site would reach it.
    """
    name, port = split_port(header)
    if (port or "80") != str(settings.port):
        return False
    if name in LOOPBACK or name == settings.host.lower():
        return True
    return settings.host in WILDCARD and (_is_address(name) or name == socket.gethostname().lower())


def same_origin(headers: Mapping[str, str]) -> bool:
    """Whether a form comes from a page of this very host, as far as the browser says where it comes from."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin is None or origin == f"http://{headers.get('host', '')}"


def split_port(header: str) -> tuple[str, str]:
    """The name in small letters without brackets, and the port: [::1]:8765 → ::1, 8765."""
    name, colon, port = header.strip().lower().rpartition(":")
    if not colon or "]" in port or (":" in name and not name.startswith("[")):
        name, port = header.strip().lower(), ""
    return name.strip("[]"), port


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
