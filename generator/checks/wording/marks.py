"""T40–T42, T44, T45, T53–T56, T68: marks that are wrong, where only the writer knows what was meant."""

import re
from collections.abc import Iterator

from generator.checks.wording.model import Hit, Line, WordingRule
from generator.checks.wording.patterns import all_of, by_pattern
from generator.narrative.mending.characters import HAN, NUMERAL, H
from generator.narrative.mending.late import Late
from generator.narrative.mending.protect import titles
from generator.report.finding import Severity

_CLOSING = dict(zip("）)》〉”’〕】」』]}", "（(《〈“‘〔【「『[{", strict=True))
_OPENING = set(_CLOSING.values())
_LIST_BRACKET = re.compile(rf"(?:^|[。；：，、:;,.])(?:\d{{1,2}}|[a-zA-Z]|[{NUMERAL}]{{1,3}}|[①-⑳])$")
_APOSTROPHE = re.compile(r"(?<=[A-Za-z0-9])’(?=[A-Za-z0-9])|’(?=\d{2}(?!\d))")
_NAMES = {"（": "括号", "(": "括号", "《": "书名号", "〈": "书名号", "“": "引号", "‘": "引号"}


def _without_apostrophes(text: str) -> str:
    """The apostrophe of a Latin word or of ’98 has no other half."""
    return _APOSTROPHE.sub(" ", text)


