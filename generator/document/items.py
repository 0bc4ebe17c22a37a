"""Items with a number: run-in headings, headings on a line of their own, ordinary paragraphs."""

from unicodedata import east_asian_width

from generator.document.model import Heading, Paragraph, Role, Span
from generator.report import model as report

RUN_IN_CELLS = 25
"""The longest first sentence that is taken for a run-in heading, in cells (typography.md 1.2)."""
_FINAL = "。！？；：…”"


def item_block(paragraph: report.Paragraph) -> Heading | Paragraph:
    """One item as it is printed.

    （一） with a short first sentence and more text: run in, 楷体 up to its 。. （一） alone on its line: a
    heading without 。. Everything else, and all of 1. and （1）, is 仿宋.
    """
    text, number = paragraph.text, paragraph.number
    if paragraph.level is report.Level.TWO:
        first, rest = split_sentence(text)
        if rest and cells(first) <= RUN_IN_CELLS:
            return Paragraph((Span(number + first, Role.KAI), Span(rest)))
        if not rest and (cells(first) <= RUN_IN_CELLS or not first.endswith(tuple(_FINAL))):
            return Heading(2, number, first.rstrip("。"))
    return Paragraph((Span(number + text),))


def split_sentence(text: str) -> tuple[str, str]:
    """The first sentence with its 。, and the rest: ("", …) never, (text, "") where there is only one."""
    end = text.find("。") + 1
    return (text[:end], text[end:]) if end else (text, "")


def cells(text: str) -> float:
    """Width in cells: half for Western characters, without the 。 at the end."""
    return sum(1 if east_asian_width(char) in "WFA" else 0.5 for char in text.rstrip("。"))
