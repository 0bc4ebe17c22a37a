"""Requests that are not carried out: each becomes a page in plain Chinese with its status, never a traceback."""

from dataclasses import dataclass

from generator.errors import NianbaoError
from generator.page.wording import for_page


@dataclass
class Refusal(Exception):
    """`title` says what is the matter, `message` what to do (请……)."""

    status: int
    title: str
    message: str


def gone() -> Refusal:
    """An address of something that this visit does not have."""
    return Refusal(404, "没有这个页面", "可能这次访问已经结束，工作簿已清除。请回到首页，重新放入工作簿。")


def forged() -> Refusal:
    """A form that this page did not make, or made for another visit."""
    return Refusal(403, "这个操作没有执行", "页面已过期，或请求来自别的网页。请回到首页重新操作。")


def too_large(megabytes: int) -> Refusal:
    """A request over the limit."""
    return Refusal(413, "文件太大", f"一次放入的文件合计不能超过{megabytes} MB。请分几次放入。")


def told(error: NianbaoError) -> Refusal:
    """What the engine says of something that cannot be used."""
    return Refusal(400, "这一步没有完成", for_page(str(error)))
