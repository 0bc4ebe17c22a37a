"""The site: who is visiting, and how a screen is called. Screens are plain functions; this is the HTTP around them."""

from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from generator.errors import NianbaoError
from generator.page.guard.access import OneTimeLink
from generator.page.guard.uploads import Form, read_form
from generator.page.refusals import Refusal, forged, told
from generator.page.rendering import refusal_page
from generator.page.settings import Settings
from generator.page.visits import COOKIE, Visit, Visits

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Call:
    """What a screen is given: the visit, the address and, for a form that was sent, its contents."""

    visit: Visit
    request: Request
    form: Form

    def number(self, name: str) -> int:
        """A number out of the address."""
        return int(self.request.path_params[name])


Screen = Callable[[Call], Response]


@dataclass(frozen=True)
class Site:
    """Everything that one run of the page shares. `link` is None where only this machine can reach it."""

    settings: Settings
    visits: Visits
    link: OneTimeLink | None = None

    def shows(self, screen: Screen, waits: bool = True) -> Endpoint:
        """An endpoint for GET. With `waits` false it is answered even while the visit is busy."""

        async def endpoint(request: Request) -> Response:
            visit, new = self._visit(request)
            response = await run_in_threadpool(_call, screen, Call(visit, request, Form()), waits)
            return with_cookie(response, visit) if new else response

        return endpoint

    def does(self, screen: Screen) -> Endpoint:
        """An endpoint for POST: the form must have been made by this page for this visit."""

        async def endpoint(request: Request) -> Response:
            visit = self.visits.find(request.cookies.get(COOKIE))
            if visit is None:
                raise forged()
            form = await read_form(request, self.settings.limits)
            visit.check(form.word("csrf"))
            return await run_in_threadpool(_call, screen, Call(visit, request, form), True)

        return endpoint

    def enter(self, token: str) -> Visit:
        """Begin a visit with a one-time link. Raises Refusal."""
        if self.link is None or not self.link.redeem(token):
            raise Refusal(403, "这个网址已经用过", "每个网址只能用一次。请向启动程序的人索取新的网址。")
        return self.visits.begin()

    def _visit(self, request: Request) -> tuple[Visit, bool]:
        """The visit of the cookie, or a new one; beyond this machine a new one takes a one-time link."""
        visit = self.visits.find(request.cookies.get(COOKIE))
        if visit is not None:
            return visit, False
        if self.link is not None:
            raise Refusal(
                403,
                "请用一次性网址打开",
                "本页对办公网络开放，每位使用者须用程序窗口中显示的一次性网址进入。请向启动程序的人索取。",
            )
        return self.visits.begin(), True


def _call(screen: Screen, call: Call, waits: bool) -> Response:
    """The screen; what it refuses is told within the visit, so that its other screens stay in reach."""
    with call.visit.lock if waits else nullcontext():
        try:
            return screen(call)
        except Refusal as refusal:
            return refusal_page(refusal, call.visit)
        except NianbaoError as error:
            return refusal_page(told(error), call.visit)


def with_cookie(response: Response, visit: Visit) -> Response:
    """The answer that lets the browser know its visit."""
    response.set_cookie(COOKIE, visit.id, httponly=True, samesite="strict", path="/")
    return response
