"""The text of a page by marked-content sequence (ISO 32000-1, 9.4 and 14.6), read off its operators."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.archive.reading.limits import Refused

Operand = bytes | str | tuple[tuple[str, str], ...]
"""A string's bytes; a number, name, array mark or operator as text; the flat entries of a property list."""

_TOKEN = re.compile(
    rb"[\s\0]*(?:%[^\r\n]*[\r\n][\s\0]*)*(?:(?P<dict><<|>>)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<name>/[^\s\0()<>\[\]{}/%]*)"
    rb"|(?P<mark>[\[\]])|(?P<open>\()|(?P<word>[^\s\0()<>\[\]{}/%]+))"
)
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

SHOWN = frozenset(["BT", "ET", "Tf", "Tc", "Tz", "Tm", "Tj", "g", "G", "rg", "RG", "w", "m", "l", "S"])
"""Operators of text and straight rules: all that a report's page consists of, beside marked content."""
_MARKED = frozenset(["BDC", "BMC", "EMC"])
_MOST_CODES = 1 << 17
_DARK = 0.6
"""Grey above this value is not seen on paper."""
_SMALLEST = 5.0
"""Points: smaller type is not read on paper."""
_DIRECTIONS = (("1", "0", "0", "1"), ("0", "1", "-1", "0"))
"""Text matrices: upright, and reading upwards as on a landscape page (GB/T 9704, 8)."""
_PAGE_SIDES = (595.3, 841.9)
"""Points."""


@dataclass
class Sequence:
    """One marked-content sequence of a page: its tag, its number (None for an artifact), its text."""

    tag: str
    mcid: int | None
    text: str = ""


@dataclass
class PageText:
    """What one page's content stream shows. `foreign` names, in Chinese, what no report contains."""

    sequences: list[Sequence] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


class ToUnicode:
    """Character codes to text, from a font's ToUnicode map (9.10.3)."""

    _CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
    _RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.S)
    _PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
    _TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")

    def __init__(self, cmap: bytes) -> None:
        self._map: dict[int, str] = {}
        for block in self._CHARS.findall(cmap):
            for code, text in self._PAIR.findall(block):
                self._map[int(code, 16)] = _utf16(text)
        for block in self._RANGES.findall(cmap):
            for low, high, text in self._TRIPLE.findall(block):
                self._enter(int(low, 16), int(high, 16), _utf16(text))

    def _enter(self, low: int, high: int, text: str) -> None:
        if len(self._map) > _MOST_CODES:
            raise Refused("PDF 中的字符对照表过大，不予读取。")
        for code in range(low, min(high, low + 0xFFFF) + 1):
            self._map[code] = text[:-1] + chr(ord(text[-1]) + code - low) if text else "\ufffd"

    def text(self, codes: bytes) -> str:
        """The text of two-byte codes; U+FFFD for a code without a meaning."""
        pairs = (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes), 2))
        return "".join(self._map.get(code, "\ufffd") for code in pairs)


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def read_page(content: bytes, fonts: Mapping[str, ToUnicode]) -> PageText:
    """The sequences of one page. Raises Refused where the stream cannot be understood."""
    reader = _PageReader(fonts)
    operands: list[Operand] = []
    for token in _tokens(content):
        if isinstance(token, str) and not _is_operand(token):
            reader.operator(token, operands)
            operands = []
        else:
            operands.append(token)
    return reader.page


