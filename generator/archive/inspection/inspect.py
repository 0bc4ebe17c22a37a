"""Every check on one package, in the order of the list; each row one item of DA/T 70-2018 or more."""

import hashlib
from collections.abc import Iterator
from datetime import date

from generator.archive.inspection.bag import check_bag
from generator.archive.inspection.contents import check_contents
from generator.archive.inspection.metadata_checks import TOPICS, check_metadata
from generator.archive.inspection.package import Package
from generator.archive.inspection.text_files import check_texts
from generator.archive.package import layout
from generator.archive.proof.outcome import Check, Item, Reason, Topic, merged
from generator.archive.proof.report import Options

BY_PEOPLE = (
    ("E01", "目标数据库中元数据可访问性"),
    ("E02", "归档范围"),
    ("E03", "杀毒软件安装"),
    ("E04", "病毒感染"),
    ("E05", "载体读取速度"),
    ("E06", "载体外观"),
    ("E07", "光盘合格性"),
    ("E08", "操作过程安全性"),
)
"""Items that no program can decide from the package: always 未检测, by name."""


def check_package(package: Package, options: Options, today: date) -> Iterator[Check]:
    """The rows of a package as it lies there, without the register's."""
    yield from check_bag(package)
    if not package.files:
        for topic in TOPICS:
            yield topic.not_run(Reason.UNREADABLE, "包结构不安全或没有文件，没有继续读取")
        return
    yield from merged(
        [*check_metadata(package, today), check_texts(package), *check_contents(package, options)]
    )


def check_staged(package: Package, options: Options, today: date) -> tuple[Check, ...]:
    """The rows of a package before its tag manifest is written: what goes into 检测报告.json."""
    rows = [
        *check_bag(package, sealed=False),
        *check_metadata(package, today),
        check_texts(package),
        *check_contents(package, options),
    ]
    return (*merged(rows), *by_people())


def by_people() -> Iterator[Check]:
    """The items that stay open."""
    for ident, name in BY_PEOPLE:
        yield Topic(ident, name).not_run(Reason.PERSON, "请由人工检查")


def package_item(package: Package, checks: tuple[Check, ...], moment: str) -> Item:
    """The item of a package, with the digest that the register pins."""
    tags = package.files.get(layout.TAG_MANIFEST, b"")
    facts = {"包名称": package.name, "时刻": moment, "标签清单SHA256": hashlib.sha256(tags).hexdigest()}
    return Item(str(package.path or package.name), "package", checks, facts)
