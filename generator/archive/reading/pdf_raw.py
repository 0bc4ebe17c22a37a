"""The bytes of a PDF without a parser: which object stands where, and which of them is damaged."""

import re
import zlib

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\s")
_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"/EmbeddedFile", "内嵌附件"),
    (b"/Length1", "字体程序"),
    (b"/Metadata", "XMP 元数据"),
    (b"/XRef", "交叉引用表"),
    (b"/ObjStm", "对象流（目录、页面、结构树、字体描述等）"),
    (b"/Form", "签名域外观"),
    (b"/Image", "图片"),
    (b"/Sig", "签名"),
    (b"/N 3", "色彩特性文件"),
)
_FILTER = b"/FlateDecode"


def object_at(pdf: bytes, at: int) -> str:
    """The object in which a byte stands, in Chinese."""
    if at >= pdf.rfind(b"startxref"):
        return "文件尾"
    found = None
    for match in _OBJECT.finditer(pdf):
        if match.start() > at:
            break
        found = match
    return _named(pdf, found) if found else "文件头"


def damaged_object(pdf: bytes) -> str:
    """The first object whose data no longer inflate; empty if there is none."""
    for match in _OBJECT.finditer(pdf):
        begin = pdf.find(b"stream", match.end(), match.end() + 2000)
        end = pdf.find(b"endstream", begin)
        if begin < 0 or end < 0 or _FILTER not in pdf[match.end() : begin]:
            continue
        try:
            _check(pdf[begin + 6 : end].lstrip(b"\r\n"))
        except zlib.error:
            return _named(pdf, match)
    return ""


def _check(packed: bytes) -> None:
    """Inflate piece by piece, keeping nothing. Raises zlib.error."""
    inflater = zlib.decompressobj()
    waiting = packed
    while waiting and not inflater.eof:
        inflater.decompress(waiting, 1 << 20)
        waiting = inflater.unconsumed_tail


def _named(pdf: bytes, match: "re.Match[bytes]") -> str:
    head = pdf[match.end() : match.end() + 400].partition(b"stream")[0]
    kind = next((name for mark, name in _KINDS if mark in head), "页面内容或字符对照表")
    return f"{match[1].decode()} 号对象（{kind}）"
