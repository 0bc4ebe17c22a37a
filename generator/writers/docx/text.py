"""Runs of a paragraph: its spans, the marks in their own character style, and the breaks that the layout made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.document.model import Role, Span
from generator.typesetting.runs import split
from generator.writers.docx.markup import Markup, line_break, run
from generator.writers.docx.stylebook import DIGITS, MARK, SPAN

_BREAK = "\n"
_DIGITS = re.compile(r"([0-9]+)")


def runs(text: str, role: Role) -> tuple[Markup, ...]:
    """The runs of a text in one typeface, the paragraph style's own; a line feed in it is a line break."""
    return span_runs((Span(text),), role)


def span_runs(spans: Sequence[Span], role: Role) -> tuple[Markup, ...]:
    """The runs of spans in a paragraph whose own typeface is `role`."""
    return tuple(m for span in spans for m in _span(span, role))


def lines_runs(lines: Iterable[str], role: Role) -> tuple[Markup, ...]:
    """The runs of broken lines, each ended by a line break but the last."""
    return runs(_BREAK.join(lines), role)


def _span(span: Span, own: Role) -> Iterator[Markup]:
    role = span.role or own
    for i, line in enumerate(span.text.split(_BREAK)):
        if i:
            yield line_break()
        for style, stretches in groupby(_styled(line, role, own), key=lambda pair: pair[0]):
            yield run("".join(text for _, text in stretches), style)


def _styled(line: str, role: Role, own: Role) -> Iterator[tuple[str, str]]:
    """(character style, text) of the stretches of a line."""
    plain = "" if role is own else SPAN[role]
    for kind, text in split(line):
        if kind == "latin" and role is Role.TITLE:
            for part in filter(None, _DIGITS.split(text)):
                yield (DIGITS if part.isdigit() else plain), part
        else:
            yield (MARK[role] if kind == "mark" else plain), text


def with_breaks(spans: Sequence[Span], lines: Sequence[str], after: Iterable[int]) -> tuple[Span, ...]:
    """The spans with a line feed after the given lines; spaces that vanish at such a break are left out.

    `lines` are the layout's lines of the spans' joined text. Raises ValueError if they are of another text.
    """
    forced = set(after)
    if not forced:
        return tuple(spans)
    cuts = [cut for i, cut in enumerate(_cuts("".join(s.text for s in spans), lines)) if i in forced]
    result, start = [], 0
    for span in spans:
        end = start + len(span.text)
        result.append(Span(_cut(span.text, start, cuts), span.role))
        start = end
    return tuple(result)


def _cuts(text: str, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each line: where it ends in `text`, and where the next begins."""
    end = 0
    for line in lines:
        shown = line.strip(" ")
        start = text.find(shown, end)
        if start < 0 or text[end:start].strip(" "):
            raise ValueError(f"the layout's line is not in the text at {end}: {line}")
        end = start + len(shown)
        yield end, end + len(text[end:]) - len(text[end:].lstrip(" "))


def _cut(text: str, offset: int, cuts: Sequence[tuple[int, int]]) -> str:
    """`text`, which begins at `offset`, with each cut that begins in it replaced by a line feed."""
    last = offset + len(text)
    for end, start in reversed(cuts):
        if offset < end <= last:
            text = text[: end - offset] + _BREAK + text[start - offset :]
        elif end <= offset < start:
            text = text[start - offset :]
    return text
