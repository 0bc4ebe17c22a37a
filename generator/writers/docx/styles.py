"""The style sheet: everything that the body looks like stands here, under a name.

A paragraph carries no formatting of its own. What may differ from one paragraph of a style to the next (letter
spacing, a page break before it, its place) is the style's `Variation`; a paragraph with another one takes a
variant of the style, made on first use and named for what differs.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.writers.docx.markup import NONE, Markup, element_name, group, node, part, switch

PITCH = 579
"""Twips of one line of the grid: 22 × 579 = 12738 fits the type area of 12756, 22 × 580 does not."""


def exact(line: int, before: int = 0, after: int = 0) -> Markup:
    """Line height in twips, exact, with space above and below."""
    return node("spacing", before=before, after=after, line=line, lineRule="exact")


def letter_spacing(twips: int) -> Markup:
    """Space added after each character."""
    return node("spacing", val=twips)


@dataclass(frozen=True)
class Setting:
    """Where a paragraph's texts begin and end: an ASCII id, a Chinese name, tabs, indents and alignment."""

    id: str
    name: str
    properties: tuple[Markup, ...]


@dataclass(frozen=True)
class Variation:
    """What differs among the paragraphs of a style.

    `before`, `after`: empty lines of the grid above and below. `spacing`: letter spacing in twips, `place`
    the setting; None leaves them as the style has them.
    """

    keep: bool = False
    page_break: bool = False
    before: int = 0
    after: int = 0
    spacing: int | None = None
    place: Setting | None = None

    def paragraph(self, base: "Variation") -> Iterator[Markup]:
        """The paragraph properties that differ from those of `base`."""
        if self.keep != base.keep:
            yield switch("keepNext", self.keep)
        if self.page_break != base.page_break:
            yield switch("pageBreakBefore", self.page_break)
        if (self.before, self.after) != (base.before, base.after):
            yield exact(PITCH, self.before * PITCH, self.after * PITCH)
        if self.place and self.place != base.place:
            yield from self.place.properties

    def run(self, base: "Variation") -> Iterator[Markup]:
        """The run properties that differ from those of `base`."""
        if self.spacing is not None and self.spacing != base.spacing:
            yield letter_spacing(self.spacing)

    def differences(self, base: "Variation") -> Iterator[tuple[str, str]]:
        """(ASCII id, Chinese name) of each difference from `base`."""
        if self.spacing is not None and self.spacing != base.spacing:
            yield f"s{-self.spacing}", f"字距{self.spacing / 20:+g}磅"
        if self.place and self.place != base.place:
            yield self.place.id, self.place.name
        if self.page_break != base.page_break:
            yield ("break", "另页起") if self.page_break else ("nobreak", "不另页")
        if self.before != base.before:
            yield f"above{self.before}", f"段前{self.before}行"
        if self.after != base.after:
            yield f"below{self.after}", f"段后{self.after}行"
        if self.keep != base.keep:
            yield ("keep", "与下段同页") if self.keep else ("nokeep", "不与下段同页")


PLAIN = Variation()


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
    variation: Variation = PLAIN
    default: bool = False
    gallery: bool = True
    priority: int = 20

    def with_variation(self, variation: Variation) -> "Style":
        """The style as its first paragraph wants it."""
        return replace(
            self,
            variation=variation,
            paragraph=_overlaid(self.paragraph, variation.paragraph(self.variation)),
            run=_overlaid(self.run, variation.run(self.variation)),
        )

    def variant(self, variation: Variation) -> "Style":
        """The style based on this one that has another variation."""
        differences = list(variation.differences(self.variation))
        return Style(
            id=self.id + "".join(f"-{id_}" for id_, _ in differences),
            name=f"{_shown(self.name)}（{'·'.join(name for _, name in differences)}）",
            kind=self.kind,
            based_on=self.id,
            next=self.next,
            paragraph=tuple(variation.paragraph(self.variation)),
            run=tuple(variation.run(self.variation)),
            gallery=False,
            priority=self.priority + 1,
        )

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


def _overlaid(own: tuple[Markup, ...], over: Iterator[Markup]) -> tuple[Markup, ...]:
    """Properties with some replaced by others of the same name."""
    by_name = {element_name(markup): markup for markup in own if markup}
    by_name |= {element_name(markup): markup for markup in over if markup}
    return tuple(by_name.values())


def _built_in(name: str) -> bool:
    """Word's own styles have English names in the file."""
    return name.isascii()


_CHINESE_NAMES = {
    "Body Text": "正文",
    "heading 1": "一级标题",
    "heading 2": "二级标题",
    "Title": "标题",
    "Signature": "署名",
    "Date": "成文日期",
}


def _shown(name: str) -> str:
    """What people call a built-in style; used in the names of its variants."""
    return _CHINESE_NAMES.get(name, name)


@dataclass
class StyleSheet:
    """The styles of one file, in order of first use."""

    _styles: dict[str, Style] = field(default_factory=dict)

    def add(self, style: Style) -> str:
        """Put a style in unless it is there already; returns its id."""
        self._styles.setdefault(style.id, style)
        return style.id

    def vary(self, style: Style | str, variation: Variation) -> str:
        """The id of a style with the variation: a variant, or the style itself where nothing differs.

        A style that is not in yet comes in with the variation of this, its first paragraph.
        """
        if isinstance(style, Style):
            style = self.add(style.with_variation(variation))
        base = self._styles[style]
        if not list(variation.differences(base.variation)):
            return style
        return self.add(base.variant(variation))

    def part(self, defaults: Markup) -> bytes:
        """The part word/styles.xml."""
        return part("styles", defaults, *(s.markup() for s in self._styles.values()))
