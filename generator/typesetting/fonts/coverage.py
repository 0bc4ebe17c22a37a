"""How much of the two standard character sets the fonts of a role cover."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator import resources
from generator.errors import SetupError
from generator.typesetting.fonts.truetype import TrueTypeFace


@dataclass(frozen=True)
class Coverage:
    """Characters of one set: how many there are, in the first face, in the whole chain, and which lack."""

    name: str
    total: int
    first: int
    chain: int
    missing: str


def measure(chain: Sequence[TrueTypeFace]) -> tuple[Coverage, Coverage]:
    """Coverage of 通用规范汉字表 (8105 characters) and of the Han of GB/T 2312 (6763)."""
    return (
        _coverage("通用规范汉字表", tgh(), chain),
        _coverage("GB/T 2312", gb2312_han(), chain),
    )


def _coverage(name: str, chars: str, chain: Sequence[TrueTypeFace]) -> Coverage:
    first = sum(chain[0].covers(c) for c in chars)
    missing = "".join(c for c in chars if not any(face.covers(c) for face in chain))
    return Coverage(name, len(chars), first, len(chars) - len(missing), missing)


def tgh() -> str:
    """The characters of 通用规范汉字表 in its order. Raises SetupError if the list is missing."""
    path = resources.fonts() / "tgh.txt"
    try:
        return "".join(path.read_text(encoding="utf-8").split())
    except OSError as error:
        raise SetupError(f"缺少字表“{path}”。请重新安装本程序。") from error


def gb2312_han() -> str:
    """The Han characters of GB/T 2312: rows 16 to 87."""
    codes = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 88) for cell in range(1, 95))
    return "".join(code.decode("gb2312", errors="ignore") for code in codes)
