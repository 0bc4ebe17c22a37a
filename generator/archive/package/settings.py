"""The office's archive settings: one TOML file, every key optional, a wrong one refused with its name."""

import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from generator.errors import InputError, UsageError

FILE_NAME = "归档设置.toml"
"""Looked for in the output folder where no other file is named."""

TERMS = {"永久": "Y", "30年": "D30", "10年": "D10"}
"""保管期限 and their codes (8号令 art. 6; DA/T 13-2022)."""
CONTROLS = ("开放", "控制")
PENDING = "待定"
"""Stands for what the settings do not say yet."""

DEFAULT_PATTERN = "{fonds}-WS·{year}·{term}·{org}-{item:04d}"
_PLACEHOLDER = re.compile(r"\{(fonds|year|term|org|item)(?::0([1-9])d)?\}")

TEMPLATE = f"""\
# 归档设置。以 # 开头的行是说明。放在归档输出文件夹中，名为“{FILE_NAME}”，或用 --settings 指明。
# 各项都可以不填；不填全宗号或保管期限时，档号为“待定”（预归档），以后可以补设置再归档。

[archive]
# 全宗号：4 位，由同级档案馆给定，如 "J001"。
fonds = ""
# 保管期限："永久"、"30年" 或 "10年"。
# 本机关的年度报告通常为“永久”，收存下级单位的报告通常为“10年”；请按本机关经批准的保管期限表核定后填写。
retention = ""
# 机构（问题）代码，用于档号和编件号，如 "ZWGK"。
organization = "ZWGK"
# 档号的编制规则（DA/T 13-2022）。可用：{{fonds}} 全宗号、{{year}} 归档年度、{{term}} 保管期限代码
# （永久 Y、30年 D30、10年 D10）、{{org}} 机构（问题）、{{item:04d}} 件号（4 位，前面补零）。
code_pattern = "{DEFAULT_PATTERN}"
# 全宗名称、档案馆名称和代码，写入元数据。
fonds_name = ""
archives_name = ""
archives_code = ""
# 归档单位、联系人和电话；不填时用报告中的发布机关、联系人和电话。
filing_unit = ""
contact = ""
phone = ""
# 控制标识："开放" 或 "控制"。
control = "开放"
"""


@dataclass(frozen=True)
class Settings:
    """What the office has decided. Empty strings for what it has not."""

    fonds: str = ""
    retention: str = ""
    organization: str = "ZWGK"
    code_pattern: str = DEFAULT_PATTERN
    fonds_name: str = ""
    archives_name: str = ""
    archives_code: str = ""
    filing_unit: str = ""
    contact: str = ""
    phone: str = ""
    control: str = "开放"

    @property
    def complete(self) -> bool:
        """Whether a 档号 can be made."""
        return bool(self.fonds and self.retention)

    def code(self, year: int, item: int) -> str:
        """The 档号 of an item of a 归档年度; 待定 while the settings are incomplete."""
        return build_code(self.code_pattern, self._values(year, item)) if self.complete else PENDING

    def _values(self, year: int, item: int) -> dict[str, str | int]:
        return {
            "fonds": self.fonds,
            "year": year,
            "term": TERMS[self.retention],
            "org": self.organization,
            "item": item,
        }


def build_code(pattern: str, values: dict[str, str | int]) -> str:
    """The pattern with its placeholders filled in; nothing else in braces is looked at."""

    def fill(match: re.Match[str]) -> str:
        value = values[match[1]]
        return f"{int(value):0{match[2]}d}" if match[2] else str(value)

    return _PLACEHOLDER.sub(fill, pattern)


def read_settings(path: Path | None, folder: Path) -> Settings:
    """The settings of `path`, else of the file in `folder`, else none. Raises InputError, UsageError."""
    if path is None:
        path = folder / FILE_NAME
        if not path.is_file():
            return Settings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise UsageError(f"没有归档设置文件“{path}”。请核对路径。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(
            f"归档设置“{path.name}”无法读取（{error}）。请按 nianbao archive --new-settings 的样子改正。"
        ) from error
    return _settings(data, path.name)


def _settings(data: dict[str, object], name: str) -> Settings:
    section = data.get("archive", {})
    known = {field.name for field in fields(Settings)}
    others = [key for key in data if key != "archive"]
    if others or not isinstance(section, dict):
        raise InputError(
            f"归档设置“{name}”只能有 [archive] 一节，多出“{'、'.join(others) or 'archive'}”。请改正。"
        )
    for key, value in section.items():
        if key not in known:
            raise InputError(f"归档设置“{name}”中的“{key}”不是已知的项目。请核对拼写。")
        if not isinstance(value, str) or any(ord(c) < 32 for c in value):
            raise InputError(f"归档设置“{name}”中的“{key}”应为一行文字，写在引号里。请改正。")
    settings = Settings(**{key: value.strip() for key, value in section.items()})
    _check(settings, name)
    return settings


def _check(settings: Settings, name: str) -> None:
    wrong = {
        "fonds": bool(settings.fonds) and not re.fullmatch(r"[0-9A-Z]{4}", settings.fonds),
        "retention": settings.retention not in ("", *TERMS),
        "organization": not re.fullmatch(r"[0-9A-Z]{1,12}", settings.organization),
        "code_pattern": not _right_pattern(settings.code_pattern),
        "control": settings.control not in CONTROLS,
    }
    advice = {
        "fonds": "应为 4 位大写字母或数字",
        "retention": f"应为 {'、'.join(TERMS)} 之一",
        "organization": "应为大写字母或数字",
        "code_pattern": "应含 {year} 和 {item:04d}，占位符只能用说明中列出的几个",
        "control": f"应为 {'、'.join(CONTROLS)} 之一",
    }
    for key, bad in wrong.items():
        if bad:
            raise InputError(f"归档设置“{name}”中的“{key}”{advice[key]}。请改正：{getattr(settings, key)}")


def _right_pattern(pattern: str) -> bool:
    rest = _PLACEHOLDER.sub("", pattern)
    names = [match[1] for match in _PLACEHOLDER.finditer(pattern)]
    return (
        not set("{}/\\ \t") & set(rest)
        and "item" in names
        and "year" in names
        and len(names) == len(set(names))
        and all(char.isprintable() for char in rest)
    )


def parse_code(pattern: str, code: str) -> dict[str, str] | None:
    """The parts of a 档号 by the pattern's placeholders; None where it does not follow the pattern."""
    parts = {"fonds": "[0-9A-Z]{4}", "year": "[0-9]{4}", "term": "Y|D30|D10", "org": "[0-9A-Z]{1,12}"}
    expression, end = "", 0
    for match in _PLACEHOLDER.finditer(pattern):
        digits = f"[0-9]{{{match[2]},6}}" if match[2] else "[0-9]{1,6}"
        part = digits if match[1] == "item" else parts[match[1]]
        expression += re.escape(pattern[end : match.start()]) + f"(?P<{match[1]}>{part})"
        end = match.end()
    found = re.fullmatch(expression + re.escape(pattern[end:]), code) if _right_pattern(pattern) else None
    return found.groupdict() if found else None
