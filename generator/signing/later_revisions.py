"""What the library's difference analysis lets pass in later revisions, and we do not.

It judges what can be reached, and takes a few entries of the catalog for harmless. Here a revision after a
signature may bring validation data and time stamps, and nothing else: no object that nothing refers to, no
other version, no order to draw form fields anew, no other title.
"""

from collections.abc import Iterator
from typing import Any

from generator.signing.description import description_at
from generator.signing.objects import values_in_use, written_in

_FIXED = ("/Version", "/MarkInfo")
_FIXED_IN_FORM = ("/NeedAppearances", "/DA", "/DR", "/XFA")
_EXTENSIONS = frozenset({"/ADBE", "/ESIC", "/Type"})
"""Marks of Adobe and of ETSI that programs set when they add validation data."""


def unexplained(reader: Any, revision: int) -> tuple[str, ...]:
    """What else was changed after `revision`, in Chinese. Raises ValueError where the metadata are no XML."""
    return tuple(_unexplained(reader, revision))


def _unexplained(reader: Any, revision: int) -> Iterator[str]:
    last = reader.xrefs.total_revisions - 1
    if last == revision:
        return
    if description_at(reader, revision) != description_at(reader, last):
        yield "元数据（题名、作者等）"
    before, after = _catalog(reader, revision), _catalog(reader, last)
    strange = set(_part(after, "/Extensions")) - set(_part(before, "/Extensions")) - _EXTENSIONS
    if strange or any(before.get(key) != after.get(key) for key in _FIXED):
        yield "文件目录"
    old_form, new_form = _part(before, "/AcroForm"), _part(after, "/AcroForm")
    if any(old_form.get(key) != new_form.get(key) for key in _FIXED_IN_FORM):
        yield "表单设置"
    in_use = {number for number, _ in values_in_use(reader)}
    if any(written_in(reader, later) - in_use for later in range(revision + 1, last + 1)):
        yield "没有用到的隐藏内容"


def only_validation_data(reader: Any, revision: int) -> bool:
    """Whether the one revision after `revision` brings other validation data (B-LT of other programs)."""
    last = reader.xrefs.total_revisions - 1
    return last == revision + 1 and _store(reader, last) not in ((), _store(reader, revision))


def _store(reader: Any, revision: int) -> tuple[str, ...]:
    """The references in the security store."""
    store = _part(_catalog(reader, revision), "/DSS")
    lists = [store[key] for key in ("/Certs", "/CRLs", "/OCSPs") if key in store]
    return tuple(str(found.raw_get(index)) for found in lists for index in range(len(found)))


def _part(owner: Any, key: str) -> Any:
    """A dictionary within another, wherever it is stored; empty if there is none."""
    if key not in owner:
        return {}
    return owner[key]  # unlike `get`, this follows a reference


def _catalog(reader: Any, revision: int) -> Any:
    view = reader.get_historical_resolver(revision)
    return view.get_object(view.trailer_view.raw_get("/Root").reference)
