"""A01 to A06: the package as a BagIt bag (RFC 8493) and by the layout of this program."""

import hashlib
import re
from collections.abc import Iterator, Mapping

from generator.archive.inspection.package import Package, missing, unexpected
from generator.archive.package import layout
from generator.archive.package.manifest import Listed, read_manifest
from generator.archive.proof.outcome import Check, Topic
from generator.archive.reading.limits import Refused

STRUCTURE = Topic("A01", "包结构")
DECLARATION = Topic("A02", "声明")
LISTED = Topic("A03", "清单齐全")
DIGESTS = Topic("A04", "摘要一致")
SURPLUS = Topic("A05", "多余文件")
COUNTS = Topic("A06", "件数字节数")

_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LENGTHS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}


def check_bag(package: Package, sealed: bool = True) -> Iterator[Check]:
    """The structure and the digests. `sealed`: false while the tag manifest is not yet written."""
    if sealed:
        yield _structure(package)
        yield _declaration(package)
    payload, faults = _read(package, "")
    yield LISTED.judged([*faults, *_unlisted(package, payload)], f"{len(package.payload)} 个文件都在清单中")
    tags, more = _read(package, "tag") if sealed else ({}, [])
    yield _digests(package, [payload, tags], [*faults, *more])
    if sealed:
        yield _surplus(package, tags)
        yield _counts(package)


def _structure(package: Package) -> Check:
    faults = [*package.faults, *missing(package), *_folders_expected(package)]
    if "fetch.txt" in package.files:
        faults.append("含有 fetch.txt：归档包必须完整，不能指向网络")
    return STRUCTURE.judged(faults, "文件夹和文件名合乎规定，没有链接和指向包外的路径")


def _folders_expected(package: Package) -> Iterator[str]:
    for what in unexpected(package):
        if what.startswith("多出文件夹"):
            yield what


def _declaration(package: Package) -> Check:
    try:
        text = package.text(layout.BAGIT)
    except Refused as error:
        return DECLARATION.failed(str(error))
    if text != layout.BAGIT_TEXT:
        return DECLARATION.failed("bagit.txt 应为规定的两行（BagIt-Version: 1.0，UTF-8）")
    return DECLARATION.passed("BagIt 1.0，UTF-8")


def _read(package: Package, kind: str) -> tuple[dict[str, Listed], list[str]]:
    """The manifests of a kind ("" or "tag") by algorithm, and what is wrong with them."""
    found: dict[str, Listed] = {}
    faults: list[str] = []
    for name, data in package.files.items():
        match = _MANIFEST.fullmatch(name)
        if match and (match[1] or "") == kind:
            listed = read_manifest(data, name)
            found[match[2]] = listed
            faults += listed.faults
    required = f"{kind}manifest-sha256.txt"
    if "sha256" not in found:
        faults.append(f"缺少 {required}")
    return found, faults


def _unlisted(package: Package, manifests: Mapping[str, Listed]) -> Iterator[str]:
    for algorithm, listed in manifests.items():
        name = f"manifest-{algorithm}.txt"
        for path in package.payload:
            if path not in listed.digests:
                yield f"“{path}”不在 {name} 中"
        for path in listed.digests:
            if not path.startswith(layout.PAYLOAD):
                yield f"{name} 列出了 data/ 以外的“{path}”"
            elif path not in package.files:
                yield f"{name} 列出的“{path}”不存在"


def _digests(
    package: Package, kinds: list[Mapping[str, Listed] | dict[str, Listed]], faults: list[str]
) -> Check:
    wrong = list(faults)
    unknown, count = [], 0
    for manifests in kinds:
        for algorithm, listed in manifests.items():
            if algorithm not in _LENGTHS or algorithm not in hashlib.algorithms_available:
                unknown.append(algorithm)
                continue
            for path, digest in listed.digests.items():
                count += 1
                wrong += _wrong(package, path, digest, algorithm)
    extra = f"（算法 {'、'.join(unknown)} 未检测）" if unknown else ""
    return DIGESTS.judged(list(dict.fromkeys(wrong)), f"{count} 个摘要都相符{extra}")


def _wrong(package: Package, path: str, digest: str, algorithm: str) -> Iterator[str]:
    if path not in package.files:
        yield f"清单列出的“{path}”不存在"
        return
    found = hashlib.new(algorithm, package.files[path]).hexdigest()
    if found != digest:
        role = layout.ROLES.get(path)
        name = f"“{path}”（{role}）" if role else f"“{path}”"
        yield f"{name}的内容与清单不符：清单为 {digest[:16]}…，文件为 {found[:16]}…"


def _surplus(package: Package, tags: Mapping[str, Listed]) -> Check:
    faults = [what for what in unexpected(package) if not what.startswith("多出文件夹")]
    listed = tags["sha256"].digests if "sha256" in tags else {}
    for path in package.files:
        outside = not path.startswith(layout.PAYLOAD) and not path.startswith("tagmanifest-")
        if outside and path not in listed and _said_nowhere(path, faults):
            faults.append(f"“{path}”不在 tagmanifest-sha256.txt 中")
    for path in layout.TAG_FILES:
        if path in package.files and path not in listed and _said_nowhere(path, faults):
            faults.append(f"“{path}”不在 tagmanifest-sha256.txt 中")
    return SURPLUS.judged(faults, "没有清单以外的文件")


def _said_nowhere(path: str, faults: list[str]) -> bool:
    return not any(f"“{path}”" in fault for fault in faults)


def _counts(package: Package) -> Check:
    try:
        info = bag_info(package)
    except Refused as error:
        return COUNTS.failed(str(error))
    size = sum(len(data) for data in package.payload.values())
    due = f"{size}.{len(package.payload)}"
    stated = info.get("payload-oxum", "")
    if stated != due:
        return COUNTS.failed(f"bag-info.txt 的 Payload-Oxum 为“{stated}”，实有 {due}（字节.件数）")
    return COUNTS.passed(f"{len(package.payload)} 个文件、{size} 字节，与 bag-info.txt 相同")


def bag_info(package: Package) -> dict[str, str]:
    """The entries of bag-info.txt, labels in small letters. Raises Refused."""
    entries: dict[str, str] = {}
    label = ""
    for line in package.text(layout.BAG_INFO).splitlines():
        if line[:1] in (" ", "\t") and label:
            entries[label] += " " + line.strip()
        else:
            label, colon, value = line.partition(":")
            label = label.strip().lower()
            if not colon:
                raise Refused(f"bag-info.txt 有无法识别的一行“{line[:40]}”")
            entries[label] = value.strip()
    return entries
