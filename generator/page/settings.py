"""What the page allows: sizes, counts, times. One place, so that tests can draw the lines tighter."""

from dataclasses import dataclass, field

MB = 1024 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WILDCARD = ("0.0.0.0", "::")
"""All addresses of the machine."""


@dataclass(frozen=True)
class Limits:
    """Bytes, counts and seconds. A request over a limit is refused with a message, never cut off."""

    request: int = 160 * MB
    file: int = 20 * MB
    small_file: int = 1 * MB
    """Certificates, trust files, pictures of seals."""
    files: int = 120
    fields: int = 40
    field: int = 64 * 1024
    visit_bytes: int = 400 * MB
    visit_files: int = 300
    visits: int = 40
    work: float = 60.0
    """Seconds for examining a workbook, and as many for setting its pages; then the work is ended."""
    idle: float = 8 * 3600.0
    """A visit that nobody touched for so long ends."""


@dataclass(frozen=True)
class Settings:
    """Where the page is served. `open_to_network`: beyond this machine, so a one-time link is asked for."""

    host: str = "127.0.0.1"
    port: int = 8765
    limits: Limits = field(default_factory=Limits)

    @property
    def open_to_network(self) -> bool:
        """Whether other machines can reach the page."""
        return self.host not in LOOPBACK