class _PageReader:
    """Follows the operators: the font chosen, the sequence that is open."""

    def __init__(self, fonts: Mapping[str, ToUnicode]) -> None:
        self.page = PageText()
        self._fonts = fonts
        self._font: ToUnicode | None = None
        self._open: list[Sequence] = []

    def operator(self, name: str, operands: list[Operand]) -> None:
        """Carry out one operator."""
        if name in _MARKED:
            self._mark(name, operands)
        elif name == "Tf" and operands:
            self._choose(operands)
        elif name == "Tm" and not _on_the_page(operands):
            self._blame("放到页面以外、缩放或倾斜的文字")
        elif name == "Tj" and operands:
            self._show(operands[-1])
        elif name in ("g", "rg") and _pale(operands):
            self._blame(f"看不见的浅色（{' '.join(map(str, operands))} {name}）")
        elif name not in SHOWN:
            self._blame(f"绘图指令 {name}")

    def _mark(self, name: str, operands: list[Operand]) -> None:
        if name == "EMC":
            if self._open:
                self._open.pop()
            return
        entries = dict(operands[-1]) if operands and isinstance(operands[-1], tuple) else {}
        mcid = entries.get("/MCID", "")
        if "/ActualText" in entries:
            self._blame("替换文字（ActualText）")
        sequence = Sequence(str(operands[0]) if operands else "", int(mcid) if mcid.isdigit() else None)
        self.page.sequences.append(sequence)
        self._open.append(sequence)

    def _choose(self, operands: list[Operand]) -> None:
        self._font = self._fonts.get(str(operands[0]).removeprefix("/"))
        size = str(operands[-1])
        if not _NUMBER.fullmatch(size) or float(size) < _SMALLEST:
            self._blame(f"看不清的小字（{size} 磅）")

    def _show(self, codes: Operand) -> None:
        text = self._font.text(codes) if self._font and isinstance(codes, bytes) else "\ufffd"
        if self._open:
            self._open[-1].text += text
        else:
            self._blame(f"未作标记的文字“{text[:20]}”")

    def _blame(self, what: str) -> None:
        if what not in self.page.foreign:
            self.page.foreign.append(what)


def _on_the_page(operands: list[Operand]) -> bool:
    """Whether a text matrix sets type of its own size inside the page, upright or reading upwards."""
    words = [str(operand) for operand in operands]
    if len(words) != 6 or tuple(words[:4]) not in _DIRECTIONS or not all(map(_NUMBER.fullmatch, words)):
        return False
    return all(0 <= float(word) <= side for word, side in zip(words[4:], _PAGE_SIDES, strict=True))


def _pale(operands: list[Operand]) -> bool:
    values = [float(str(value)) for value in operands if _NUMBER.fullmatch(str(value))]
    return bool(values) and min(values) > _DARK


def _is_operand(token: str) -> bool:
    return token[0] in "/[]" or bool(_NUMBER.fullmatch(token)) or token in ("true", "false", "null")


def _tokens(data: bytes) -> Iterator[Operand]:
    """Operands and operators in order; a property list comes as one operand."""
    position, end = 0, len(data)
    while match := _TOKEN.match(data, position):
        position = match.end()
        if match["open"]:
            literal, position = _literal(data, position)
            yield literal
        elif match["dict"] == b"<<":
            entries, position = _entries(data, position)
            yield entries
        elif match["hex"] is not None:
            yield _hex(match["hex"])
        else:
            yield (match["name"] or match["mark"] or match["word"] or match["dict"]).decode("latin-1")
    if data[position:end].strip(b" \t\r\n\0\f"):
        raise Refused("PDF 页面内容无法解析，文件已损坏。")


def _hex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _entries(data: bytes, position: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """The keys of a property list with the word after each; what lies deeper is passed over."""
    words: list[str] = []
    depth = 1
    while depth:
        match = _TOKEN.match(data, position)
        if match is None:
            raise Refused("PDF 页面内容无法解析，文件已损坏。")
        position = match.end()
        if match["open"]:
            _, position = _literal(data, position)
        elif match["dict"]:
            depth += 1 if match["dict"] == b"<<" else -1
        elif match["name"] or match["word"]:
            words.append((match["name"] or match["word"]).decode("latin-1"))
    return tuple(zip(words, [*words[1:], ""], strict=True)), position


def _literal(data: bytes, position: int) -> tuple[bytes, int]:
    """A string in brackets from behind its opening one (7.3.4.2), and where it ends."""
    found, depth = bytearray(), 1
    while position < len(data):
        byte = data[position : position + 1]
        position += 1
        if byte == b"\\":
            escaped = data[position : position + 1]
            octal = re.match(rb"[0-7]{1,3}", data[position : position + 3])
            position += len(octal[0]) if octal else 1
            found += bytes([int(octal[0], 8) & 255]) if octal else _ESCAPES.get(escaped, escaped)
            continue
        depth += {b"(": 1, b")": -1}.get(byte, 0)
        if not depth:
            return bytes(found), position
        found += byte
    raise Refused("PDF 页面内容无法解析，文件已损坏。")
