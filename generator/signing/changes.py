"""Naming what was changed after a signature, so that an officer knows where to look."""

from typing import Any

_KINDS = {
    "/Catalog": "文件目录",
    "/Pages": "页面次序（增删或替换了页）",
    "/Page": "页面",
    "/Annot": "批注或表单域",
    "/Filespec": "附件",
    "/EmbeddedFile": "附件",
    "/Metadata": "元数据",
    "/Font": "字体",
    "/FontDescriptor": "字体",
    "/StructElem": "结构标签",
    "/StructTreeRoot": "结构标签",
    "/Outlines": "书签",
    "/Sig": "签名",
    "/DocTimeStamp": "时间戳",
    "/ExtGState": "印章图样或页面外观",
    "/DSS": "验证材料",
}
_SUBTYPES = {"/Image": "印章图样或图片", "/Form": "印章图样或外观", "/XML": "元数据", "/Widget": "表单域"}
_HOLDERS = ("/ObjStm", "/XRef")


def changed_kinds(reader: Any, revision: int) -> tuple[str, ...]:
    """The kinds of objects that were written after `revision`, in Chinese; nothing if they cannot be read."""
    try:
        contents = _page_contents(reader)
        kinds: dict[str, None] = {}
        for later in range(revision + 1, reader.xrefs.total_revisions):
            for reference in reader.xrefs.explicit_refs_in_revision(later):
                kind = _kind(reader, reference, contents)
                if kind:
                    kinds[kind] = None
        return tuple(kinds)
    except Exception:  # a damaged file: the problem itself is reported, only its detail is lost
        return ()


def _kind(reader: Any, reference: Any, contents: set[Any]) -> str:
    if reference in contents:
        return "页面内容"
    value = reader.get_object(reference)
    if not hasattr(value, "get"):
        return ""
    kind, subtype = value.get("/Type"), value.get("/Subtype")
    if kind in _HOLDERS:
        return ""
    if "/FT" in value:
        return "表单域"
    return _SUBTYPES.get(subtype, "") or _KINDS.get(kind, "")


def _page_contents(reader: Any) -> set[Any]:
    """References of the content streams of all pages, as the file stands now."""
    found = set()
    for kid in _pages(reader.root["/Pages"]):
        value: Any = kid.raw_get("/Contents") if "/Contents" in kid else None
        for item in value if isinstance(value, list) else [value]:
            if hasattr(item, "reference"):
                found.add(item.reference)
    return found


def _pages(node: Any) -> list[Any]:
    kids = node.get("/Kids")
    if kids is None:
        return [node]
    return [page for kid in kids for page in _pages(kid.get_object())]
