"""The style sheet: everything that the body looks like stands here, under a name.

A paragraph carries no formatting of its own. Where one differs (letter spacing, a page break before it,
another type size in a table) it takes a variant of its style, made on first use and named for what differs.
"""

from dataclasses import dataclass, field
from typing import Literal

from generator.writers.docx.markup import NONE, Markup, group, node, part


@dataclass(frozen=True)
class Style:
    """One named style. `paragraph`, `run`: the children of its pPr and rPr; `more`: table properties."""

    id: str
    name: str
    kind: Literal["paragraph", "character", "table"] = "paragraph"
    based_on: str = ""
    next: str = ""
    paragraph: tuple[Markup, ...] = ()
    run: tuple[Markup, ...] = ()
    more: tuple[Markup, ...] = ()
    default: bool = False
    gallery: bool = True
    priority: int = 20

    def markup(self) -> Markup:
        """The `w:style` element."""
        attributes: dict[str, str | int] = {"type": self.kind}
        if self.default:
            attributes["default"] = "1"
        elif not _built_in(self.name):
            attributes["customStyle"] = "1"
        children = [
            node("name", val=self.name),
            node("basedOn", val=self.based_on) if self.based_on else NONE,
            node("next", val=self.next) if self.next else NONE,
            node("uiPriority", val=self.priority),
            node("qFormat") if self.gallery else NONE,
            group("pPr", self.paragraph),
            group("rPr", self.run),
            *self.more,
        ]
        return group("style", children, **attributes, styleId=self.id)


def _built_in(name: str) -> bool:
    """Word's own styles have English names in the file."""
    return name.isascii()


@dataclass
class StyleSheet:
    """The styles of one file, in order of first use."""

    _styles: dict[str, Style] = field(default_factory=dict)

    def add(self, style: Style) -> str:
        """Put a style in unless it is there already; returns its id."""
        self._styles.setdefault(style.id, style)
        return style.id

    def variant(self, base: str, differences: "tuple[Difference, ...]") -> str:
        """The id of the style that is `base` with some differences; `base` itself if there are none."""
        if not differences:
            return base
        origin = self._styles[base]
        suffix = "·".join(d.name for d in differences)
        style = Style(
            id=base + "".join(f"-{d.id}" for d in differences),
            name=f"{_shown(origin.name)}（{suffix}）",
            kind=origin.kind,
            based_on=base,
            next=origin.next,
            paragraph=tuple(m for d in differences for m in d.paragraph),
            run=tuple(m for d in differences for m in d.run),
            gallery=False,
            priority=origin.priority + 1,
        )
        return self.add(style)

    def part(self, defaults: Markup) -> bytes:
        """The part word/styles.xml."""
        return part("styles", defaults, *(s.markup() for s in self._styles.values()))


_CHINESE_NAMES = {"Body Text": "正文", "heading 1": "一级标题", "heading 2": "二级标题", "Title": "标题"}


def _shown(name: str) -> str:
    """What the people call a built-in style; used in the names of its variants."""
    return _CHINESE_NAMES.get(name, name)


@dataclass(frozen=True)
class Difference:
    """How a variant differs from its style: an ASCII id, a Chinese name, properties."""

    id: str
    name: str
    paragraph: tuple[Markup, ...] = ()
    run: tuple[Markup, ...] = ()