def _balance(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Indices of marks without their other half or crossing another pair, and the pairs that match.

    The bracket of an ordinal typed `1）` has no other half.
    """
    opened: list[int] = []
    stray: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if char in _OPENING:
            opened.append(at)
        elif char in _CLOSING:
            if opened and text[opened[-1]] == _CLOSING[char]:
                pairs.append((opened.pop(), at))
            elif char not in ")）" or not _LIST_BRACKET.search(text[:at]):
                stray.append(at)
    return sorted(stray + opened), sorted(pairs)


def _turned(text: str) -> bool:
    """Whether the double quotes are even in number: then a stray one only looks the wrong way."""
    return (text.count("“") + text.count("”")) % 2 == 0


def _unpaired(line: Line) -> Iterator[Hit]:
    text = _without_apostrophes(line.seen)
    if _turned(text) and (wrong := _wrong_way(text)):
        text = "".join(" " if at in wrong else char for at, char in enumerate(text))
    if text.startswith("“") and line.next_text.startswith("“") and text.count("“") == text.count("”") + 1:
        text = " " + text[1:]
    stray, _ = _balance(text)
    if stray:
        first = stray[0]
        name = _NAMES.get(_CLOSING.get(text[first], text[first]), "括号")
        yield Hit(first, first + 1, f"{name}“{text[first]}”不成对或相互交叉")


def _wrong_way(text: str) -> set[int]:
    """The double quotes of a text whose openings and closings do not take turns; empty if they do."""
    places = [at for at, char in enumerate(text) if char in "“”"]
    depth = 0
    for at in places:
        depth += 1 if text[at] == "“" else -1
        if depth < 0:
            return set(places)
    return set(places) if depth else set()


def _direction(line: Line) -> Iterator[Hit]:
    text = _without_apostrophes(line.seen)
    if _turned(text) and (wrong := _wrong_way(text)):
        yield Hit(min(wrong), max(wrong) + 1)
    in_titles = {at for start, end in titles(text) for at in range(start, end)}
    straight = [at for at, char in enumerate(text) if char in '"＂' and at not in in_titles]
    if straight and re.search(H, text):
        yield Hit(straight[0], straight[0] + 1, "直引号个数为单数或方向不明，未能自动改为“”")


def _cut_off(line: Line) -> Iterator[Hit]:
    turned = line.seen.startswith("”") and any(_direction(line))
    if not turned and re.match("[、，。；：！？）》”,;:!?)]", line.seen):
        yield Hit(0, 1)


_TWO_MARKS = re.compile(r"[，。、；：]{2,}|[，。、；：][！？]|[！？][，。、；：]")


def _two_marks(line: Line) -> Iterator[Hit]:
    for match in _TWO_MARKS.finditer(line.seen):
        if len(set(match.group())) > 1:
            yield Hit(*match.span())
    for match in re.finditer("。”。", line.seen):
        yield Hit(*match.span(), "引号内外都有句号", Severity.NOTICE)


_STEPS = Late(f"(?<!{H}){H}+(?:—{H}+){{2,}}", "—")
_SINGLE_DASH = Late(f"(?<={H})—(?={H})|—{{3,}}", "—")


def _single_dash(line: Line) -> Iterator[Hit]:
    """The steps of a procedure (受理—登记—审核) are joined so by right."""
    steps = [match.span() for match in _STEPS.finditer(line.seen)]
    for match in _SINGLE_DASH.finditer(line.seen):
        if not any(start <= match.start() < end for start, end in steps):
            yield Hit(*match.span())


def _nested(line: Line) -> Iterator[Hit]:
    """“ inside “, （ inside （, 《 inside 《 with nothing between.

    Brackets in brackets are common in contact lines (地址：…，电话（传真）：…) and only to be avoided: a notice.
    """
    _, pairs = _balance(_without_apostrophes(line.seen))
    for start, end in pairs:
        mark = line.seen[start]
        within = [inner for inner, _ in pairs if start < inner < end and line.seen[inner] == mark]
        if mark in "“（(〔【" and within:
            typed_twice = mark == "“" or start + 1 in within
            yield Hit(start, end + 1, "", None if typed_twice else Severity.NOTICE)
            return
    for match in re.finditer("《《", line.seen):
        yield Hit(*match.span())


_ALIKE = frozenset("校学院厂局委办镇乡村站所库网店馆")
_MIXED = re.compile(f"((?:[{HAN}]{{2,12}}、)+[{HAN}]{{2,12}}，[{HAN}]{{2,12}}?)(?=等|和|及|[，。；])")


def _mixed_list(line: Line) -> Iterator[Hit]:
    """工业大学、理工大学，金融学院等: one list divided by two marks; its members end alike."""
    for match in _MIXED.finditer(line.seen):
        *members, odd = re.split("[、，]", match.group(1))
        tails = {member[-1] for member in members}
        if odd[-1] in _ALIKE and tails <= _ALIKE:
            yield Hit(*match.span(1), "同一组并列词语之间既用了顿号又用了逗号")


RULES = (
    WordingRule(
        "T40", Severity.ERROR, "括号、引号或书名号不成对，或相互交叉",
        "请补上或删去一半", _unpaired,
    ),
    WordingRule(
        "T41", Severity.WARNING, "引号的方向不对",
        "请核对前引号“和后引号”", _direction,
    ),
    WordingRule(
        "T42", Severity.ERROR, "段首是不应在句首的标点，前面的文字可能丢失",
        "请补全段落或删去标点", _cut_off,
    ),
    WordingRule(
        "T44", Severity.WARNING, "两个不同的标点连用",
        "请只保留应有的一个", _two_marks,
    ),
    WordingRule(
        "T45", Severity.NOTICE, "两个汉字之间只有一个一字线",
        "请核对：破折号应为——，起止、往来用—",
        _single_dash,
    ),
    WordingRule(
        "T53", Severity.WARNING, "汉字之间有半角句点或两个句点",
        "请改为句号、省略号……或间隔号·",
        by_pattern(
            rf"(?<!\.)\.\.(?!\.)|(?<=[{HAN}%）”》])\.(?={H})|(?<=“)\d{{1,2}}\.\d{{1,2}}(?=”)", signs="."
        ),
    ),
    WordingRule(
        "T54", Severity.NOTICE, "“等”前或并列的书名号、引号之间多了标点，或并列词语间标点不一",
        "请删去多余的标点，或统一标点（GB/T 15834 A.9、B.1、4.5.3.5）",
        all_of(by_pattern("……等|、等(?![级额候待同价量值比次])|》、《|”、“|、(?:或(?!许)|和(?![谐平睦解气美]))"), _mixed_list),
    ),
    WordingRule(
        "T55", Severity.NOTICE, "次序词语后的标点不规范",
        "请改为“首先，”“第一，”，“一是”后不加标点（GB/T 15834 B.3）",
        by_pattern(
            rf"(?:^|(?<=[，。；：、]))(?:首先|其次|再次|最后|第[{NUMERAL}]{{1,2}}(?=、(?![第{NUMERAL}])))、"
            rf"|(?:^|(?<=[，。；：]))[{NUMERAL}]{{1,2}}是[、，：]"
        ),
    ),
    WordingRule(
        "T56", Severity.WARNING, "同一种括号或引号套用",
        "请将里层改为‘’或〔〕，多打的请删去（GB/T 15834 4.8、4.9）", _nested,
    ),
    WordingRule(
        "T68", Severity.WARNING, "汉字旁用了直的单引号",
        "请改为‘’", by_pattern(f"(?<={H})'|'(?={H})", signs="'"),
    ),
)  # fmt: skip
