"""Asking a time stamp authority (RFC 3161 over HTTP), with errors that name its address and the cause."""

from typing import Any
from urllib.parse import urlsplit

from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from generator.errors import SetupError, UsageError
from generator.signing.der import header_length

TIMEOUT = 20
"""Seconds for one request; two are made, the first of which only measures the size of a token."""


def timestamper(url: str) -> "ChineseTimeStamper":
    """The client for an address; raises UsageError if it is no address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"时间戳服务地址“{url}”不对。请写成 http://… 或 https://…。")
    return ChineseTimeStamper(url, timeout=TIMEOUT)


class ChineseTimeStamper(HTTPTimeStamper):
    """The library's client; whatever goes wrong becomes a SetupError."""

    async def async_request_tsa_response(self, req: Any) -> Any:
        """The answer; raises TimestampRequestError for a refusal, which the ASN.1 library cannot read."""
        response: Any = await super().async_request_tsa_response(req)
        if _refused(response.contents):
            raise TimestampRequestError("the authority refused our request")
        return response

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> object:
        """A token over the digest; raises SetupError with address and cause."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (TimestampRequestError, TimeoutError, OSError) as error:
            raise _failure(str(self.url), _cause(error)) from error
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise _failure(str(self.url), "它的回答不是时间戳") from error


def _refused(contents: bytes) -> bool:
    """Whether the status in front is neither granted nor granted with changes (RFC 3161, 2.4.2)."""
    start = header_length(contents)
    return contents[0] == 0x30 and contents[start : start + 2] == b"\x02\x01" and contents[start + 2] > 1


def _failure(url: str, cause: str) -> SetupError:
    return SetupError(
        f"没有取到时间戳：{url}：{cause}。没有写出任何文件。"
        "请检查地址和网络；暂不需要时间戳时，可以去掉 --tsa（签名级别为 B-B）。"
    )


def _cause(error: BaseException) -> str:
    """The innermost cause in Chinese."""
    inner = error.__cause__ or error
    status = getattr(inner, "status", None)
    if isinstance(inner, TimeoutError):
        return f"{TIMEOUT} 秒内没有回答"
    if "content type" in str(inner):
        return "它不是时间戳服务（回答的类型不对）"
    if isinstance(status, int) and status >= 400:
        return f"服务器回答 HTTP {status}"
    if "refused our request" in str(inner):
        return "时间戳服务拒绝了请求"
    if isinstance(inner, OSError) and "Cannot connect" in str(inner):
        return "连接不上"
    return "连接中断或回答无效"
