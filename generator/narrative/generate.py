"""Text that a format's Jinja2 files write from the figures: the preamble, and sections left empty.

The templates see numbers, particulars, headings and a few filters, in a sandbox; a clerk's words are values
in it and never a template. A figure that is missing makes the text impossible: nothing is written then.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.formats.figure import printed
from generator.formats.headings import han
from generator.report.model import Level, Paragraph, Report

if TYPE_CHECKING:
    from jinja2 import Template

FILTERS = ("join", "length")
"""The built-in filters that templates may use, besides `han`, `sentence` and `listed`."""


def generate(template: Path, report: Report, headings: Sequence[str]) -> tuple[Paragraph, ...]:
    """The paragraphs that a template writes; empty where it has nothing to say or a figure is missing."""
    from jinja2 import UndefinedError

    try:
        text = _compiled(template).render(**_context(report, headings))
    except UndefinedError:
        return ()
    blocks = ("".join(line.strip() for line in block.splitlines()) for block in re.split(r"\n\s*\n", text))
    return tuple(Paragraph(Level.BODY, block, generated=True) for block in blocks if block)


def _context(report: Report, headings: Sequence[str]) -> dict[str, Any]:
    fmt, particulars = report.format, report.particulars
    fields = {**fmt.fields, **fmt.derived}
    shown = {id: printed(fields[id], value) for id, value in report.figures.items() if id in fields}
    return {
        "n": _Strict(report.figures),
        "f": _Strict(shown),
        "listed": lambda *pairs: listed(report, shown, pairs),
        "year": particulars.report_year,
        "headings": list(headings),
        "citations": _citations(fmt.wording),
        "particulars": particulars,
    }


class _Strict(dict[str, Any]):
    """A mapping whose missing keys stop the template, also where they are only compared."""

    def __missing__(self, key: str) -> Any:
        from jinja2 import UndefinedError

        raise UndefinedError(key)


def listed(report: Report, shown: dict[str, str], pairs: Sequence[tuple[str, str]]) -> str:
    """`行政许可决定3件、行政处罚决定2件` of (words, id) pairs; zeros are left out."""
    fields = {**report.format.fields, **report.format.derived}
    values = _Strict(report.figures)
    return "、".join(
        f"{words}{shown[id]}{fields[id].unit}" for words, id in pairs if values[id] != Decimal(0)
    )


def _citations(wording: Any) -> list[str]:
    """《name》（number） of every document that reports in this format rest on."""
    return [
        f"《{item['name']}》（{item['numbers'][0]}）" if item.get("numbers") else f"《{item['name']}》"
        for item in wording.get("citations", ())
    ]


@lru_cache(maxsize=64)
def _compiled(template: Path) -> "Template":
    """The template, compiled once in a process, in a sandbox without globals."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False
    )
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.filters |= {"han": han, "sentence": lambda text: text.rstrip("。") + "。"}
    environment.globals.clear()
    return environment.from_string(template.read_text(encoding="utf-8"))
