"""The outermost layer: every request passes here, every answer leaves with the same headers.

A fault inside becomes a plain page; only its kind and place in the program go to stderr, since the words of an
exception may quote a workbook.
"""

import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.errors import NianbaoError
from generator.page.guard.hosts import host_allowed, same_origin
from generator.page.refusals import Refusal, forged, told, too_large
from generator.page.settings import MB, Settings

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), usb=(), payment=()",
    "Cache-Control": "no-store",
}
"""On every answer. One that a screen sets itself stands (the report shown as HTML has a policy of its own)."""

_DRAINED = 8
"""A request over the limit is read on up to so many times the limit, so that the browser shows the message."""

Speak = Callable[[Refusal], Response]


class Edge:
    """ASGI middleware around the whole application. `speak` makes the page of a refusal."""

    def __init__(self, app: ASGIApp, settings: Settings, speak: Speak) -> None:
        self._app, self._settings, self._speak = app, settings, speak

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge the request, then pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        answer = _Answer(send)
        refusal = self._judge(scope["method"], Headers(scope=scope))
        body = _Body(receive, self._settings.limits.request)
        try:
            if refusal is None:
                await self._app(scope, body.receive, answer.send)
        except _TooLarge:
            await body.drain()
            refusal = too_large(self._settings.limits.request // MB)
        except Refusal as stated:
            refusal = stated
        except NianbaoError as error:
            refusal = told(error)
        except Exception as error:
            report_fault(error)
            refusal = Refusal(
                500, "程序内部出错", "这一步没有完成，工作簿没有改动。请重试；仍然出错的，请告诉维护人员。"
            )
        if refusal is not None and not answer.begun:
            await self._speak(refusal)(scope, receive, answer.send)

    def _judge(self, method: str, headers: Headers) -> Refusal | None:
        if not host_allowed(headers.get("host", ""), self._settings):
            return Refusal(421, "网址不对", "请使用程序启动时显示的网址打开本页。")
        if method not in ("GET", "HEAD", "POST"):
            return Refusal(405, "不支持这种请求", "请从首页操作。")
        if method == "POST" and not same_origin(headers):
            return forged()
        return None


class _TooLarge(Exception):
    """The body is over the limit."""


class _Body:
    """Counts what is read of the body."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit = receive, limit
        self._read = 0
        self._more = True

    async def receive(self) -> Message:
        """The next part. Raises _TooLarge past the limit."""
        message = await self._next()
        if self._read > self._limit:
            raise _TooLarge
        return message

    async def drain(self) -> None:
        """Read on without keeping anything, so that the browser gets to read the answer."""
        while self._more and self._read < self._limit * _DRAINED:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._read += len(message.get("body", b""))
        self._more = message["type"] == "http.request" and message.get("more_body", False)
        return message


class _Answer:
    """Adds the headers, and knows whether an answer has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self._send(message)


def report_fault(error: Exception) -> None:
    """One line on stderr: the kind of fault and where in the program, never its words."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    print(f"程序内部出错：{type(error).__name__}（{where}）", file=sys.stderr)
