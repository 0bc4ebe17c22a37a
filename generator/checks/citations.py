"""Laws and document numbers: those of the report's period, with the right issuer and number."""

import re
from collections.abc import Iterator

from generator.checks.context import Context, Passage
from generator.checks.registry import for_keys
from generator.report.finding import Finding, Severity


@for_keys("law.wrong")
def check_wrong_citations(context: Context) -> Iterator[Finding]:
    """No law or document of another period, no wrong issuer: the format lists what is met and what is right."""
    wrong = context.format.wording.get("wrong_citations", ())
    for entry in wrong if isinstance(wrong, list | tuple) else ():
        pattern = re.compile(str(entry["pattern"]))
        for passage in context.passages:
            for match in pattern.finditer(passage.text):
                yield context.say(
                    "law.wrong",
                    passage.place,
                    quote=passage.reading.quote(match.start(), match.end()),
                    severity=Severity(str(entry["severity"])) if "severity" in entry else None,
                    why=str(entry["why"]),
                    right=str(entry["right"]),
                )


_CITED = re.compile(r"《(?P<name>[^《》]+)》[^《》。；]{0,6}?（(?P<inside>[^（）]{4,40})）")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}(?:第\d+号令?|〔\d{4}〕\d+号|令第\d+号)")


@for_keys("law.number")
def check_numbers_of_laws(context: Context) -> Iterator[Finding]:
    """A law or document that the format names carries its own number."""
    for passage in context.passages:
        for match in _CITED.finditer(passage.text):
            right = _numbers_of(context, match["name"])
            found = _NUMBER.search(match["inside"])
            if right and found and not any(_same_number(number, found.group()) for number in right):
                yield _wrong_number(context, passage, match, found.group(), right)


def _numbers_of(context: Context, name: str) -> tuple[str, ...]:
    cited = context.format.wording.get("citations", ())
    for entry in cited if isinstance(cited, list | tuple) else ():
        if str(entry["name"]) in (name, f"中华人民共和国{name}"):
            return tuple(str(number) for number in entry["numbers"])
    return ()


def _same_number(right: str, found: str) -> bool:
    """Whether the figures agree: 国令第711号 and 国务院第711号令 are 国务院令第711号."""
    return re.findall(r"\d+", right) == re.findall(r"\d+", found)


def _wrong_number(
    context: Context, passage: Passage, match: re.Match[str], found: str, right: tuple[str, ...]
) -> Finding:
    quote = passage.reading.quote(match.start(), match.end())
    return context.say(
        "law.number", passage.place, quote=quote, name=match["name"], found=found, right="、".join(right)
    )
