"""Visits: who is who by a random cookie; each has its own desk, folder and form token, and ends without a trace."""

import hmac
import secrets
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from threading import RLock

from generator.page.desk.desk import Desk
from generator.page.desk.district import District
from generator.page.refusals import Refusal, forged
from generator.page.rooms import Rooms
from generator.page.settings import Limits

COOKIE = "nianbao_visit"


class Visit:
    """One visitor's stay. `lock` is held while something is done to what lies on the desk."""

    def __init__(self, rooms: Rooms, limits: Limits, now: float) -> None:
        self.id = secrets.token_urlsafe(24)
        self.csrf = secrets.token_urlsafe(24)
        self.lock = RLock()
        self.seen = now
        self.progress = (0, 0)
        self.notice = ""
        self._rooms = rooms
        self._room: Path | None = None
        self.desk = Desk(self.folder, limits)
        self.district = District(self.folder, limits)

    def folder(self) -> Path:
        """The visit's folder, made when it is first needed."""
        if self._room is None:
            self._room = self._rooms.new()
        return self._room

    @property
    def empty(self) -> bool:
        """Whether nothing was put in."""
        return not (self.desk.entries or self.district.units)

    def tell(self, done: int, total: int) -> None:
        """Note how far a long piece of work is."""
        self.progress = (done, total)

    def check(self, token: str) -> None:
        """Raise Refusal unless the form was made for this visit."""
        if not hmac.compare_digest(token.encode(), self.csrf.encode()):
            raise forged()

    def take_notice(self) -> str:
        """What the last action has to say, once."""
        notice, self.notice = self.notice, ""
        return notice

    def end(self) -> None:
        """Remove everything that the visit left."""
        if self._room is not None:
            shutil.rmtree(self._room, ignore_errors=True)


class Visits:
    """All visits of this run."""

    def __init__(self, rooms: Rooms, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._rooms, self._limits, self._clock = rooms, limits, clock
        self._lock = RLock()
        self._visits: dict[str, Visit] = {}

    def find(self, id: str | None) -> Visit | None:
        """The visit of that cookie, if it has not ended; it counts as seen now."""
        with self._lock:
            self._sweep()
            visit = self._visits.get(id or "")
            if visit:
                visit.seen = self._clock()
            return visit

    def begin(self) -> Visit:
        """A new visit; one that has put nothing in makes room for it. Raises Refusal if there are too many."""
        with self._lock:
            self._sweep()
            idle = [v for v in self._visits.values() if v.empty]
            if len(self._visits) >= self._limits.visits and idle:
                self.end(min(idle, key=lambda v: v.seen))
            if len(self._visits) >= self._limits.visits:
                raise Refusal(503, "同时使用的人太多", "请稍后再试，或请先用完的人点“清除并结束”。")
            visit = Visit(self._rooms, self._limits, self._clock())
            self._visits[visit.id] = visit
            return visit

    def end(self, visit: Visit) -> None:
        """End a visit and remove its folder."""
        with self._lock:
            self._visits.pop(visit.id, None)
        visit.end()

    def _sweep(self) -> None:
        """End the visits that nobody has touched for long."""
        late = self._clock() - self._limits.idle
        for visit in [v for v in self._visits.values() if v.seen < late]:
            self.end(visit)
