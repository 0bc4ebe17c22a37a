"""Names listed before their number: 受理、承办、回复三个环节."""

import re
from collections.abc import Iterator

from generator.checks.context import Context, Passage
from generator.checks.numerals import han_value
from generator.checks.registry import for_keys
from generator.report.finding import Finding

_LIST = re.compile(
    r"(?P<list>(?:[^，。；：、（）《》\d]{2,16}、)+[^，。；：、（）《》\d]{2,16}?)(?P<open>等)?(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|大|项|类|种)?"
    r"(?P<what>方面|环节|领域|部分|渠道|步骤|栏目|类别|板块|途径|维度|层面|阶段)"
)
_TITLES = re.compile(
    r"(?P<list>(?:《[^《》]+》(?:（[^（）]*）)?[、，和及与]?){2,})(?:等)?(?P<n>[两二三四五六七八九十]|\d{1,2})(?P<what>个|项|部|份|件)(?!月|工作日)"
)
_AND = re.compile(r"[和与及或]|以及")


@for_keys("txt.list")
def check_counted_lists(context: Context) -> Iterator[Finding]:
    """As many names as the number after them says; a list that ends in 等 may name fewer, never more."""
    for passage in context.passages:
        if passage in context.preamble:
            continue
        for match in _LIST.finditer(passage.text):
            least = match["list"].count("、") + 1
            most = least + len(_AND.findall(match["list"]))
            said = _value(match["n"])
            if said < least or (said > most and not match["open"]):
                yield _finding(context, passage, match, least)
        for match in _TITLES.finditer(passage.text):
            listed, said = match["list"].count("《"), _value(match["n"])
            if listed > said or (listed < said and "等" not in match.group()[len(match["list"]) :]):
                yield _finding(context, passage, match, listed)


def _value(text: str) -> int:
    return int(text) if text.isdigit() else int(han_value(text) or 0)


def _finding(context: Context, passage: Passage, match: re.Match[str], listed: int) -> Finding:
    announced = passage.reading.quote(match.start("n"), match.end())
    quote = passage.reading.quote(match.start(), match.end())
    return context.say("txt.list", passage.place, quote=quote, listed=listed, announced=announced)
