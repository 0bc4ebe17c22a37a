"""The file's outer form, read from its bytes alone: what no signature covers, and what a signature leaves out.

A second opinion beside the library's: it looks at the bytes, not at objects that a parser made of them.
"""

import re
from collections.abc import Iterator
from typing import Any

from generator.signing.outcome import Aspect, Problem

_SIGNATURE_OBJECT = re.compile(rb"/ByteRange\s*\[")
_HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")


def form_problems(pdf: bytes, in_use: int) -> Iterator[Problem]:
    """What is wrong with the end of the file, and with signatures that stand in it but are not in use."""
    end = pdf.rfind(b"%%EOF")
    if end < 0:
        yield _problem("no-end", "文件没有结尾标记，不完整。")
    elif surplus := len(re.sub(rb"\A(\r\n|\r|\n)", b"", pdf[end + 5 :])):
        yield _problem("trailing-bytes", f"文件结尾之后附有多余的内容（{surplus} 字节）。")
    found = len(_SIGNATURE_OBJECT.findall(pdf))
    if found > in_use:
        yield _problem(
            "signature-removed",
            f"文件里有 {found} 个签名或时间戳，生效的只有 {in_use} 个：有签名被去掉或失效。",
        )
    elif found < in_use:
        yield _problem("signature-hidden", "文件里有写法特殊的签名，不能确认它覆盖的范围。")


def range_problem(pdf: bytes, name: str, signature: Any) -> Problem | None:
    """Whether a signature's range is the whole revision but for its own value, and that value is well written."""
    numbers = [int(number) for number in signature.byte_range]
    if numbers[0] != 0 or min(numbers) < 0:
        return _problem("byte-range", f"{name}的覆盖范围不是从文件开头到其末尾。")
    first_end, second_start = numbers[1], numbers[2]
    value = pdf[first_end:second_start]
    if second_start + numbers[3] > len(pdf) or not _HEX.fullmatch(value):
        return _problem("byte-range", f"{name}的覆盖范围不对：留空处不正好是签名值。")
    if bytes.fromhex(value[1:-1].decode()) != bytes(signature.pkcs7_content):
        return _problem("byte-range", f"{name}的留空处与签名值不一致。")
    return None


def end_of(signature: Any) -> int:
    """Offset after the last byte that a signature covers. Raises ValueError for a range of another form."""
    _, _, start, length = (int(number) for number in signature.byte_range)
    return start + length


def _problem(code: str, message: str) -> Problem:
    return Problem(Aspect.INTEGRITY, code, message)
